//! The token of an order's link: the order's id, the key version and a 128-bit HMAC over both. Nothing of it
//! is stored: the id finds the row and the HMAC is compared in constant time.

use app::ids::OrderId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

use crate::keys::Keys;

/// The HMAC's purpose: a signature made for something else never opens an order.
const PURPOSE: &str = "order-link";
/// Bytes of the HMAC that are kept: 128 bits.
const TAG: usize = 16;

/// `id.version.tag`, each part URL-safe; 46 characters and the version.
pub fn mint(keys: &Keys, order: &OrderId) -> String {
    let version = keys.version();
    let id = uuid::Uuid::parse_str(order.as_str()).unwrap_or_default();
    let tag = tag(keys, version, order).unwrap_or_default();
    format!("{}.{version}.{}", URL_SAFE_NO_PAD.encode(id.as_bytes()), URL_SAFE_NO_PAD.encode(tag))
}

/// The order a token opens; None for anything that was not made by `mint`.
pub fn read(keys: &Keys, token: &str) -> Option<OrderId> {
    let mut parts = token.split('.');
    let (id, version, own) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let id: [u8; 16] = URL_SAFE_NO_PAD.decode(id).ok()?.try_into().ok()?;
    let order = OrderId(uuid::Uuid::from_bytes(id).to_string());
    let number: u32 = version.parse().ok()?;
    // One spelling only: `01` or `+1` would be another link to the same order.
    if number.to_string() != version {
        return None;
    }
    let expected = tag(keys, number, &order)?;
    let own = URL_SAFE_NO_PAD.decode(own).ok()?;
    bool::from(expected.ct_eq(own.as_slice())).then_some(order)
}

fn tag(keys: &Keys, version: u32, order: &OrderId) -> Option<[u8; TAG]> {
    let mac = keys.mac(version, PURPOSE, &format!("{order}\n{version}"))?;
    mac[..TAG].try_into().ok()
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn keys(text: &str) -> Keys {
        Keys::load(Some(&SecretString::from(text.to_owned())), std::path::Path::new("/")).unwrap()
    }

    const FIRST: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const BOTH: &str = "2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8,1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    fn order() -> OrderId {
        OrderId("01940000-0000-7000-8000-000000000001".to_owned())
    }

    #[test]
    fn a_token_opens_its_order_also_after_a_new_key_came() {
        let token = mint(&keys(FIRST), &order());
        assert_eq!(read(&keys(FIRST), &token), Some(order()));
        assert_eq!(read(&keys(BOTH), &token), Some(order()));
        assert_eq!(read(&keys(FIRST), &mint(&keys(BOTH), &order())), None);
        assert!(token.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)));
    }

    #[test]
    fn no_changed_symbol_opens_anything() {
        let keys = keys(BOTH);
        let token = mint(&keys, &order());
        for at in 0..token.len() {
            for other in ["A", "B", "1", "2", "-", "_", "."] {
                let mut wrong = token.clone();
                wrong.replace_range(at..=at, other);
                if wrong != token {
                    assert_eq!(read(&keys, &wrong), None, "{wrong}");
                }
            }
        }
        for wrong in [
            "",
            ".",
            "..",
            "a.1.b",
            &token[1..],
            &token[..token.len() - 1],
            &format!("{token}="),
            &format!("{token}.x"),
        ] {
            assert_eq!(read(&keys, wrong), None, "{wrong}");
        }
        assert_eq!(read(&keys, &token.replacen(".2.", ".02.", 1)), None);
        assert_eq!(read(&keys, &token.replacen(".2.", ".1.", 1)), None);
    }
}
