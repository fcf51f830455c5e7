//! Moving an order: the state tables say what an act does, this carries it out in the caller's transaction.
//! Whoever raises the part's version has the order to himself; the other one reads again and asks the tables
//! anew, so every race of buyer, artisan and job leaves one winner.

mod agreed;
mod pay;
mod rest;
mod told;

use app::error::AppError;
use app::ids::{ProductId, ShopOrderId};

use app::orders::enquiry::Answer;
use app::orders::rules::plan::{Act, Plan};
use app::orders::rules::{Shelf, State};
use app::orders::{EndedBy, Line, Sharer};

use app::payments::method::Method;
use app::payments::rules::Who;
use serde_json::json;

pub use agreed::NewParcel;
pub use pay::same_payment;
pub use rest::rest_came;

use super::sql::{self, Found, Shift};
use crate::audit::{self, By};
use crate::catalogue::stock;
use crate::notifications;
use crate::payments;
use crate::store::Tx;

/// How often an order that moves at the same time is read again.
const TRIES: usize = 4;

/// What somebody does, and with which words.
#[derive(Clone, Debug)]
pub struct Doing {
    pub who: Who,
    pub act: Act,
    /// One of `rules::REASONS`, or empty.
    pub reason: String,
    /// The artisan's or the buyer's own words.
    pub text: String,
    /// The new way of paying.
    pub method: Option<Method>,
    /// The artisan's answer to an enquiry.
    pub answer: Option<Answer>,
    /// Who shared the parcel when the answer's price was counted as a share of it.
    pub shared_with: Option<Vec<Sharer>>,
    /// Which answer the buyer agrees to: when it was given.
    pub agreed_to: Option<i64>,
    /// Which payment is spoken of, as its page was drawn.
    pub payment: Option<String>,
    /// What had arrived, minor units, as the page that cancels showed it.
    pub arrived: Option<i64>,
    pub parcel: Option<NewParcel>,
}

impl Doing {
    pub fn new(who: Who, act: Act) -> Self {
        let (reason, text) = (String::new(), String::new());
        let (method, answer, shared_with, agreed_to) = (None, None, None, None);
        let (payment, arrived, parcel) = (None, None, None);
        Self { who, act, reason, text, method, answer, shared_with, agreed_to, payment, arrived, parcel }
    }
}

/// Does it to one part. Conflict with words when the tables do not allow it any more.
pub async fn act(tx: &mut Tx, by: &By, part: &ShopOrderId, doing: &Doing) -> Result<(), AppError> {
    attempt(tx, by, part, doing).await?
}

/// What the house does by itself with one part; false where the tables do not allow it, before anything was written.
pub async fn by_itself(tx: &mut Tx, part: &ShopOrderId, doing: &Doing) -> Result<bool, AppError> {
    Ok(attempt(tx, &By::System, part, doing).await?.is_ok())
}

/// The inner error is the tables' No: nothing was written then. What fails later rolls everything back.
async fn attempt(tx: &mut Tx, by: &By, part: &ShopOrderId, doing: &Doing) -> Result<Result<(), AppError>, AppError> {
    for _ in 0..TRIES {
        let found = sql::by_part(tx.db(), part.as_str()).await?.ok_or(AppError::NotFound)?;
        let Some(plan) = found.sheet.standing().plan(doing.who, doing.act, tx.now) else {
            return Ok(Err(told::refused(&found, doing, tx.now)));
        };
        agreed::same_answer(&found, doing)?;
        same_payment(&found, doing)?;
        if sql::lock(tx, part.as_str(), found.sheet.version).await? {
            return carry(tx, by, &found, doing, plan).await.map(Ok);
        }
    }
    Err(AppError::Unavailable { retry_after: 1 })
}

/// Writes down every hold of some pieces whose time ran out: a checkout counts them as released. All parts are
/// taken before the shelf is touched, as every other move does, and then all pieces, or two transactions could wait for
/// each other.
pub async fn release_overdue(tx: &mut Tx, products: &[ProductId]) -> Result<(), AppError> {
    let overdue = sql::overdue_of(tx, products).await?;
    if overdue.is_empty() {
        return Ok(());
    }
    for part in &overdue {
        sql::take(tx, part).await?;
    }
    let theirs = sql::pieces_of(tx, &overdue).await?;
    stock::take_turns(tx, theirs.into_iter().chain(products.iter().cloned())).await?;
    for part in overdue {
        expire(tx, &part).await?;
    }
    Ok(())
}

