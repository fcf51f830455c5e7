//! What an enquiry asks and what was answered, and the parcel that may follow.

use super::rules::enquiry::{State, deposit};
use crate::money::Money;

/// Where something is to go; empty once it is forgotten. Pages for buyers show it masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub name: String,
    /// Street, town, postcode: as it is written on a parcel, with line breaks.
    pub street: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// A zone of the shipping table.
    pub zone: String,
    /// As it was typed; couriers call.
    pub phone: String,
}

/// What has to be agreed before a part of an order can be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enquiry {
    pub state: State,
    /// Made after it was asked for: nothing is taken off the shelf.
    pub made: bool,
    /// The buyer's own words.
    pub wish: String,
    /// The end of the buyer's last day here, UTC ms.
    pub leaving_at: Option<i64>,
    pub to: Option<Address>,
    /// True when shops of a village send in one parcel, and this is the shop's share.
    pub shared: bool,
    pub asked_at: i64,
    pub answer: Option<Answer>,
}

/// What the artisan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What sending or bringing it costs.
    pub sending: Money,
    /// The service of the shipping table, where one was chosen.
    pub service: String,
    /// The end of the day it is promised for, UTC ms.
    pub promised_at: Option<i64>,
    /// What is paid before the work begins, in percent; 0 for all at once.
    pub deposit_percent: i64,
    /// Her own words.
    pub text: String,
    pub at: i64,
}

impl Answer {
    /// What both agree on, and the deposit of it.
    pub fn terms(&self, goods: Money) -> Option<(Money, Option<Money>)> {
        let total = goods.checked_add(self.sending)?;
        Some((total, deposit(total, self.deposit_percent)))
    }
}

/// A parcel on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    pub id: String,
    pub service: String,
    /// Empty where the service gives none.
    pub tracking: String,
    /// The private key of its photo, for those of the order alone.
    pub picture: Option<String>,
    pub sent_at: i64,
}
