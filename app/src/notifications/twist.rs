//! Where the usual sentence of a message would not be true: what is made to order is kept nowhere, a question is no
//! order yet, what is sent is not fetched, cash leaves no record at a bank.

use super::event::Event;
use crate::orders::Sheet;
use crate::orders::pages::told::is_made;
use crate::orders::rules::How;
use crate::payments::method::Method;

/// Which of an event's sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Name,
    Text,
    Next,
}

/// What makes it untrue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Twist {
    /// Nothing is agreed yet.
    Asked,
    /// It is made after it was asked for.
    Made,
    /// It is sent or brought.
    Brought,
    Card,
    Cash,
}

use Event as E;
use Twist as T;
use Which::{Name, Next, Text};

/// The sentences that have another form, the stronger reason first.
const TWISTS: [(Event, Which, Twist); 18] = [
    (E::Placed, Name, T::Asked),
    (E::Placed, Text, T::Asked),
    (E::Ready, Next, T::Brought),
    (E::NotArrived, Next, T::Cash),
    (E::NotFound, Next, T::Cash),
    (E::OwnCancel, Text, T::Asked),
    (E::OwnCancel, Text, T::Made),
    (E::Lapsed, Text, T::Made),
    (E::Lapsed, Next, T::Made),
    (E::LetGo, Name, T::Made),
    (E::LetGo, Text, T::Made),
    (E::LetGo, Next, T::Made),
    (E::ToReturn, Text, T::Card),
    (E::BuyerCancelled, Next, T::Made),
    (E::ShopCancelled, Next, T::Made),
    (E::Withdrawn, Next, T::Made),
    (E::TimeRanOut, Text, T::Asked),
    (E::TimeRanOut, Text, T::Made),
];

impl Twist {
    /// The end of its key.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Made => "made",
            Self::Brought => "brought",
            Self::Card => "card",
            Self::Cash => "cash",
        }
    }

    fn holds(self, sheet: &Sheet) -> bool {
        match self {
            Self::Asked => sheet.enquiry.is_some() && sheet.accepted_at.is_none(),
            Self::Made => is_made(sheet),
            Self::Brought => matches!(sheet.how, How::Send | How::Deliver),
            Self::Card => sheet.payment.method == Method::Card,
            Self::Cash => sheet.payment.method == Method::Cash,
        }
    }
}

/// The key of a sentence about these parts; another form only where it fits all of them.
pub fn key<'a>(event: Event, which: Which, parts: impl Iterator<Item = &'a Sheet> + Clone) -> String {
    let usual = usual(event, which);
    let fits = |twist: Twist| parts.clone().next().is_some() && parts.clone().all(|sheet| twist.holds(sheet));
    let other = TWISTS.iter().find(|(of, what, twist)| (*of, *what) == (event, which) && fits(*twist));
    other.map_or_else(|| usual.clone(), |(_, _, twist)| format!("{usual}-{}", twist.as_str()))
}

/// Every key an event's sentences can have.
pub fn keys(event: Event) -> Vec<String> {
    let others = TWISTS.iter().filter(|(of, ..)| *of == event);
    let others = others.map(|(_, which, twist)| format!("{}-{}", usual(event, *which), twist.as_str()));
    [event.name_key(), event.text_key(), event.next_key()].into_iter().chain(others).collect()
}

fn usual(event: Event, which: Which) -> String {
    match which {
        Which::Name => event.name_key(),
        Which::Text => event.text_key(),
        Which::Next => event.next_key(),
    }
}
