//! What a call that did not work means for whoever made it.

use stripe::{ApiErrorsCode, ApiErrorsType, StripeError as Raw};

/// Why a call did not work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StripeError {
    /// No answer, or one that says to come back. Whether something happened is not known: the same values with
    /// the same key may be sent again.
    #[error("the card service did not answer: {0}")]
    Later(String),
    /// It said no, and will say so again. The words are for the log and hold nothing about a person.
    #[error("the card service refused: {0}")]
    Refused(String),
    /// It knows no such thing.
    #[error("the card service does not know it: {0}")]
    Unknown(String),
    /// A cardholder's bank asks for that charge, or took it: it sends nothing back.
    #[error("the cardholder's bank asks for this charge")]
    Disputed,
    /// The key was used with other values.
    #[error("the card service knows this key with other values")]
    OtherValues,
}

impl From<Raw> for StripeError {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::Stripe(error, status) => {
                let code = error.code.as_ref().map(ApiErrorsCode::as_str).unwrap_or("-").to_owned();
                let param = error.param.as_deref().unwrap_or("-").to_owned();
                // The message may repeat what was sent; kind, code and parameter do not.
                let words = format!("{status} {} {code} {param}", error.type_.as_str());
                match (&error.type_, status) {
                    // 409: another request with the same key is under way, whatever its type says.
                    (_, 409 | 424 | 429 | 500..) => Self::Later(words),
                    (ApiErrorsType::IdempotencyError, _) => Self::OtherValues,
                    // A key that was taken back: the same tomorrow, but nothing is wrong with the payment.
                    (_, 401 | 403) => Self::Later(words),
                    _ if code == "resource_missing" => Self::Unknown(words),
                    _ if code == "charge_disputed" => Self::Disputed,
                    _ => Self::Refused(words),
                }
            }
            Raw::Timeout => Self::Later("timeout".to_owned()),
            Raw::ClientError(words) => Self::Later(words),
            // An answer that cannot be read says nothing about what happened.
            Raw::JSONDeserialize(_) => Self::Later("an answer that cannot be read".to_owned()),
            Raw::ConfigError(words) => Self::Refused(words),
        }
    }
}
