//! Mending the books by hand: a new entry between two pots, signed, with its reason. Nothing that stands is changed.

use crate::form::Typed;
use crate::ids::ShopId;
use crate::money::{Money, Parsed, parse_rupiah};
use crate::payments::ledger::{Account, Posting};

/// Most characters of the reason.
pub const LONGEST_NOTE: u16 = 400;

/// A pot a correction may take from or put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pot {
    /// What the operator owes to a shop.
    Owed,
    /// The shop's own pocket.
    Pocket,
    Operator,
    Provider,
}

impl Pot {
    pub const ALL: [Self; 4] = [Self::Owed, Self::Pocket, Self::Operator, Self::Provider];

    /// As stored and as sent by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Pocket => "pocket",
            Self::Operator => "operator",
            Self::Provider => "provider",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pot| pot.as_str() == text)
    }

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owed => "payments-pot-owed",
            Self::Pocket => "payments-pot-pocket",
            Self::Operator => "payments-pot-operator",
            Self::Provider => "payments-pot-provider",
        }
    }

    const fn is_of_shop(self) -> bool {
        matches!(self, Self::Owed | Self::Pocket)
    }

    fn account(self, shop: &ShopId) -> Account {
        match self {
            Self::Owed => Account::Owed(shop.clone()),
            Self::Pocket => Account::Pocket(shop.clone()),
            Self::Operator => Account::Operator,
            Self::Provider => Account::Provider,
        }
    }
}

/// What is asked for; the shop is named by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub shop: ShopId,
    pub shop_name: String,
    pub from: Pot,
    pub to: Pot,
    pub amount: Money,
    pub note: String,
}

impl Asked {
    /// The two lines of the entry.
    pub fn postings(&self) -> Vec<Posting> {
        let out = Money { minor: -self.amount.minor, ..self.amount };
        vec![
            Posting { account: self.from.account(&self.shop), amount: out },
            Posting { account: self.to.account(&self.shop), amount: self.amount },
        ]
    }
}

/// Reads the form; `shop` is what its code was found to be. What is wrong is put at its field.
pub fn read(typed: &mut Typed, shop: Option<(ShopId, String)>) -> Option<Asked> {
    if shop.is_none() {
        typed.wrong("shop", "payments-mend-shop-unknown");
    }
    let pots = Pot::parse(typed.get("from")).zip(Pot::parse(typed.get("to")));
    // One of the two is the shop's, or it would be no matter of this shop.
    let pots = pots.filter(|(from, to)| from != to && (from.is_of_shop() || to.is_of_shop()));
    if pots.is_none() {
        typed.wrong("to", "payments-mend-pots");
    }
    let amount = match parse_rupiah(typed.get("amount")) {
        Parsed::Ok(amount) => Some(amount),
        Parsed::Ambiguous { readings } => readings.first().copied(),
        Parsed::Bad => None,
    };
    if amount.is_none() {
        typed.wrong("amount", "payments-mend-amount");
    }
    let note = typed.get("note").to_owned();
    if note.is_empty() || note.chars().count() > usize::from(LONGEST_NOTE) {
        typed.wrong("note", "payments-correction-note");
    }
    if typed.has_errors() {
        return None;
    }
    let ((shop, shop_name), (from, to), amount) = (shop?, pots?, amount?);
    Some(Asked { shop, shop_name, from, to, amount, note })
}

/// A correction that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub at: i64,
    pub shop: String,
    pub from: Pot,
    pub to: Pot,
    pub amount: Money,
    pub note: String,
    /// Who signed it.
    pub by: String,
}

impl Correction {
    /// Above zero when the shop has more by it, below when it has less, nothing when it only moved.
    pub fn hers(&self) -> Money {
        let sign = i64::from(self.to.is_of_shop()) - i64::from(self.from.is_of_shop());
        Money { minor: self.amount.minor * sign, ..self.amount }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(from: &str, to: &str, amount: &str, note: &str) -> Typed {
        let pairs = [("from", from), ("to", to), ("amount", amount), ("note", note)];
        Typed::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    fn shop() -> Option<(ShopId, String)> {
        Some((ShopId("s".into()), "Benang".into()))
    }

    #[test]
    fn a_correction_moves_between_two_pots_of_which_one_is_the_shops() {
        let good = read(&mut form("operator", "owed", "25.000", "Biaya keliru"), shop()).unwrap();
        assert_eq!(good.postings().iter().map(|one| one.amount.minor).sum::<i64>(), 0);
        for (from, to) in [("owed", "owed"), ("operator", "provider"), ("buyer", "owed"), ("", "")] {
            let mut typed = form(from, to, "25.000", "x");
            assert!(read(&mut typed, shop()).is_none() && typed.error("to").is_some(), "{from} {to}");
        }
        for (amount, note, shop, field) in [
            ("0", "x", shop(), "amount"),
            ("-5", "x", shop(), "amount"),
            ("25.000", "", shop(), "note"),
            ("25.000", "x", None, "shop"),
        ] {
            let mut typed = form("operator", "owed", amount, note);
            assert!(read(&mut typed, shop).is_none() && typed.error(field).is_some(), "{field}");
        }
    }

    #[test]
    fn what_is_hers_grows_only_from_outside() {
        let made = |from, to| Correction {
            at: 0,
            shop: String::new(),
            from,
            to,
            amount: Money::rupiah(5),
            note: String::new(),
            by: String::new(),
        };
        assert_eq!(made(Pot::Operator, Pot::Owed).hers(), Money::rupiah(5));
        assert_eq!(made(Pot::Pocket, Pot::Provider).hers(), Money::rupiah(-5));
        assert_eq!(made(Pot::Pocket, Pot::Owed).hers(), Money::rupiah(0));
    }
}
