//! What the operator owes to shops and how it gets there, as pages see it. The state table is in
//! `rules::payout`, the books in `ledger`.

pub mod office;
pub mod print;

use super::BankAccount;
use super::rules::payout::{Move, State, Who, find};
use crate::csv::plain;
use crate::ids::{BatchId, PayoutId, ShopId};
use crate::money::Money;
use crate::ui::pager::Paging;

/// What a month came to for a shop, and what lies where now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Went straight to the shop in the month.
    pub straight: Money,
    /// Was paid by card in the month.
    pub by_card: Money,
    /// The operator's fee and the card's cost in the month, below zero.
    pub costs: Money,
    /// What went back to buyers in the month, below zero.
    pub back: Money,
    /// Corrections in the month.
    pub mended: Money,
    /// How many corrections that was.
    pub corrections: i64,
    /// Payments of the month.
    pub count: i64,
    /// What the operator owes now; below zero the shop owes it.
    pub owed: Money,
    /// What of a debt came of refunds and disputes after her money had left; the rest of it are fees and corrections.
    pub debt_back: Money,
    /// On its way now.
    pub way: Money,
    /// What of `owed` is not paid out yet: it goes back to a card, or a bank asks for it.
    pub waits: Money,
}

impl Mine {
    /// Hers altogether in the month: nothing is counted twice when it is paid out.
    pub fn total(&self) -> Money {
        let parts = [self.by_card, self.costs, self.back, self.mended];
        parts.into_iter().fold(self.straight, |sum, part| sum.checked_add(part).unwrap_or(sum))
    }
}

/// How payouts travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Bank,
    Cash,
}

impl By {
    /// As stored and as sent by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Cash => "cash",
        }
    }

    /// Reads what the database holds or a form sent.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Bank, Self::Cash].into_iter().find(|by| by.as_str() == text)
    }
}

/// Whether a payout can come back: what a shop says it has in hand no bank takes back.
pub fn may_come_back(by: By, state: State) -> bool {
    find(Who::Officer, Move::Return, state).is_some() && !(by == By::Cash && state == State::Received)
}

/// A shop to which something is owed, or which owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedLine {
    pub shop: ShopId,
    pub name: String,
    pub village: String,
    pub amount: Money,
    /// What of it is not paid out yet: it goes back to a card, or a bank asks for it.
    pub waits: Money,
    /// UTC ms.
    pub since: i64,
    pub bank: Option<BankAccount>,
}

impl OwedLine {
    /// What can leave now.
    pub const fn payable(&self) -> i64 {
        self.amount.minor - self.waits.minor
    }
}

/// One page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedList {
    pub lines: Vec<OwedLine>,
    /// What is owed to all shops together, those that owe left out.
    pub sum: Money,
    /// How many shops that is.
    pub shops: i64,
    pub paging: Paging,
}

/// A batch in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    pub id: BatchId,
    pub by: By,
    pub made_at: i64,
    pub sent_at: Option<i64>,
    pub undone_at: Option<i64>,
    pub shops: i64,
    pub sum: Money,
    /// Sent and not yet confirmed.
    pub waiting: i64,
    /// Of those, how many say that nothing has arrived.
    pub missing: i64,
}

/// One payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutLine {
    pub id: PayoutId,
    pub shop_name: String,
    pub by: By,
    pub state: State,
    /// `H4M2-R7`: beside the transfer, and on the slip.
    pub code: String,
    pub amount: Money,
    /// What of it is not the shop's any more, or may not be, before it has left: it goes or went back to a card, or a bank
    /// asks for it.
    pub short: Money,
    pub bank: Option<BankAccount>,
    pub made_at: i64,
    pub sent_at: Option<i64>,
    pub received_at: Option<i64>,
    pub missing_at: Option<i64>,
    pub returned_at: Option<i64>,
    /// One of `rules::payout::REASONS`, or empty.
    pub reason: String,
}

/// A batch with its payouts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchSheet {
    pub id: BatchId,
    pub by: By,
    pub made_at: i64,
    pub sent_at: Option<i64>,
    pub undone_at: Option<i64>,
    pub payouts: Vec<PayoutLine>,
}

/// The head of the bank's file.
pub const COLUMNS: [&str; 6] = ["holder", "bank", "account", "amount", "currency", "reference"];

/// The rows of the bank's file: whole rupiah, digits only, the code as reference.
pub fn bank_rows(batch: &BatchSheet) -> Vec<[String; 6]> {
    let row = |one: &PayoutLine| {
        let bank = one.bank.as_ref()?;
        let [holder, name, number] = [&bank.holder, &bank.bank, &bank.number].map(|text| plain(text));
        let amount = one.amount.whole_rupiah()?.to_string();
        Some([holder, name, number, amount, one.amount.currency.code().to_owned(), one.code.clone()])
    };
    batch.payouts.iter().filter(|one| matches!(one.state, State::Batched | State::Sent)).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_hers_altogether() {
        let rp = Money::rupiah;
        let mine = Mine {
            straight: rp(450_000),
            by_card: rp(300_000),
            costs: rp(-20_000),
            back: rp(-50_000),
            mended: rp(1_000),
            corrections: 1,
            count: 3,
            owed: rp(0),
            debt_back: rp(0),
            way: rp(280_000),
            waits: rp(0),
        };
        assert_eq!(mine.total(), rp(681_000));
    }

    #[test]
    fn the_banks_file_has_whole_rupiah_and_no_formula() {
        let line = |holder: &str, bank: &str, state| PayoutLine {
            id: PayoutId("a".into()),
            shop_name: "Benang".into(),
            by: By::Bank,
            state,
            code: "H4M2-R7".into(),
            amount: Money::rupiah(441_000),
            short: Money::rupiah(0),
            bank: Some(BankAccount { bank: bank.into(), number: "0012".into(), holder: holder.into() }),
            made_at: 0,
            sent_at: None,
            received_at: None,
            missing_at: None,
            returned_at: None,
            reason: String::new(),
        };
        let payouts = vec![
            line("=Ina", "BRI", State::Batched),
            line("Odé", "=HYPERLINK(1)", State::Sent),
            line("Wa", "BRI", State::Returned),
        ];
        let batch =
            BatchSheet { id: BatchId("b".into()), by: By::Bank, made_at: 0, sent_at: None, undone_at: None, payouts };
        let rows = bank_rows(&batch);
        assert_eq!(rows.len(), 2, "what came back is not sent again by this file");
        assert_eq!(rows[1][..2], ["Odé", "HYPERLINK(1)"].map(str::to_owned));
        assert_eq!(rows[0], ["Ina", "BRI", "0012", "441000", "IDR", "H4M2-R7"].map(str::to_owned));
    }
}
