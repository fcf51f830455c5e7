//! The order's QRIS on the artisan's phone, full-screen.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::codes::print;
use crate::error::AppError;
use crate::orders::rules::plan::Act;
use crate::page::{Frame, Page};
use crate::payments::rules::Who;
use crate::routes;

/// `/studio/orders/{code}/qris`: the order's code on her phone, held out to the guest, whose own phone cannot
/// scan its own screen. `NotFound` when there is nothing to pay by QRIS now.
pub async fn full_code(b: &Backend, code: &str) -> Result<Page, AppError> {
    let id = b.shop()?.clone();
    let sheet = b.orders.by_code(&id, code).await?;
    let payable = sheet.seen(b.visit.now).is_open() && sheet.standing().may(Who::Artisan, Act::Arrived, b.visit.now);
    let payload = sheet.payment.qris_payload.as_deref().filter(|_| payable).ok_or(AppError::NotFound)?;
    let drawn = b.orders.symbol(payload)?;
    let w = b.words();
    let name = sheet.payment.qris_name.clone().unwrap_or_default();
    let amount = w.money(sheet.payment.amount);
    let label = w.with("payments-qris-alt", &[("amount", (&amount).into()), ("name", (&name).into())]);
    let back = routes::studio_order(&sheet.code);
    let title = w.with("orders-mine-title", &[("code", (&sheet.code).into())]);
    Ok(Page::new(title, Frame::Code, move || {
        let below = view! {
            <div class="stack">
                <h1 class="name mid">{name}</h1>
                <p class="purse num">{amount}</p>
                <p class="soft">{w.t("payments-inside")}</p>
            </div>
        };
        print::full_code(back, drawn, label, below.into_any(), &w)
    }))
}
