//! The room's types and its port: what a page may ask of the server about money. A Payment belongs to a
//! ShopOrder; the order's own states live in `orders`.

pub mod abroad;
pub mod alarm_pages;
pub mod alarms;
pub mod card;
pub mod correction_pages;
pub mod corrections;
pub mod cut;
pub mod fee_form;
pub mod fee_pages;
pub mod ledger;
pub mod method;
pub mod pages;
pub mod payouts;
pub mod qris;
pub mod refunds;
pub mod region;
pub mod region_pages;
pub mod rules;
pub mod settings;
pub mod ticket;
pub mod year;

use std::ops::RangeInclusive;

use crate::error::AppError;
use crate::ids::{AccountId, BatchId, OrderId, PaymentId, RegionId, ShopId, ShopOrderId};
use crate::money::Money;
use crate::payments::method::Method;
use crate::words::Lang;
use alarms::Alarms;
use card::{CardNow, Mode};
use ledger::fees::{Asked, Cut, Rules};
use payouts::{BatchLine, BatchSheet, Mine, OwedList, PayoutLine};
use refunds::Refund;
use region::RegionMoney;
use settings::Settings;
use year::Turnover;

/// A shop's own QRIS, as far as its way of being paid needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopQris {
    /// The static code's text, without an amount.
    pub payload: String,
    /// The name a wallet shows.
    pub name: String,
}

/// A shop's bank account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    pub bank: String,
    /// The number, digits only.
    pub number: String,
    pub holder: String,
}

/// How a shop takes money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    pub cash: bool,
    pub qris: Option<ShopQris>,
    pub transfer: Option<BankAccount>,
    /// Cards, where the region switched them on.
    pub card: bool,
}

/// What a card can carry, minor units of rupiah. Stripe refuses what comes to less than half a dollar or euro in the
/// currency it settles in, some Rp10.000 at most as rates move, and more than twelve digits
/// (<https://docs.stripe.com/currencies>).
const CARD_AMOUNTS: RangeInclusive<i64> = 1_500_000..=999_999_999_999;

impl Ways {
    /// The ways that can carry this amount: QRIS ends at Rp10.000.000.
    pub fn for_amount(&self, total: Money) -> Vec<Method> {
        Method::ALL.into_iter().filter(|method| self.takes(*method, total)).collect()
    }

    /// The same for what is sent: nobody hands cash over from far away.
    pub fn from_afar(&self, total: Money) -> Vec<Method> {
        self.for_amount(total).into_iter().filter(|method| *method != Method::Cash).collect()
    }

    /// True when this way can carry this amount.
    pub fn takes(&self, method: Method, total: Money) -> bool {
        match method {
            Method::Cash => self.cash,
            Method::Transfer => self.transfer.is_some(),
            Method::Card => self.card && total.whole_rupiah().is_some() && CARD_AMOUNTS.contains(&total.minor),
            Method::Qris => {
                let rupiah = total.whole_rupiah().and_then(|whole| u64::try_from(whole).ok());
                self.qris.is_some() && rupiah.is_some_and(|rupiah| (1..=qris::HIGHEST_AMOUNT).contains(&rupiah))
            }
        }
    }
}

/// One payment, as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    pub id: PaymentId,
    pub purpose: method::Purpose,
    pub method: Method,
    pub amount: Money,
    pub state: rules::State,
    /// The text of the QRIS code with the amount in it.
    pub qris_payload: Option<String>,
    /// The shop's static code at that time.
    pub qris_plain: Option<String>,
    /// The name a wallet shows.
    pub qris_name: Option<String>,
    /// The shop's bank account at that time.
    pub bank: Option<BankAccount>,
    /// What was handed back of it.
    pub returned: Money,
    /// What was promised back of it, handed back or not.
    pub refunded: Money,
    /// What of that the card did not take: the shop hands it over.
    pub failed: Money,
    /// What of it the shop says it handed over, whatever it was paid with.
    pub handed: Money,
    /// What of that the buyer says has not come.
    pub missed: Money,
    /// True while the cardholder's bank asks for it back.
    pub disputed: bool,
    /// True when the cardholder's bank took it back.
    pub taken: bool,
    /// The key of the buyer's picture of it.
    pub proof: Option<String>,
    /// How often "nothing has arrived" was said.
    pub refusals: i64,
    /// All UTC ms.
    pub claimed_at: Option<i64>,
    pub paid_at: Option<i64>,
    pub return_due_at: Option<i64>,
    pub returned_at: Option<i64>,
    pub return_seen_at: Option<i64>,
}

impl Payment {
    /// What a form about money was drawn for: which payment, after how many refusals. A tap on an old page is not about
    /// the payment that is asked for now.
    pub fn mark(&self) -> String {
        format!("{}.{}", self.id, self.refusals)
    }
}

