//! Money of a card that belongs to no shop: a charge that had nothing to pay, and what a bank takes beyond what was paid.
//! It lies with the operator, who sends it back, or bears it.

use app::error::AppError;
use app::ids::OrderId;
use app::money::Money;
use app::payments::ledger::{Account, Entry, Kind};

use super::{Context, post, sql};
use crate::store::Tx;

/// What moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond<'a> {
    /// An attempt brought in more than was owed.
    Came { session: &'a str },
    /// A refund of it is on the card.
    Back { refund: &'a str },
    /// That card's bank sent it back.
    Bounced { refund: &'a str },
    /// The card did not take it, and the office sent it in another way.
    Sent { refund: &'a str },
    /// The operator sent it back in the payment service's own pages.
    Elsewhere { session: &'a str, key: &'a str },
    /// A cardholder's bank took it.
    Taken { dispute: &'a str },
    /// Of that, so much made good what a card did not take back of a shop's money: the shop bears it after all.
    MadeGood { dispute: &'a str, refund: &'a str },
}

/// Writes it down, once. Nothing of it is nothing.
pub async fn write(tx: &mut Tx, order: &OrderId, amount: Money, moved: Beyond<'_>) -> Result<(), AppError> {
    use Account::{Buyer, Operator};
    let (kind, about, (from, to), dedupe) = match moved {
        // A refund that waits: where it goes back, nothing has moved.
        Beyond::Came { session } => {
            (Kind::Refund, ("payment", session), (Buyer, Operator), format!("beyond:{session}:came"))
        }
        Beyond::Back { refund } => {
            (Kind::Refund, ("payment", refund), (Operator, Buyer), format!("beyond:{refund}:back"))
        }
        Beyond::Bounced { refund } => {
            (Kind::Refund, ("payment", refund), (Buyer, Operator), format!("beyond:{refund}:bounced"))
        }
        Beyond::Sent { refund } => {
            (Kind::Refund, ("payment", refund), (Operator, Buyer), format!("beyond:{refund}:sent"))
        }
        Beyond::Elsewhere { session, key } => {
            // Not about the charge: what is about it came in.
            (Kind::Refund, ("payment", key), (Operator, Buyer), format!("beyond:{session}:{key}"))
        }
        Beyond::MadeGood { dispute, refund } => {
            (Kind::Dispute, ("dispute", dispute), (Buyer, Operator), format!("beyond:{dispute}:{refund}"))
        }
        Beyond::Taken { dispute } => {
            (Kind::Dispute, ("dispute", dispute), (Operator, Buyer), format!("beyond:{dispute}:taken"))
        }
    };
    let Some(entry) = Entry::moved(kind, amount, from, to) else { return Ok(()) };
    let (regency, order_code) = sql::of_order(tx, order).await?;
    let context = Context {
        about: (about.0, about.1.to_owned()),
        dedupe,
        payment: None,
        part: None,
        order_code,
        regency,
        note: String::new(),
        signed_by: None,
        since: None,
        at: tx.now,
    };
    post(tx, &entry, &context).await.map(|_| ())
}
