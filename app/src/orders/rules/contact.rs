//! How a buyer can be reached: read as people write it, kept in one spelling, shown masked.

use crate::accounts::phone::Phone;
use crate::orders::{Contact, ContactKind};

/// Reads a contact of the chosen kind; telephone numbers of any country.
///
/// # Errors
/// A message key of `accounts-phone-*` or `orders-email-wrong`, `orders-contact-empty`.
pub fn read(kind: ContactKind, typed: &str) -> Result<Contact, &'static str> {
    if typed.trim().is_empty() {
        return Err("orders-contact-empty");
    }
    let text = match kind {
        ContactKind::Email => email(typed)?,
        ContactKind::Whatsapp | ContactKind::Phone => Phone::parse_any(typed).map_err(abroad)?.as_str().to_owned(),
    };
    Ok(Contact { kind, text })
}

/// Whoever orders is likely to come from abroad: a number that is none here is told how numbers from there begin.
fn abroad(key: &'static str) -> &'static str {
    if key == "accounts-phone-mobile" { "orders-phone-abroad" } else { key }
}

/// One address, lower case: something, an @, and a host with a dot (RFC 5321 allows 254 characters).
fn email(typed: &str) -> Result<String, &'static str> {
    let text = typed.trim().to_lowercase();
    let wrong = Err("orders-email-wrong");
    let Some((name, host)) = text.split_once('@') else {
        return wrong;
    };
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c);
    let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    if name.is_empty()
        || name.len() > 64
        || text.len() > 254
        || !dotted
        || name.contains(strange)
        || host.contains(strange)
    {
        return wrong;
    }
    Ok(text)
}

/// For pages that must not give the contact away: `m***@example.com`, `+62 812-****-890`.
pub fn masked(contact: &Contact) -> String {
    match contact.kind {
        ContactKind::Email => match contact.text.split_once('@') {
            Some((name, host)) => format!("{}***@{host}", name.chars().next().unwrap_or_default()),
            None => "***".to_owned(),
        },
        ContactKind::Whatsapp | ContactKind::Phone => {
            Phone::parse_any(&contact.text).map_or_else(|_| "***".to_owned(), |phone| phone.masked())
        }
    }
}

/// The beginning of an address: enough for the buyer to know it again.
pub fn masked_line(street: &str) -> String {
    let shown: String = street.chars().take_while(|one| !one.is_control()).take(4).collect();
    format!("{}***", shown.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_one_spelling() {
        let read = |typed| read(ContactKind::Email, typed).map(|contact| contact.text);
        assert_eq!(read(" Mia.Example@Mail.Example "), Ok("mia.example@mail.example".to_owned()));
        for wrong in [
            "mia",
            "mia@",
            "@mail.example",
            "mia@mail",
            "mia@mail..example",
            "a b@mail.example",
            "a@b@c.example",
            "mia@mail.example\nBcc: x@y.z",
        ] {
            assert_eq!(read(wrong), Err("orders-email-wrong"), "{wrong}");
        }
        assert_eq!(read("  "), Err("orders-contact-empty"));
    }

    #[test]
    fn one_number_has_one_spelling_and_foreign_ones_are_welcome() {
        let read = |typed| read(ContactKind::Whatsapp, typed).map(|contact| contact.text);
        assert_eq!(read("0812-3456-7890"), read("+62 812 3456 7890"));
        assert!(read("+49 170 1234567").is_ok());
        assert!(read("call me").is_err());
    }

    #[test]
    fn what_is_shown_gives_nobody_away() {
        let mail = Contact { kind: ContactKind::Email, text: "mia@mail.example".into() };
        assert_eq!(masked(&mail), "m***@mail.example");
        let phone = Contact { kind: ContactKind::Phone, text: "+6281234567890".into() };
        assert!(!masked(&phone).contains("3456"));
        assert_eq!(masked_line("Jalan Contoh 7\nWangi-Wangi"), "Jala***");
        assert_eq!(masked_line("A\nB"), "A***");
    }
}
