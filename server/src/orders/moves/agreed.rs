//! What an enquiry's moves write: the answer, the terms both agreed to, the first payment and the rest, the parcel.

use app::error::AppError;
use app::money::Money;
use app::notifications::Event;
use app::orders::Sheet;
use app::orders::enquiry::Answer;
use app::orders::rules::plan::{Act, Plan};
use app::orders::rules::{State, holds};
use app::payments::method::{Method, Purpose};
use serde_json::{Value, json};

use super::super::sql::{self, Found};
use super::Doing;
use super::pay::open_another;
use crate::notifications::{self, Told};
use crate::payments;
use crate::store::Tx;

/// A parcel that is sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParcel {
    /// The parcel of the same order it went into, when it is there already.
    pub joins: Option<String>,
    pub service: String,
    pub tracking: String,
    /// The private key of its photo.
    pub picture: Option<String>,
}

/// The buyer agrees to what was on the page, not to what was answered since.
pub fn same_answer(found: &Found, doing: &Doing) -> Result<(), AppError> {
    if doing.act != Act::Agree {
        return Ok(());
    }
    let answer = found.sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref());
    match answer {
        Some(answer) if doing.agreed_to == Some(answer.at) => Ok(()),
        _ => Err(AppError::conflict("orders-answer-changed")),
    }
}

/// The plan, where cash is chosen for what is agreed on: it is kept until it is handed over. Where a deposit is here no
/// clock runs, and none is started.
pub fn kept_for_cash(found: &Found, doing: &Doing, plan: Plan, now: i64) -> Plan {
    let sheet = &found.sheet;
    match doing.method {
        Some(method)
            if matches!(doing.act, Act::Agree | Act::Change)
                && plan.order == State::Accepted
                && sheet.deposit.is_none() =>
        {
            let late_at = sheet.late_at(sheet.accepted_at.unwrap_or(now));
            Plan { held_until: holds::agreed(method, plan.held_until, late_at), ..plan }
        }
        _ => plan,
    }
}

/// For the trail: amounts and days, none of her words.
pub fn detail(answer: &Answer) -> Value {
    json!({"sending_minor": answer.sending.minor, "promised_at": answer.promised_at,
        "deposit_percent": answer.deposit_percent, "service": answer.service})
}

/// Writes what the move leaves in the enquiry, the terms and the parcel.
pub async fn write(tx: &mut Tx, found: &Found, doing: &Doing, plan: Plan) -> Result<(), AppError> {
    let sheet = &found.sheet;
    // Also what is handed over without having been sent is in no parcel.
    let ends = sheet.state.is_open() && plan.order.is_over();
    // And a parcel that leaves takes nothing along that nobody has agreed on yet.
    let leaves = doing.parcel.is_some();
    if (ends || leaves) && sheet.enquiry.as_ref().is_some_and(|enquiry| enquiry.shared) {
        tell_who_shared(tx, sheet, ends).await?;
    }
    if let (Some(enquiry), Some(to)) = (&sheet.enquiry, plan.enquiry) {
        if to != enquiry.state {
            sql::enquiry::advance(tx, &sheet.part, enquiry.state, to).await?;
        }
        match (doing.act, &doing.answer, &enquiry.answer) {
            (Act::Answer, Some(answer), _) => {
                same_share(tx, sheet, doing).await?;
                sql::enquiry::answer(tx, &sheet.part, answer).await?;
            }
            (Act::Answer, None, _) => return Err(AppError::Internal),
            (Act::Remind, ..) => sql::enquiry::reminded(tx, &sheet.part).await?,
            (Act::Agree, _, Some(answer)) => agree(tx, sheet, answer).await?,
            _ => {}
        }
    }
    match &doing.parcel {
        Some(parcel) if doing.act == Act::Send => sql::enquiry::send(tx, sheet, parcel).await,
        _ => Ok(()),
    }
}

/// A share was counted with those who shared the parcel then. The order is taken first: who answers and who leaves at
/// once see each other.
async fn same_share(tx: &mut Tx, sheet: &Sheet, doing: &Doing) -> Result<(), AppError> {
    let Some(counted) = &doing.shared_with else { return Ok(()) };
    sql::take_order(tx, sheet.id.as_str()).await?;
    let now = sql::sharing::sharers(tx.db(), sheet).await?;
    if now == *counted { Ok(()) } else { Err(AppError::conflict("orders-answer-shared-again")) }
}

/// It does not go into the parcel it was to share, agreed on or not: who has named a price for a share of it can still
/// change that, and who has agreed on one knows before she stands at the post. Of a parcel that leaves only the first
/// have to know (`ends` is false): the others can still say that theirs is in it.
async fn tell_who_shared(tx: &mut Tx, sheet: &Sheet, ends: bool) -> Result<(), AppError> {
    sql::take_order(tx, sheet.id.as_str()).await?;
    let beside = sql::sharing::priced_beside(tx, sheet).await?;
    for (part, agreed) in beside.into_iter().filter(|(_, agreed)| ends || !agreed) {
        let event = if agreed { Event::SharerGone } else { Event::SharerLeft };
        // A part that was claimed again can leave once more.
        let once = format!("{}:{}", sheet.part.as_str(), sheet.version);
        let told = Told::of_part(event, sheet.id.as_str(), &part, once);
        notifications::tell(tx, &told).await?;
    }
    Ok(())
}

/// The new total counts from here on: for the part, for the order, and for what selling costs.
async fn agree(tx: &mut Tx, sheet: &Sheet, answer: &Answer) -> Result<(), AppError> {
    sql::enquiry::agree(tx, sheet, answer.sending).await?;
    payments::ledger::new_amounts(tx, sheet.part.as_str(), sheet.goods, answer.sending).await
}

/// What is asked for first: the deposit, or all of it.
pub async fn first_payment(tx: &mut Tx, found: &Found, method: Method) -> Result<(), AppError> {
    let (total, deposit) = terms(&found.sheet)?;
    match deposit {
        Some(deposit) => open_another(tx, found, Purpose::Deposit, method, deposit).await,
        None => open_another(tx, found, Purpose::Whole, method, total).await,
    }
}

/// What is left after the deposit.
pub fn rest(sheet: &Sheet) -> Result<Money, AppError> {
    sheet.total.checked_sub(sheet.payment.amount).filter(|rest| rest.minor > 0).ok_or(AppError::Internal)
}

fn terms(sheet: &Sheet) -> Result<(Money, Option<Money>), AppError> {
    let answer = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref()).ok_or(AppError::Internal)?;
    answer.terms(sheet.goods).ok_or(AppError::Internal)
}
