//! Addresses outside the house, and how text is written into an address.

use crate::backend::Visit;

/// The page WhatsApp buttons lead to while the database holds the demo.
pub const DEMO_WHATSAPP: &str = "/demo/whatsapp";

/// Opens WhatsApp with a text ready to send: to `digits` (country code first, digits only), or with empty
/// `digits` to whoever is chosen there. In the demo it leads to a page that says nothing is sent; the number
/// stays out of that address.
pub fn whatsapp(visit: &Visit, digits: &str, text: &str) -> String {
    let text = percent_encoded(text);
    if visit.demo { format!("{DEMO_WHATSAPP}?text={text}") } else { format!("https://wa.me/{digits}?text={text}") }
}

/// Everything but letters, digits and `-._~` as `%XX` (RFC 3986, 2.3): WhatsApp shows a `+` as a plus.
pub fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::backend::Mint;
    use crate::words::{Arg, Lang, Translate, Words};

    struct Nothing;
    impl Mint for Nothing {
        fn key(&self, _: &str) -> String {
            String::new()
        }
    }
    impl Translate for Nothing {
        fn text(&self, _: Lang, key: &str, _: &[(&str, Arg)]) -> String {
            key.to_owned()
        }
    }

    fn visit(demo: bool) -> Visit {
        Visit {
            actor: None,
            visitor: None,
            words: Words::new(Lang::En, Arc::new(Nothing)),
            now: 0,
            origin: "http://localhost:3000".to_owned(),
            path: "/".to_owned(),
            query: String::new(),
            demo,
            mint: Arc::new(Nothing),
        }
    }

    #[test]
    fn a_whatsapp_link_keeps_every_letter_of_its_text() {
        let text = "Halo, Kain #7K3Q9XH (Rp450.000)? \u{e9} a+b";
        assert_eq!(
            whatsapp(&visit(false), "6281200000101", text),
            "https://wa.me/6281200000101?text=Halo%2C%20Kain%20%237K3Q9XH%20%28Rp450.000%29%3F%20%C3%A9%20a%2Bb"
        );
        assert!(whatsapp(&visit(false), "", "x").starts_with("https://wa.me/?text="));
    }

    #[test]
    fn in_the_demo_no_whatsapp_link_leaves_the_house_or_carries_a_number() {
        assert_eq!(whatsapp(&visit(true), "6281200000101", "Hi there"), "/demo/whatsapp?text=Hi%20there");
    }
}
