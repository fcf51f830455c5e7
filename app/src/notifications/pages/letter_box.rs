//! "Messages by e-mail" on `/account`: the address in use, the one that waits for its code, and the form for another.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::notifications::{LetterBox, Waiting};
use crate::routes;
use crate::time::Zone;
use crate::ui::field::{Text, key_field, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::sure::sure_with;
use crate::words::Words;

/// The name of a form of the section: `code`, `again`, `stop`, or empty for the address.
pub fn letter_form(what: &str) -> String {
    format!("letters:{what}")
}

/// The keys of its forms.
struct Keys {
    want: String,
    code: String,
    again: String,
    stop: String,
}

/// The section, for somebody of a shop.
pub async fn letter_box(b: &Backend, typed: Typed, zone: Zone) -> Result<AnyView, AppError> {
    let found = b.notifications.letter_box(&b.actor()?.account).await?;
    let key = |what: &str| b.key(&letter_form(what));
    let keys = Keys { want: key(""), code: key("code"), again: key("again"), stop: key("stop") };
    let (w, now) = (b.words(), b.visit.now);
    let notice = form_notice(&typed, &w);
    Ok(view! {
        <section id="letters" class="part stack" aria-labelledby="letters-title">
            <h2 id="letters-title">{w.t("notifications-box-title")}</h2>
            {notice}
            {inside(&found, &typed, keys, (zone, now), &w)}
        </section>
    }
    .into_any())
}

fn inside(found: &LetterBox, typed: &Typed, keys: Keys, (zone, now): (Zone, i64), w: &Words) -> AnyView {
    let used = found.address.as_deref().map(|address| in_use(address, w));
    let unsent =
        found.unsent.map(|why| note(Tone::Madder, format!("{} {}", w.t("notifications-box-unsent"), w.t(why.key()))));
    if !found.offered {
        let end = found.address.is_some().then(|| end(keys.stop, w));
        return view! { {used}{note(Tone::Plain, w.t("notifications-box-none"))}{end} }.into_any();
    }
    let rest = match (&found.waiting, &found.address) {
        (Some(waiting), _) => waits(waiting, typed, keys, (zone, now), w),
        (None, Some(_)) => {
            view! { {folded("notifications-box-change", typed, keys.want, w)}{end(keys.stop, w)} }.into_any()
        }
        (None, None) => {
            view! { <p class="soft">{w.t("notifications-box-lead")}</p>{ask(typed, keys.want, w)} }.into_any()
        }
    };
    view! { {used}{unsent}{rest} }.into_any()
}

/// The address messages go to.
fn in_use(address: &str, w: &Words) -> impl IntoView + use<> {
    let address = address.to_owned();
    view! {
        <p class="line-card">
            <Icon name=Ico::Mail/>
            <span><b>{address}</b><br/><span class="state here">{w.t("notifications-box-used")}</span></span>
        </p>
    }
}

/// An address whose code is not here yet.
fn waits(waiting: &Waiting, typed: &Typed, keys: Keys, (zone, now): (Zone, i64), w: &Words) -> AnyView {
    let over = waiting.until <= now;
    let said = if over { "notifications-box-over" } else { "notifications-box-waits" };
    let until = ("until", w.moment(waiting.until, zone).into());
    let text = if over { w.t("notifications-box-over-text") } else { w.with("notifications-box-waits-text", &[until]) };
    let field = Text {
        mode: "numeric",
        autocomplete: "one-time-code",
        max: 9,
        required: true,
        ..Text::new("code", "notifications-box-code")
    };
    let prove = (!over).then(|| {
        view! {
            <form class="stack" method="post" action=routes::account_letters("code")>
                {key_field(keys.code)}
                {text_field(field, typed, w)}
                <button class="btn main wide">{w.t("notifications-box-prove")}</button>
            </form>
        }
    });
    view! {
        <p class="line-card">
            <Icon name=Ico::Mail/>
            <span><b>{waiting.address.clone()}</b><br/><span class="state wait">{w.t(said)}</span></span>
        </p>
        <p class="soft">{text}</p>
        {prove}
        <div class="acts">
            <form method="post" action=routes::account_letters("again")>
                {key_field(keys.again)}
                <button class="btn line"><Icon name=Ico::Again/>{w.t("notifications-box-again")}</button>
            </form>
            <form method="post" action=routes::account_letters("stop")>
                {key_field(keys.stop)}
                <input type="hidden" name="what" value="waiting"/>
                <button class="btn line no">{w.t("notifications-box-drop")}</button>
            </form>
        </div>
        {folded("notifications-box-other", typed, keys.want, w)}
    }
    .into_any()
}

/// The form for an address behind a button, open while something is wrong in it.
fn folded(label: &str, typed: &Typed, key: String, w: &Words) -> impl IntoView + use<> {
    let open = typed.error("email").is_some();
    view! {
        <details class="more" open=open>
            <summary>{w.t(label)}</summary>
            {ask(typed, key, w)}
        </details>
    }
}

fn ask(typed: &Typed, key: String, w: &Words) -> impl IntoView + use<> {
    let field = Text {
        kind: "email",
        mode: "email",
        autocomplete: "email",
        hint: "notifications-box-hint",
        max: 254,
        required: true,
        ..Text::new("email", "notifications-box-address")
    };
    view! {
        <form class="stack" method="post" action=routes::ACCOUNT_LETTERS>
            {key_field(key)}
            {text_field(field, typed, w)}
            <button class="btn main wide">{w.t("notifications-box-send")}</button>
        </form>
    }
}

/// "No letters any more", asked once more.
fn end(key: String, w: &Words) -> AnyView {
    let what = view! { <input type="hidden" name="what" value="all"/> }.into_any();
    let (label, text) = (w.t("notifications-box-end"), w.t("notifications-box-end-sure"));
    sure_with(label, "btn line no", text, routes::account_letters("stop"), (Some(key), Some(what)), w)
}
