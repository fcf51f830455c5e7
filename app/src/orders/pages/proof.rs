//! `/{lang}/o/{token}/proof`: "I have paid", with a picture of it. A page of its own, so that the order's page stays
//! light; a plain form, so that it works without script.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::Sheet;
use crate::orders::rules::plan::Act;
use crate::page::Page;
use crate::payments::method::Method;
use crate::payments::rules::{State as Pay, Who};
use crate::routes;
use crate::ui::field::{key_field, photo_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::form_notice;
use crate::words::Words;

/// True when a picture of the payment helps: the shop has nothing yet but the buyer's word.
pub fn may(sheet: &Sheet, now: i64) -> bool {
    let told = matches!(sheet.payment.method, Method::Transfer | Method::Qris);
    told && (sheet.payment.state == Pay::Claimed || sheet.standing().may(Who::Buyer, Act::Claim, now))
}

/// The page. `Conflict` when there is nothing to be shown any more.
pub async fn proof(b: &Backend, token: &str, part: i64, typed: Typed) -> Result<Page, AppError> {
    let whole = b.orders.by_token(token).await?;
    let sheet = whole.part(part).ok_or(AppError::NotFound)?;
    if !may(sheet, b.visit.now) {
        return Err(AppError::conflict("orders-proof-over"));
    }
    let shop = b.orders.counter(&sheet.shop).await?;
    let (w, key) = (b.words(), b.key(&bits::form_name("proof", sheet)));
    let (title, order) = (w.t("orders-proof-title"), routes::order(b.lang(), token));
    let (action, part, payment) = (format!("{order}/proof"), bits::part_field(sheet), bits::drawn_for(sheet));
    let text = w.with("orders-proof-text", &[("name", (&shop.owner).into())]);
    let amount = w.money(sheet.payment.amount);
    let paid = sheet.payment.state != Pay::Claimed;
    Ok(Page::new(title.clone(), bits::frame(b.lang(), &shop), move || {
        let button = w.t(if paid { "orders-i-have-paid" } else { "orders-proof-send" });
        view! {
            <div class="page narrow">
                <form class="stack opening" method="post" action=action enctype="multipart/form-data">
                    <h1 class="name big">{title}</h1>
                    <p class="price mid">{amount}</p>
                    <p>{text}</p>
                    {form_notice(&typed, &w)}
                    {key_field(key)}
                    {part}
                    {payment}
                    {photo_field("orders-proof-photo", "", true, &typed, &w)}
                    <p class="soft small">{w.t("orders-proof-private")}</p>
                    <button class="btn main wide">{button}</button>
                    <a class="btn line wide" href=order>{w.t("orders-back-to-order")}</a>
                </form>
            </div>
        }
    })
    .noindex())
}

/// On the order's page, the way there.
pub fn link(sheet: &Sheet, now: i64, w: &Words) -> Option<AnyView> {
    if !may(sheet, now) {
        return None;
    }
    let href = format!("{}/proof?part={}", routes::order(w.lang, &sheet.token), sheet.number);
    let text = w.t(if sheet.payment.proof.is_some() { "orders-proof-again" } else { "orders-proof-link" });
    Some(view! { <p class="acts"><a class="btn quiet" href=href><Icon name=Ico::Camera/>{text}</a></p> }.into_any())
}

/// For the shop: the picture, folded away, with what it is worth.
pub fn seen(sheet: &Sheet, w: &Words) -> Option<AnyView> {
    let key = sheet.payment.proof.as_deref()?;
    let (small, large) = (routes::private_proof(key, 640), routes::private_proof(key, 1280));
    let alt = w.t("orders-proof-alt");
    Some(
        view! {
            <details class="more">
                <summary>{w.t("orders-proof-summary")}</summary>
                <p class="soft small">{w.t("orders-proof-worth")}</p>
                <a href=large><img src=small alt=alt loading="lazy"/></a>
            </details>
        }
        .into_any(),
    )
}