/// Takes every part of an order whose moves are to follow each other, and what lies in them.
pub async fn take_parts(tx: &mut Tx, order: &str) -> Result<(), AppError> {
    let parts = sql::take_all(tx, order).await?;
    if parts.len() < 2 {
        return Ok(());
    }
    let pieces = sql::pieces_of(tx, &parts).await?;
    stock::take_turns(tx, pieces).await
}

/// Lets go of one hold whose time ran out; false when it was paid, claimed or ended meanwhile, or when somebody is
/// still on the way to pay it by card: the job asks the payment service first.
pub async fn expire(tx: &mut Tx, part: &ShopOrderId) -> Result<bool, AppError> {
    if payments::card::somebody_pays(tx, part).await? {
        return Ok(false);
    }
    by_itself(tx, part, &Doing::new(Who::House, Act::Expire)).await
}

/// The order is ours now: the shelf, the payment, the part, the trail.
async fn carry(tx: &mut Tx, by: &By, found: &Found, doing: &Doing, plan: Plan) -> Result<(), AppError> {
    let sheet = &found.sheet;
    let was_overdue = sheet.standing().is_overdue(tx.now);
    let plan = agreed::kept_for_cash(found, doing, plan, tx.now);
    let (order, stock_held) = shelve(tx, found, plan).await?;
    let late = doing.act == Act::Claim && order == State::Expired;
    let plan = plan.with(order);
    agreed::write(tx, found, doing, plan).await?;
    pay::pay(tx, by, found, doing, plan).await?;
    let ended = ended(found, doing, order, tx.now);
    sql::set(
        tx,
        Shift {
            part: sheet.part.0.clone(),
            state: order.as_str(),
            stock_held,
            held_until: plan.held_until,
            accepted_at: sheet.accepted_at.or(matches!(doing.act, Act::Accept | Act::Agree).then_some(tx.now)),
            ready_at: sheet.ready_at.or((doing.act == Act::Ready).then_some(tx.now)),
            sent_at: sheet.sent_at.or((doing.act == Act::Send).then_some(tx.now)),
            handed_at: (order == State::HandedOver).then(|| sheet.handed_at.unwrap_or(tx.now)),
            ended_at: ended.map(|(at, _)| at),
            ended_by: ended.and_then(|(_, who)| who).map(EndedBy::as_str),
            reason: if !order.is_over() { String::new() } else { reason(found, doing, order) },
            reason_text: if doing.text.is_empty() { sheet.reason_text.clone() } else { doing.text.clone() },
            late_claim_at: if late { Some(tx.now) } else { sheet.late_claim_at },
        },
    )
    .await?;
    if ended.map(|(at, _)| at) != sheet.ended_at {
        sql::end_order(tx, sheet.id.as_str()).await?;
    }
    let action = told::action(sheet, doing.act, was_overdue || sheet.state == State::Expired);
    let detail = json!({
        "part": sheet.number,
        "order": [sheet.state.as_str(), order.as_str()],
        "payment": [sheet.payment.state.as_str(), plan.payment.as_str()],
        "method": doing.method.unwrap_or(sheet.payment.method).as_str(),
        "reason": doing.reason,
        "answer": doing.answer.as_ref().map(agreed::detail),
    });
    audit::note(tx, by, action, ("order", sheet.id.as_str()), detail).await?;
    let same_way = doing.method.is_none_or(|method| method == sheet.payment.method);
    notifications::after(tx, sheet, (doing.who, doing.act, same_way), (order, plan.payment)).await
}

