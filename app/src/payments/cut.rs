//! "The buyer pays, it costs, you get", wherever a price is shown to the artisan.

use leptos::prelude::*;

use super::Payment;
use super::fee_pages::sentence;
use super::ledger::fees::{Asked, Cut, Plan, Rules};
use super::method::Method;
use super::rules::State;
use crate::backend::Backend;
use crate::error::AppError;
use crate::ids::ShopOrderId;
use crate::money::Money;
use crate::orders::{Sheet, Whole};
use crate::words::Words;

/// The three figures, as a slip. `card` adds what a card would leave, where the shop bears its cost.
pub fn slip(rules: &Rules, price: Money, card: bool, w: &Words) -> AnyView {
    let none = Money::rupiah(0);
    let cut = rules.cut(price, none, Method::Cash);
    let by_card = rules.cut(price, none, Method::Card);
    let with_card = (card && by_card.gets != cut.gets).then(|| {
        let text = w.with(
            "payments-cut-card",
            &[("cost", w.money(by_card.card_cost).into()), ("gets", w.money(by_card.gets).into())],
        );
        view! { <p class="soft small">{text}</p> }
    });
    view! { {rows(&cut, Some("payments-cut-pays"), w)} {with_card} }.into_any()
}

/// What it costs: the fee, and the card where there is one.
pub fn costs(cut: &Cut) -> Money {
    cut.fee.checked_add(cut.card_cost).unwrap_or(cut.fee)
}

/// What a part of an order comes to; without what is paid where that stands above.
fn rows(cut: &Cut, pays: Option<&'static str>, w: &Words) -> AnyView {
    let pays = pays.map(|key| (key, cut.pays));
    let rows = [("payments-cut-costs", costs(cut)), ("payments-cut-gets", cut.gets)];
    let rows = pays
        .into_iter()
        .chain(rows)
        .map(|(key, amount)| view! { <div><dt>{w.t(key)}</dt><dd class="num">{w.money(amount)}</dd></div> })
        .collect_view();
    view! { <dl class="slip">{rows}</dl> }.into_any()
}

/// Below the price of a piece, before it is published.
pub fn at_price(rules: &Rules, price: Option<Money>, w: &Words) -> AnyView {
    match price.filter(|_| !rules.is_free()) {
        Some(price) => slip(rules, price, true, w),
        None => view! { <p class="soft small">{sentence(rules, w)}</p> }.into_any(),
    }
}

/// What each part of an order comes to: by its terms while it is to be paid, by the books once it was; None for an order
/// from before there were terms.
pub async fn of_parts(b: &Backend, whole: &Whole) -> Result<Vec<Option<Cut>>, AppError> {
    let Some(first) = whole.parts.first() else {
        return Ok(Vec::new());
    };
    let parts: Vec<_> = whole.parts.iter().map(asked).collect();
    let cuts = b.payments.cuts(&first.id, &parts).await?;
    Ok(cuts.into_iter().zip(&whole.parts).map(|(cut, sheet)| cut.map(|cut| kept(cut, sheet))).collect())
}

/// Without what is on its way back and stands in no book yet.
fn kept(cut: Cut, sheet: &Sheet) -> Cut {
    if sheet.payment.state == State::Paid { cut.kept(sheet.kept()) } else { cut }
}

fn asked(sheet: &Sheet) -> (ShopOrderId, Asked) {
    let Payment { method, amount, state, .. } = sheet.payment;
    let asked = match state {
        State::Paid | State::ToReturn | State::Returned => Asked::Paid,
        _ => Asked::Open(Plan { method, now: amount, rest: sheet.deposit.is_some() }),
    };
    (sheet.part.clone(), asked)
}

/// The same for one part.
pub async fn of_order(b: &Backend, sheet: &Sheet) -> Result<Option<Cut>, AppError> {
    let parts = [asked(sheet)];
    Ok(b.payments.cuts(&sheet.id, &parts).await?.pop().flatten().map(|cut| kept(cut, sheet)))
}

/// On the artisan's page of an order, below the amount: the figures, or that it costs nothing. Where only a part of it is
/// asked for now, what all of it comes to is not paid yet.
pub fn on_order(cut: &Cut, amount: Money, in_parts: bool, w: &Words) -> AnyView {
    let pays = if in_parts { "payments-cut-later" } else { "payments-cut-pays" };
    if costs(cut).minor == 0 && in_parts {
        let all = w.with("payments-cut-later-free", &[("amount", w.money(cut.pays).into())]);
        return view! { <p class="soft small">{all}</p> }.into_any();
    }
    if costs(cut).minor == 0 {
        return view! { <p class="soft small">{w.t("payments-fees-none")}</p> }.into_any();
    }
    rows(cut, (cut.pays != amount).then_some(pays), w)
}

/// On the buyer's receipt: the fee, and what the maker gets where that is less.
pub fn on_receipt(cut: Option<&Cut>, owner: &str, w: &Words) -> Option<AnyView> {
    let fee = costs(cut?);
    let gets = cut.filter(|_| fee.minor > 0).map(|cut| {
        let label = w.with("payments-cut-name-gets", &[("name", owner.to_owned().into())]);
        view! { <p><span>{label}</span><span class="price">{w.money(cut.gets)}</span></p> }
    });
    // The buyer pays nothing on top: it is a part of the price.
    let label = w.t(if fee.minor > 0 { "payments-cut-included" } else { "orders-fee" });
    Some(view! { <p><span>{label}</span><span class="price">{w.money(fee)}</span></p>{gets} }.into_any())
}
