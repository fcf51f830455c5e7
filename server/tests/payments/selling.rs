//! What these tests start from: a shop with a fee, and a card payment as the card's own room will tell of it.

use app::ids::PaymentId;
use app::payments::ledger::fees::CostBy;
use server::payments::ledger;
use server::store::Tx;

use crate::orders::stage::{Ordered, Stage, at_checkout};
use crate::support::{Product, TestApp};

/// 2.5 % and Rp1.000; a card 2.9 % and Rp4.000, borne by `by`.
pub async fn with_fees(app: &TestApp, stage: &Stage, by: CostBy) {
    app.insert(
        "region_money",
        vec![
            ("regency_id", (&stage.place.regency).into()),
            ("fee_bp", 250.into()),
            ("fee_fixed_minor", 100_000.into()),
            ("card_cost_bp", 290.into()),
            ("card_cost_fixed_minor", 400_000.into()),
            ("card_cost_by", by.as_str().into()),
            ("updated_at", app.clock.now().into()),
        ],
    )
    .await;
}

/// Runs work of the house in one transaction.
pub async fn write<W>(app: &TestApp, work: W) -> Result<(), app::error::AppError>
where
    W: for<'t> FnOnce(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<(), app::error::AppError>> + Send + 'static,
{
    app.house.store.write(work).await
}

/// An order, placed and paid by card just now.
pub async fn paid_by_card(app: &TestApp, piece: &Product) -> (Ordered, PaymentId) {
    let ordered = at_checkout(app, piece, "stall").await.order(&[]).await;
    let stored = ordered.code.replace('-', "");
    let (id,): (String,) = sqlx::query_as("select id from payments where order_code = $1")
        .bind(stored)
        .fetch_one(app.house.store.read())
        .await
        .unwrap();
    let payment = PaymentId(id);
    let told = payment.clone();
    write(app, move |tx| {
        Box::pin(async move {
            sqlx::query("update payments set method = 'card', state = 'paid', paid_at = $2 where id = $1")
                .bind(told.0.clone())
                .bind(tx.now)
                .execute(tx.db())
                .await
                .unwrap();
            ledger::sale(tx, &told).await
        })
    })
    .await
    .unwrap();
    (ordered, payment)
}

/// Some of it goes back to the buyer, as an order's refund does it.
pub async fn refund(
    app: &TestApp,
    payment: &PaymentId,
    rupiah: i64,
    key: &'static str,
) -> Result<(), app::error::AppError> {
    let payment = payment.clone();
    write(app, move |tx| {
        Box::pin(async move {
            let amount = app::money::Money::rupiah(rupiah);
            ledger::hand_back(tx, &payment, amount, key).await?;
            sqlx::query("update payments set returned_minor = returned_minor + $2 where id = $1")
                .bind(payment.0.clone())
                .bind(amount.minor)
                .execute(tx.db())
                .await
                .unwrap();
            Ok(())
        })
    })
    .await
}