/// What the plan does to the shelf; gives the order's state and whether it holds pieces afterwards.
async fn shelve(tx: &mut Tx, found: &Found, plan: Plan) -> Result<(State, bool), AppError> {
    let lines = shelf_order(found);
    if sheet_is_made(found) {
        // Nothing was taken off the shelf for it, so there is always enough.
        return Ok((plan.order, false));
    }
    match plan.shelf {
        Shelf::Stay => Ok((plan.order, found.stock_held)),
        Shelf::GiveBack | Shelf::Settle => {
            if found.stock_held {
                for line in lines {
                    let_go(tx, line, plan.shelf == Shelf::GiveBack).await?;
                }
            }
            Ok((plan.order, false))
        }
        // Nobody has written the end down yet: the pieces are still here.
        Shelf::Take if found.stock_held => Ok((plan.order, true)),
        Shelf::Restock => {
            for line in lines {
                restock(tx, &found.sheet.part, &line.product, line.quantity).await?;
            }
            Ok((plan.order, false))
        }
        Shelf::Take if take_all(tx, &lines).await? => Ok((plan.order, true)),
        Shelf::Take => Ok((plan.if_gone.map_or(found.sheet.state, |(order, _)| order), false)),
    }
}

/// The held pieces of a line are for sale again, or gone for good. For whichever money was given back and which she has
/// not put on the shelf, there is a flaw or it is missing: it is gone either way.
async fn let_go(tx: &mut Tx, line: &Line, for_sale: bool) -> Result<(), AppError> {
    let again = if for_sale { line.quantity - line.refunded } else { 0 };
    let gone = line.quantity - line.restocked - again;
    if again > 0 {
        stock::give_back(tx, &line.product, again).await?;
    }
    if gone > 0 {
        stock::settle(tx, &line.product, gone).await?;
    }
    Ok(())
}

/// Pieces that were gone are there again; not a unique one that somebody else has by now.
pub async fn restock(tx: &mut Tx, part: &ShopOrderId, product: &ProductId, quantity: i64) -> Result<(), AppError> {
    if sql::is_with_another(tx, part, product).await? {
        return Ok(());
    }
    stock::restock(tx, product, quantity).await
}

/// True when it is made after it was asked for.
fn sheet_is_made(found: &Found) -> bool {
    found.sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.made)
}

/// Lines in the order of their pieces: whoever moves several pieces takes them in this order, so that two
/// transactions never wait for each other.
fn shelf_order(found: &Found) -> Vec<&Line> {
    let mut lines: Vec<&Line> = found.sheet.lines.iter().collect();
    lines.sort_by(|one, other| one.product.cmp(&other.product));
    lines
}

/// Takes all lines off the shelf again, or none.
async fn take_all(tx: &mut Tx, lines: &[&Line]) -> Result<bool, AppError> {
    for (at, line) in lines.iter().enumerate() {
        if !stock::take_again(tx, &line.product, line.quantity).await? {
            for taken in &lines[..at] {
                stock::give_back(tx, &taken.product, taken.quantity).await?;
            }
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whose tap it was.
pub fn account(by: &By) -> Option<String> {
    match by {
        By::Account(_, id) => Some(id.0.clone()),
        By::Visitor(_) | By::System => None,
    }
}

/// When it ended and who ended it; None while it is open.
fn ended(found: &Found, doing: &Doing, order: State, now: i64) -> Option<(i64, Option<EndedBy>)> {
    let sheet = &found.sheet;
    if !order.is_over() {
        return None;
    }
    if let (Some(at), true) = (sheet.ended_at, sheet.state.is_over()) {
        return Some((at, sheet.ended_by));
    }
    Some(match (doing.act, doing.who) {
        // It ended when time ran out, not when the job came by.
        (Act::Expire, _) => (sheet.held_until.unwrap_or(now), Some(EndedBy::Time)),
        (Act::HandOver | Act::Receive, _) => (now, None),
        (_, Who::Buyer) => (now, Some(EndedBy::Buyer)),
        (_, Who::Artisan) => (now, Some(EndedBy::Shop)),
        (_, Who::House) => (now, Some(EndedBy::Time)),
    })
}

fn reason(found: &Found, doing: &Doing, order: State) -> String {
    match doing.act {
        Act::NotArrived if order == State::Cancelled => "not_arrived".to_owned(),
        Act::Undo => "undone".to_owned(),
        _ if doing.reason.is_empty() => found.sheet.reason.clone(),
        _ => doing.reason.clone(),
    }
}
