//! The sentences: Fluent files of `server/locales`, embedded in the binary.

use std::borrow::Cow;
use std::collections::HashMap;

use app::words::{Arg, Lang, Translate};
use fluent_templates::Loader as _;
use fluent_templates::fluent_bundle::FluentValue;
use unic_langid::{LanguageIdentifier, langid};

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // People's names stand in sentences of their own script; the isolation marks would end up in copied text.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The embedded sentences.
pub struct Fluent;

static ID: LanguageIdentifier = langid!("id");
static EN: LanguageIdentifier = langid!("en");

fn identifier(lang: Lang) -> &'static LanguageIdentifier {
    match lang {
        Lang::Id => &ID,
        Lang::En => &EN,
    }
}

impl Translate for Fluent {
    fn text(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Text(text) => FluentValue::from(text.clone()),
                    Arg::Number(number) => FluentValue::from(*number),
                };
                (Cow::Owned((*name).to_owned()), value)
            })
            .collect();
        let found = if args.is_empty() {
            LOCALES.try_lookup(identifier(lang), key)
        } else {
            LOCALES.try_lookup_with_args(identifier(lang), key, &args)
        };
        found.unwrap_or_else(|| {
            tracing::error!(key, lang = lang.code(), "a sentence is missing");
            key.to_owned()
        })
    }
}
