//! What a name, an e-mail address, a PIN and a password must be, and which band a new shop gets.
//! Every answer is a message key.

use crate::error::Message;

/// Symbols of a PIN.
pub const PIN_LENGTH: usize = 6;
/// Characters of a password (NIST SP 800-63B: length, not composition).
pub const PASSWORD: std::ops::RangeInclusive<usize> = 12..=128;
/// The longest name of a person or a shop, in characters.
pub const NAME_LENGTH: usize = 80;
/// The last band a shop can have; 0 is the house's own.
pub const BANDS: u8 = 12;
/// How long an invitation is open, in days.
pub const INVITATION_DAYS: i64 = 14;
/// Wrong PINs that use a fresh-device link up.
pub const LINK_TRIES: i64 = 5;

/// A name as it is kept: without double spaces.
///
/// # Errors
/// `accounts-name-empty`, `accounts-name-long`.
pub fn name(typed: &str) -> Result<String, Message> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.chars().any(char::is_alphanumeric) {
        return Err("accounts-name-empty".into());
    }
    if name.chars().count() > NAME_LENGTH {
        return Err(Message::new("accounts-name-long").with("most", NAME_LENGTH));
    }
    Ok(name)
}

/// An e-mail address as it is kept: in lower case. Whether it works, a message shows.
///
/// # Errors
/// `accounts-email`.
pub fn email(typed: &str) -> Result<String, Message> {
    let email = typed.trim().to_lowercase();
    let wrong = || Message::from("accounts-email");
    let (local, host) = email.split_once('@').ok_or_else(wrong)?;
    let clean = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"@".contains(c);
    let whole = !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let short = email.len() <= 254;
    if whole && short && local.chars().chain(host.chars()).all(clean) { Ok(email) } else { Err(wrong()) }
}

/// A PIN to be chosen: six figures, not all alike and not counted up or down.
///
/// # Errors
/// `accounts-pin-six`, `accounts-pin-easy`.
pub fn new_pin(typed: &str) -> Result<(), Message> {
    let digits: Vec<i16> = typed.bytes().map(|byte| i16::from(byte) - 48).collect();
    if digits.len() != PIN_LENGTH || digits.iter().any(|digit| !(0..=9).contains(digit)) {
        return Err("accounts-pin-six".into());
    }
    let steps: Vec<i16> = digits.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let even = steps.iter().all(|step| *step == steps[0]);
    if even && steps[0].abs() <= 1 { Err("accounts-pin-easy".into()) } else { Ok(()) }
}

/// A password to be chosen.
///
/// # Errors
/// `accounts-password-short`, `accounts-password-long`, `accounts-password-same` for the e-mail address.
pub fn new_password(typed: &str, email: &str) -> Result<(), Message> {
    let length = typed.chars().count();
    if length < *PASSWORD.start() {
        return Err(Message::new("accounts-password-short").with("least", PASSWORD.start()));
    }
    if length > *PASSWORD.end() {
        return Err(Message::new("accounts-password-long").with("most", PASSWORD.end()));
    }
    if typed.eq_ignore_ascii_case(email) { Err("accounts-password-same".into()) } else { Ok(()) }
}

/// The band of a village's next shop: the one fewest neighbours have, the first of several.
pub fn next_band(neighbours: &[u8]) -> u8 {
    let count = |band: u8| neighbours.iter().filter(|own| **own == band).count();
    (1..=BANDS).min_by_key(|band| count(*band)).unwrap_or(1)
}

/// Where somebody may be led after signing in: a path of this house behind the sign-in. Everything
/// else leads nowhere.
pub fn way_back(typed: &str) -> Option<&str> {
    let inside = ["/studio", "/office/", "/admin", "/account"].iter().any(|room| {
        typed.strip_prefix(room).is_some_and(|rest| room.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
    });
    let clean = typed.len() <= 200
        && typed.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.".contains(c))
        && !typed.contains("//")
        && !typed.contains("..");
    (inside && clean).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_double_spaces_and_keep_their_letters() {
        assert_eq!(name("  Wa  Ode   Ína "), Ok("Wa Ode Ína".to_owned()));
        assert!(name(" -- ").is_err());
        assert!(name(&"a".repeat(81)).is_err());
        assert!(name(&"é".repeat(80)).is_ok());
    }

    #[test]
    fn an_address_has_one_at_and_a_host_with_a_dot() {
        assert_eq!(email(" Dinas@Wakatobikab.go.id "), Ok("dinas@wakatobikab.go.id".to_owned()));
        for wrong in ["", "dinas", "@x.id", "a@b", "a@b.", "a@.b", "a b@c.id", "a@b@c.id", "a@c.id, b@c.id", "<a@c.id>"]
        {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pin_is_six_figures_and_not_the_first_one_anybody_would_try() {
        assert_eq!(new_pin("482913"), Ok(()));
        assert_eq!(new_pin("112233"), Ok(()));
        for wrong in ["48291", "4829134", "48291a", "４８２９１３", "", "4829 3"] {
            assert_eq!(new_pin(wrong), Err("accounts-pin-six".into()), "{wrong}");
        }
        for easy in ["000000", "777777", "123456", "987654", "012345"] {
            assert_eq!(new_pin(easy), Err("accounts-pin-easy".into()), "{easy}");
        }
    }

    #[test]
    fn a_password_is_long_and_not_the_address() {
        let email = "dinas@wakatobi.go.id";
        assert_eq!(new_password("perahu biru di teluk", email), Ok(()));
        assert!(new_password("elevenchars", email).is_err());
        assert!(new_password(&"x".repeat(129), email).is_err());
        assert!(new_password("DINAS@wakatobi.go.id", email).is_err());
    }

    #[test]
    fn a_new_shop_gets_the_band_fewest_neighbours_have() {
        assert_eq!(next_band(&[]), 1);
        assert_eq!(next_band(&[1, 2, 4]), 3);
        let all: Vec<u8> = (1..=12).collect();
        assert_eq!(next_band(&all), 1);
        assert_eq!(next_band(&[all.as_slice(), &[1]].concat()), 2);
    }

    #[test]
    fn a_way_back_stays_in_the_house() {
        for good in ["/studio", "/studio/orders/H4M2-R7", "/office/wakatobi/shops", "/admin", "/account"] {
            assert_eq!(way_back(good), Some(good));
        }
        for bad in [
            "",
            "/",
            "https://evil.example/studio",
            "//evil.example",
            "/\\evil.example",
            "/studio//evil",
            "/studio/../admin",
            "/studious",
            "/login",
            "/logout",
            "/studio?x=1",
            "/studio\r\nSet-Cookie: a=b",
        ] {
            assert_eq!(way_back(bad), None, "{bad}");
        }
    }
}
