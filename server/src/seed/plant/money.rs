//! Money of the demo that is under way: a refund that was handed back, a batch of payouts that has left, and what is
//! owed to the other shops still. All of it as the rooms themselves do it.

use app::error::AppError;
use app::ids::{AccountId, BatchId, RegionId, ShopOrderId};
use app::money::Money;
use app::payments::payouts::By as Way;
use app::payments::rules::Who;

use super::{Demo, Ground};
use crate::audit::By;
use crate::payments::payouts;
use crate::payments::refunds::{self, New};
use crate::store::Tx;

/// Shops whose card money has left already.
const PAID_OUT: usize = 3;
/// What a guest got back for a flaw.
const FLAW: Money = Money::rupiah(25_000);

pub async fn write(tx: &mut Tx, demo: &Demo, ground: &Ground) -> Result<(), AppError> {
    flaw(tx, demo).await?;
    let regency = RegionId(ground.regency.clone());
    let by_card =
        |shop: &usize| demo.history.orders.iter().any(|order| order.shop == *shop && order.payment.method == "card");
    let shops: Vec<String> = (0..demo.world.shops.len())
        .filter(by_card)
        .take(PAID_OUT)
        .filter_map(|at| demo.world.shops.get(at).map(|shop| shop.id.clone()))
        .collect();
    if shops.is_empty() {
        return Ok(());
    }
    let officer = AccountId(demo.officer.clone());
    let batch = payouts::make(tx, (&By::System, &officer), &regency, Way::Cash, shops).await?;
    payouts::send(tx, &By::System, &regency, &BatchId(batch), false).await
}

/// One guest of the first shop found a flaw.
async fn flaw(tx: &mut Tx, demo: &Demo) -> Result<(), AppError> {
    let found = demo.history.orders.iter().rev().find(|order| {
        order.shop == 0
            && order.state == "handed_over"
            && order.payment.method != "card"
            && order.payment.minor > FLAW.minor
    });
    let (Some(order), Some(shop)) = (found, demo.world.shops.first()) else { return Ok(()) };
    let part = ShopOrderId(order.part.clone());
    let Some(paid) = refunds::paid_of_part(tx.db(), &part).await?.pop() else { return Ok(()) };
    let account = AccountId(shop.account.clone());
    let new = New { who: Who::Artisan, by: Some(&account), reason: "flaw", words: "" };
    let id = refunds::ask(tx, &paid, FLAW, &new).await?;
    refunds::hand_back(tx, &part, &id).await.map(|_| ())
}
