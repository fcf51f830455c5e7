//! The settings of card payment. Without keys no card is taken, and everything else works.

use secrecy::{ExposeSecret as _, SecretString};

/// Where Stripe answers when nothing else is said.
const API: &str = "https://api.stripe.com";
/// Where Stripe's own payment pages stand.
const PAGES: &str = "https://checkout.stripe.com";

/// An account at Stripe.
#[derive(Clone, Debug)]
pub struct Cards {
    pub secret_key: SecretString,
    /// One, or two while the webhook's secret is being changed.
    pub webhook_secrets: Vec<SecretString>,
    /// Scheme, host and port, without a slash at the end.
    pub api_base: String,
    /// True for a test key: no real card is charged, and pages say so.
    pub test: bool,
}

impl Cards {
    /// Reads the three settings; None where neither key nor secret is set, or something is wrong with them.
    pub fn read(get: impl Fn(&str) -> Option<String>, wrong: &mut Vec<String>) -> Option<Self> {
        let (key, secrets) = (get("STRIPE_SECRET_KEY"), get("STRIPE_WEBHOOK_SECRET"));
        let before = wrong.len();
        let base = get("STRIPE_API_BASE").unwrap_or_else(|| API.to_owned());
        let (key, secrets) = match (key, secrets) {
            (None, None) => return None,
            (Some(key), Some(secrets)) => (key, secrets),
            (Some(_), None) => {
                wrong.push(
                    "STRIPE_WEBHOOK_SECRET is needed with STRIPE_SECRET_KEY: without it nobody tells that a card was \
                     charged; Stripe shows it (whsec_...) where you enter the webhook's address"
                        .into(),
                );
                return None;
            }
            (None, Some(_)) => {
                wrong.push("STRIPE_SECRET_KEY is needed with STRIPE_WEBHOOK_SECRET".into());
                return None;
            }
        };
        let mode = mode(&key);
        if mode.is_none() {
            // What stands in it is never shown.
            wrong.push(
                "STRIPE_SECRET_KEY cannot be read; write sk_live_..., rk_live_... or, to try it, sk_test_...".into(),
            );
        }
        let secrets: Vec<&str> = secrets.split(',').map(str::trim).filter(|secret| !secret.is_empty()).collect();
        if secrets.is_empty() || secrets.len() > 2 || secrets.iter().any(|secret| !is_secret(secret)) {
            wrong.push(
                "STRIPE_WEBHOOK_SECRET cannot be read; write whsec_..., or two with a comma while changing it".into(),
            );
        }
        let test = mode == Some(true);
        let base = super::clean_origin(&base).filter(|base| base.starts_with("https://") || test);
        if base.is_none() {
            wrong.push(format!(
                "STRIPE_API_BASE must be scheme and host only; leave it away for {API}. http:// is for test keys"
            ));
        }
        if wrong.len() > before {
            return None;
        }
        let webhook_secrets = secrets.into_iter().map(|secret| SecretString::from(secret.to_owned())).collect();
        Some(Self { secret_key: SecretString::from(key), webhook_secrets, api_base: base?, test })
    }

    /// The origin of the page a buyer is sent to: forms may lead there.
    pub fn page_origin(&self) -> &str {
        if self.api_base == API { PAGES } else { &self.api_base }
    }

    /// The key, to be sent.
    pub fn key(&self) -> &str {
        self.secret_key.expose_secret()
    }
}

/// True for a test key, false for a live one.
fn mode(key: &str) -> Option<bool> {
    let rest = key.strip_prefix("sk_").or_else(|| key.strip_prefix("rk_"))?;
    let (test, rest) = match rest.strip_prefix("test_") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("live_")?),
    };
    (!rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).then_some(test)
}

fn is_secret(text: &str) -> bool {
    text.strip_prefix("whsec_").is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Option<Cards>, Vec<String>) {
        let mut wrong = Vec::new();
        let get = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        (Cards::read(get, &mut wrong), wrong)
    }

    #[test]
    fn without_keys_no_card_is_taken_and_nothing_is_wrong() {
        let (cards, wrong) = read(&[("STRIPE_API_BASE", "http://127.0.0.1:3010")]);
        assert!(cards.is_none() && wrong.is_empty());
    }

    #[test]
    fn half_of_the_settings_is_said_and_no_secret_is() {
        for pairs in [
            &[("STRIPE_SECRET_KEY", "sk_live_hidden")] as &[_],
            &[("STRIPE_WEBHOOK_SECRET", "whsec_hidden")],
            &[("STRIPE_SECRET_KEY", "pk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "whsec_hidden")],
            &[("STRIPE_SECRET_KEY", "sk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "hidden")],
            &[("STRIPE_SECRET_KEY", "sk_live_hidden"), ("STRIPE_WEBHOOK_SECRET", "whsec_a,whsec_b,whsec_hidden")],
            &[
                ("STRIPE_SECRET_KEY", "sk_live_hidden"),
                ("STRIPE_WEBHOOK_SECRET", "whsec_a"),
                ("STRIPE_API_BASE", "http://api.example"),
            ],
        ] {
            let (cards, wrong) = read(pairs);
            assert!(cards.is_none() && wrong.len() == 1, "{pairs:?}: {wrong:?}");
            assert!(wrong[0].contains("STRIPE_") && !wrong[0].contains("hidden"), "{wrong:?}");
        }
    }

    #[test]
    fn a_test_key_is_known_and_may_speak_to_a_stand_in() {
        let (cards, _) = read(&[
            ("STRIPE_SECRET_KEY", "sk_test_1"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_old, whsec_new"),
            ("STRIPE_API_BASE", "http://127.0.0.1:3010/"),
        ]);
        let cards = cards.unwrap();
        assert!(cards.test && cards.webhook_secrets.len() == 2 && cards.page_origin() == "http://127.0.0.1:3010");
        let (live, _) = read(&[("STRIPE_SECRET_KEY", "rk_live_1"), ("STRIPE_WEBHOOK_SECRET", "whsec_a")]);
        let live = live.unwrap();
        assert!(!live.test && live.page_origin() == "https://checkout.stripe.com");
        assert!(!format!("{live:?}").contains("rk_live_1"));
    }
}