/// A line of the artisan's book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub order_code: String,
    /// The piece's name, as it was ordered.
    pub about: String,
    pub about_language: Lang,
    pub method: Method,
    pub amount: Money,
    /// What went back of it, or is to.
    pub refunded: Money,
    /// What of that is not there yet.
    pub goes_back: Money,
    /// What of that is the shop's to hand over: not what goes back to a card by itself.
    pub by_hand: Money,
    /// True while a bank asks for the money: nobody hands any of it over before it has decided.
    pub at_bank: bool,
    pub state: rules::State,
    /// When it arrived, UTC ms.
    pub at: i64,
    pub returned_at: Option<i64>,
}

/// A shop's month in four figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purse {
    /// Hers altogether in the month, as the money page says.
    pub mine: Money,
    /// How many payments arrived in it.
    pub count: i64,
    /// What was handed back in the month, whenever it had arrived.
    pub returned: Money,
    /// What the shop is still to hand back, whatever the month.
    pub owed: Money,
    /// When where her money goes was changed, while she has not seen it; UTC ms.
    pub changed_at: Option<i64>,
}

/// A shop's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Newest first, one page.
    pub movements: Vec<Movement>,
    /// What the shop is to hand back now, whatever the month.
    pub owed: Vec<Movement>,
    pub paging: crate::ui::pager::Paging,
    /// What the books say.
    pub mine: Mine,
    /// What is on its way, needs a tap, or came or went back lately.
    pub payouts: Vec<PayoutLine>,
    /// What was mended by hand in the month.
    pub corrections: Vec<corrections::Correction>,
}

/// A stretch of time, UTC ms, the end not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: i64,
    pub until: i64,
}

/// What pages ask of this room.
#[async_trait::async_trait]
pub trait Payments: Send + Sync {
    /// How a shop takes money.
    async fn ways(&self, shop: &ShopId) -> Result<Ways, AppError>;
    /// Whether cards are taken on this installation at all.
    fn card_mode(&self) -> Option<Mode>;
    /// An order's card payment.
    async fn card(&self, order: &OrderId) -> Result<CardNow, AppError>;
    /// What lies with the operator for a shop now, less what may have to go back.
    async fn balance(&self, shop: &ShopId) -> Result<Money, AppError>;
    /// A regency's open alarms, oldest first, page 1 first, and those that were settled last.
    async fn alarms(&self, regency: &RegionId, page: i64) -> Result<Alarms, AppError>;
    /// What a regency offers, and who takes its cards.
    async fn region_money(&self, regency: &RegionId) -> Result<RegionMoney, AppError>;
    /// What was given back, or is to be, of an order at several shops or one; oldest first.
    async fn refunds(&self, order: &OrderId) -> Result<Vec<Refund>, AppError>;
    /// What arrived at a shop in `span`, in how many payments, and what one of its people has not seen yet.
    async fn purse(&self, shop: &ShopId, account: &AccountId, span: Span) -> Result<Purse, AppError>;
    /// A shop's payments that arrived in `span`, page 1 first.
    async fn book(&self, shop: &ShopId, span: Span, page: i64) -> Result<Book, AppError>;
    /// How a shop is paid now.
    async fn settings(&self, shop: &ShopId) -> Result<Settings, AppError>;
    /// A shop's year, month by month in the zone.
    async fn turnover(&self, shop: &ShopId, year: i16, zone: crate::time::Zone) -> Result<Turnover, AppError>;
    /// What selling costs at a shop now.
    async fn rules(&self, shop: &ShopId) -> Result<Rules, AppError>;
    /// The same in a regency, with the version a form carries.
    async fn rules_of(&self, regency: &RegionId) -> Result<(Rules, i64), AppError>;
    /// What selling costs on these parts of an order, as each is asked for; None for a part from before there were terms.
    async fn cuts(&self, order: &OrderId, parts: &[(ShopOrderId, Asked)]) -> Result<Vec<Option<Cut>>, AppError>;
    /// What is owed to whom in a regency, longest first.
    async fn owed(&self, regency: &RegionId, page: i64) -> Result<OwedList, AppError>;
    /// The batches of a regency, newest first.
    async fn batches(
        &self,
        regency: &RegionId,
        page: i64,
    ) -> Result<(Vec<BatchLine>, crate::ui::pager::Paging), AppError>;
    /// What was mended by hand in a regency's books, newest first.
    async fn corrections(
        &self,
        regency: &RegionId,
        page: i64,
    ) -> Result<(Vec<corrections::Correction>, crate::ui::pager::Paging), AppError>;
    /// One batch of a regency; another's is `NotFound`.
    async fn batch(&self, regency: &RegionId, id: &BatchId) -> Result<BatchSheet, AppError>;
}
