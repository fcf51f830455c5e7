//! Reads a bank account as it is typed. A bank refuses a holder's name in letters it does not know, and silently
//! sends to whoever has the number: both are looked at before anything is saved.

use crate::form::Typed;
use crate::payments::BankAccount;

/// The account of the form, None when its three fields are empty or were not sent. What is wrong is put at its field.
pub fn read(typed: &mut Typed) -> Option<BankAccount> {
    let [bank, number, holder] = ["bank_name", "bank_account", "bank_holder"].map(|name| one_line(typed.get(name)));
    if bank.is_empty() && number.is_empty() && holder.is_empty() {
        return None;
    }
    if !(2..=40).contains(&bank.chars().count()) {
        typed.wrong("bank_name", "payments-settings-bank-name-wrong");
    }
    let number: String = number.chars().filter(|typed| !matches!(typed, ' ' | '.' | '-')).collect();
    if !(6..=20).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        typed.wrong("bank_account", "payments-settings-bank-account-wrong");
    }
    let plain =
        holder.chars().all(|typed| typed.is_ascii_alphabetic() || matches!(typed, ' ' | '.' | ',' | '\'' | '-'));
    if !(2..=60).contains(&holder.len()) || !plain || !holder.contains(|typed: char| typed.is_ascii_alphabetic()) {
        typed.wrong("bank_holder", "payments-settings-bank-holder-wrong");
    }
    Some(BankAccount { bank, number, holder })
}

/// Plain characters, single spaces.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().filter_map(crate::money::typed::plain).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(bank: &str, number: &str, holder: &str) -> Typed {
        let pairs = [("bank_name", bank), ("bank_account", number), ("bank_holder", holder)];
        Typed::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    #[test]
    fn an_account_is_read_as_people_type_it() {
        let mut form = typed(" Bank  Contoh ", "0012-345 678.9", "Ina  Contoh");
        let account = read(&mut form).unwrap();
        assert!(!form.has_errors());
        assert_eq!(
            (account.bank.as_str(), account.number.as_str()),
            ("Bank Contoh", "0012345678 9".replace(' ', "").as_str())
        );
        assert_eq!(account.holder, "Ina Contoh");
        assert_eq!(read(&mut typed("", " ", "")), None);
    }

    #[test]
    fn what_a_bank_would_refuse_is_said_at_its_field() {
        for (form, field) in [
            (("", "00123456", "Ina"), "bank_name"),
            (("BRI", "12345", "Ina"), "bank_account"),
            (("BRI", "12345x", "Ina"), "bank_account"),
            (("BRI", "123456789012345678901", "Ina"), "bank_account"),
            (("BRI", "00123456", "Odé"), "bank_holder"),
            (("BRI", "00123456", "=1+1"), "bank_holder"),
            (("BRI", "00123456", ""), "bank_holder"),
            (("BRI", "00123456", "--"), "bank_holder"),
        ] {
            let mut form = typed(form.0, form.1, form.2);
            read(&mut form);
            assert!(form.error(field).is_some(), "{field} {form:?}");
        }
    }
}
