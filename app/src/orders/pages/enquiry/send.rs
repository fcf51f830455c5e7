//! "It is on its way": by whom, under which number, and whether it went into a parcel of another shop of the order.

use leptos::prelude::*;

use super::super::bits;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::rules::plan::Act;
use crate::page::{Frame, Page};
use crate::payments::rules::Who;
use crate::routes;
use crate::ui::field::{Text, key_field, photo_field, text_field};
use crate::ui::notice::form_notice;

/// `GET /studio/orders/{code}/send`. `Conflict` when it cannot be sent any more.
pub async fn send(b: &Backend, code: &str, mut typed: Typed) -> Result<Page, AppError> {
    let id = b.shop()?.clone();
    let sheet = b.orders.by_code(&id, code).await?;
    if !sheet.standing().may(Who::Artisan, Act::Send, b.visit.now) {
        return Err(AppError::conflict("orders-no-other"));
    }
    let shop = b.orders.counter(&id).await?;
    let together = b.orders.parcels(&sheet).await?;
    let w = b.words();
    let others = if together.is_empty() { super::together(b, &sheet, &w).await? } else { None };
    let title = w.t("orders-send-title");
    let back = routes::studio_order(&sheet.code);
    let (action, key) = (format!("{back}/send"), b.key(&bits::form_name("send", &sheet)));
    let answered = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.answer.as_ref());
    typed.default_to("service", answered.map(|answer| answer.service.clone()).unwrap_or_default());
    let frame = Frame::Studio { band: shop.band, back: Some(back), heading: title.clone(), dock: None };
    let joins = together
        .into_iter()
        .map(|one| {
            let text = w.with(
                "orders-send-joins",
                &[("shop", one.shop.into()), ("tracking", one.tracking.into())],
            );
            let checked = typed.chose("parcel", &one.id);
            view! { <label class="tick"><input type="radio" name="parcel" value=one.id checked=checked/><span>{text}</span></label> }
        })
        .collect::<Vec<_>>();
    Ok(Page::new(title, frame, move || {
        let own = (!joins.is_empty()).then(|| {
            let none = !typed.has("parcel") || typed.get("parcel").is_empty();
            view! { <label class="tick"><input type="radio" name="parcel" value="" checked=none/><span>{w.t("orders-send-own")}</span></label> }
        });
        let choice = own.map(
            |own| view! { <fieldset class="field"><legend>{w.t("orders-send-which")}</legend>{own}{joins}</fieldset> },
        );
        view! {
            <form class="form ask" method="post" action=action enctype="multipart/form-data">
                {key_field(key)}
                {form_notice(&typed, &w)}
                {super::asked(&sheet, &shop, &w)}
                {others}
                {choice}
                {text_field(Text { max: 60, ..Text::new("service", "orders-send-service") }, &typed, &w)}
                {text_field(Text { hint: "orders-send-tracking-hint", max: 60, ..Text::new("tracking", "orders-send-tracking") }, &typed, &w)}
                {photo_field("orders-send-photo", "", false, &typed, &w)}
                <p class="soft small">{w.t("orders-send-for-good")}</p>
                <div class="bar one"><button class="btn main wide">{w.t("orders-send-do")}</button></div>
            </form>
        }
    }))
}
