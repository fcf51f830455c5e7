//! Background work: enqueued in the transaction of the change it follows (the outbox), claimed by
//! relative update so any number of servers may run it, retried with backoff, kept when it is dead.
//! A job may run twice; each is written so that this does no harm.

pub mod runner;
mod sql;
pub mod timetable;

use app::error::AppError;

use crate::store::Tx;

/// What there is to do. The text is what the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Let go of holds whose time ran out.
    ReleaseHolds,
    /// Forget buyers' contacts 30 days after an order ended.
    ForgetContacts,
    /// Remove media files that no row names any more.
    SweepMedia,
    /// Remove the files of a photo that was taken down.
    RemoveMedia,
    /// Remove old sessions, visitors, idempotency keys and finished jobs.
    Prune,
    /// E-mail a buyer the link of an order: of older versions, whose jobs may still wait.
    MailOrderLink,
    /// Send a letter of the outbox.
    SendMessage,
    /// Send the code that proves an address for messages.
    SendCode,
    /// Apply what the payment service told.
    ApplyCardEvent,
    /// Look an attempt to pay by card up.
    LookUpCard,
    /// Send money back to a card.
    RefundCard,
    /// Do what should have been done about cards by now.
    SweepCards,
    /// Ask again about cards what may have become something else.
    FollowCards,
}

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::ReleaseHolds,
        Self::ForgetContacts,
        Self::SweepMedia,
        Self::RemoveMedia,
        Self::Prune,
        Self::MailOrderLink,
        Self::SendMessage,
        Self::SendCode,
        Self::ApplyCardEvent,
        Self::LookUpCard,
        Self::RefundCard,
        Self::SweepCards,
        Self::FollowCards,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReleaseHolds => "release_holds",
            Self::ForgetContacts => "forget_contacts",
            Self::SweepMedia => "sweep_media",
            Self::RemoveMedia => "remove_media",
            Self::Prune => "prune",
            Self::MailOrderLink => "mail_order_link",
            Self::SendMessage => "send_message",
            Self::SendCode => "send_code",
            Self::ApplyCardEvent => "apply_card_event",
            Self::LookUpCard => "look_up_card",
            Self::RefundCard => "refund_card",
            Self::SweepCards => "sweep_cards",
            Self::FollowCards => "follow_cards",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Where it waits.
    pub const fn lane(self) -> Lane {
        match self {
            Self::SendMessage | Self::SendCode => Lane::Letters,
            Self::LookUpCard | Self::RefundCard | Self::SweepCards | Self::FollowCards => Lane::Cards,
            _ => Lane::House,
        }
    }

    /// Tries before a job is put aside as dead. A mail server may be away for a morning: with the waits of `backoff`
    /// a letter is tried for nine hours.
    pub const fn most_tries(self) -> i64 {
        match self {
            Self::SendMessage => 16,
            _ => MOST_TRIES,
        }
    }
}

/// What waits for machines of others has a lane of its own: a slow one keeps nothing else waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    House,
    /// What asks the payment service.
    Cards,
    /// What speaks to the mail server.
    Letters,
}

impl Lane {
    pub const ALL: [Self; 3] = [Self::House, Self::Cards, Self::Letters];
}

/// How far ahead a time in the queue may lie, in ms: further than any wait, any claim and any payment page. What lies
/// beyond was put there before the clock was set back, and is due.
pub const FARTHEST: i64 = 2 * 3_600_000;

/// Tries before a job is put aside as dead.
pub const MOST_TRIES: i64 = 8;

/// Puts a job into the queue of the same transaction. With `dedupe` a second one of the same name
/// is dropped.
pub async fn enqueue(
    tx: &mut Tx,
    kind: Kind,
    payload: serde_json::Value,
    run_at: i64,
    dedupe: Option<String>,
) -> Result<(), AppError> {
    sql::insert(tx, kind.as_str(), &payload.to_string(), run_at, dedupe).await
}

/// How long to wait after the n-th failure, in ms: 10 s, doubling, at most an hour.
pub fn backoff(attempts: i64) -> i64 {
    let doubled = 10_000_i64.saturating_mul(1 << attempts.clamp(0, 20));
    doubled.min(3_600_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        assert_eq!(backoff(0), 10_000);
        assert_eq!(backoff(1), 20_000);
        assert_eq!(backoff(30), 3_600_000);
    }

    #[test]
    fn every_kind_reads_its_own_name() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::parse(kind.as_str()) == Some(kind)));
    }
}
