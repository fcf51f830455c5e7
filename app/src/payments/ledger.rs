//! The books: every movement of money as an entry whose postings come to zero in each currency. Entries are only
//! ever added; a mistake is mended by a correction, which is an entry of its own.
//!
//! An account is a pot: a posting above zero went in, one below zero came out. Cash, QRIS and transfers go from
//! the buyer straight into the shop's pocket. A card's money lies with the region's operator, who owes it to the
//! shop until a payout has arrived. A fee is taken from what is owed, so a fee on a direct payment, or a refund
//! after a payout, may leave less than nothing: then the shop owes the operator, and the next money pays it.

pub mod fees;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walks;

use std::collections::BTreeMap;

use crate::ids::ShopId;
use crate::money::Money;
use fees::{Costs, share};

/// What moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Goods were paid.
    Sale,
    /// Sending was paid.
    Shipping,
    /// The operator's fee, or some of it given back.
    Fee,
    /// What the card cost, or the operator making it good to the shop after a refund.
    CardCost,
    /// Money went back to the buyer.
    Refund,
    /// The buyer's bank took the money back, or gave it again.
    Dispute,
    /// From the operator to the shop, step by step.
    Payout,
    /// Signed by a person.
    Correction,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Sale,
        Self::Shipping,
        Self::Fee,
        Self::CardCost,
        Self::Refund,
        Self::Dispute,
        Self::Payout,
        Self::Correction,
    ];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Shipping => "shipping",
            Self::Fee => "fee",
            Self::CardCost => "card_cost",
            Self::Refund => "refund",
            Self::Dispute => "dispute",
            Self::Payout => "payout",
            Self::Correction => "correction",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Where money lies. The operator and the provider are those of the entry's region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// Everybody who buys: the world outside.
    Buyer,
    /// The shop's own pocket: cash in hand, its QRIS, its bank account.
    Pocket(ShopId),
    /// With the operator, owed to the shop. Below zero the shop owes it.
    Owed(ShopId),
    /// On its way from the operator to the shop.
    Way(ShopId),
    /// What the operator has earned.
    Operator,
    /// What cards have cost.
    Provider,
}

impl Account {
    /// As stored, beside the shop.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Pocket(_) => "pocket",
            Self::Owed(_) => "owed",
            Self::Way(_) => "way",
            Self::Operator => "operator",
            Self::Provider => "provider",
        }
    }

    /// The shop whose account it is.
    pub const fn shop(&self) -> Option<&ShopId> {
        match self {
            Self::Pocket(shop) | Self::Owed(shop) | Self::Way(shop) => Some(shop),
            Self::Buyer | Self::Operator | Self::Provider => None,
        }
    }

    /// Reads what the database holds.
    pub fn read(kind: &str, shop: Option<ShopId>) -> Option<Self> {
        Some(match (kind, shop) {
            ("buyer", None) => Self::Buyer,
            ("pocket", Some(shop)) => Self::Pocket(shop),
            ("owed", Some(shop)) => Self::Owed(shop),
            ("way", Some(shop)) => Self::Way(shop),
            ("operator", None) => Self::Operator,
            ("provider", None) => Self::Provider,
            _ => return None,
        })
    }
}

/// One line of an entry; never nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    pub account: Account,
    pub amount: Money,
}

/// Why an entry cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The postings of a currency do not come to zero, or there are none.
    Unbalanced,
    /// More than there is.
    TooMuch,
}

/// A movement. There is no way to make one that does not come to zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    kind: Kind,
    postings: Vec<Posting>,
}

impl Entry {
    /// An entry of several postings, such as a correction.
    ///
    /// # Errors
    /// `Unbalanced` unless each currency comes to zero and something moves.
    pub fn new(kind: Kind, postings: Vec<Posting>) -> Result<Self, Refused> {
        let postings: Vec<Posting> = postings.into_iter().filter(|one| one.amount.minor != 0).collect();
        let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
        for one in &postings {
            *sums.entry(one.amount.currency.code()).or_default() += i128::from(one.amount.minor);
        }
        if postings.is_empty() || sums.values().any(|sum| *sum != 0) {
            return Err(Refused::Unbalanced);
        }
        Ok(Self { kind, postings })
    }

    /// So much from one account to another; None when nothing moves. An amount below zero moves nothing.
    pub fn moved(kind: Kind, amount: Money, from: Account, to: Account) -> Option<Self> {
        let out = Money { minor: amount.minor.checked_neg()?, ..amount };
        let postings = vec![Posting { account: from, amount: out }, Posting { account: to, amount }];
        (amount.minor > 0).then_some(Self { kind, postings })
    }

    /// The same the other way round: what takes an entry back.
    pub fn reversed(&self) -> Option<Self> {
        let turned = |one: &Posting| {
            let minor = one.amount.minor.checked_neg()?;
            Some(Posting { account: one.account.clone(), amount: Money { minor, ..one.amount } })
        };
        Some(Self { kind: self.kind, postings: self.postings.iter().map(turned).collect::<Option<_>>()? })
    }

    pub const fn kind(&self) -> Kind {
        self.kind
    }

    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }
}

/// Money that arrived, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub shop: ShopId,
    /// True when it went straight to the shop.
    pub direct: bool,
    pub goods: Money,
    pub sending: Money,
    pub costs: Costs,
}

/// The entries of an arrival.
pub fn arrived(arrival: &Arrival) -> Vec<Entry> {
    let Arrival { shop, direct, goods, sending, costs } = arrival.clone();
    let lies = if direct { Account::Pocket(shop.clone()) } else { Account::Owed(shop.clone()) };
    let posting = |account, minor| Posting { account, amount: Money { minor, ..costs.card } };
    let card = vec![
        posting(Account::Owed(shop.clone()), -costs.hers.minor),
        posting(Account::Operator, costs.hers.minor - costs.card.minor),
        posting(Account::Provider, costs.card.minor),
    ];
    [
        Entry::moved(Kind::Sale, goods, Account::Buyer, lies.clone()),
        Entry::moved(Kind::Shipping, sending, Account::Buyer, lies),
        Entry::moved(Kind::Fee, costs.fee, Account::Owed(shop), Account::Operator),
        // One entry, whoever bears it; none where the card costs nothing.
        Entry::new(Kind::CardCost, card).ok(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is left of a payment after what went back of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub shop: ShopId,
    pub direct: bool,
    /// What the buyer has paid and not got back.
    pub paid: Money,
    /// The fee that still stands.
    pub fee: Money,
    /// The card's cost that the shop still bears.
    pub cost: Money,
}

/// The entries of money going back to the buyer; `kind` is Refund or Dispute. The fee goes back in proportion,
/// whole rupiah, and what rounding left goes with the last of it. The provider keeps what the card cost: the
/// operator makes it good, so that a sale undone never costs the shop anything.
///
/// # Errors
/// `TooMuch` when more is to go back than is left.
pub fn went_back(left: &Left, kind: Kind, amount: Money) -> Result<Vec<Entry>, Refused> {
    if amount.currency != left.paid.currency || amount.minor > left.paid.minor || amount.minor < 0 {
        return Err(Refused::TooMuch);
    }
    let shop = left.shop.clone();
    let lies = if left.direct { Account::Pocket(shop.clone()) } else { Account::Owed(shop.clone()) };
    let part = |of: Money| share(of, amount, left.paid);
    Ok([
        Entry::moved(kind, amount, lies, Account::Buyer),
        Entry::moved(Kind::Fee, part(left.fee), Account::Operator, Account::Owed(shop.clone())),
        Entry::moved(Kind::CardCost, part(left.cost), Account::Operator, Account::Owed(shop)),
    ]
    .into_iter()
    .flatten()
    .collect())
}
