//! The checkout page: one form, no account, no script. Its key is what makes a double tap one order.

mod basket;
mod enquiry;
pub mod fields;
pub mod leaving;

pub use basket::{BASKET_FORM, basket};

use leptos::prelude::*;

use super::bits;
use super::unpaid::unpaid;
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::orders::asked::{LEAVES_BEFORE, no_time};
use crate::orders::rules::How;
use crate::orders::{Checkout, Kind};
use crate::page::Page;
use crate::routes;
use crate::time::{HOUR_MS, MINUTE_MS};
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::key_field;
use crate::ui::notice::form_notice;
use crate::words::Words;

/// The name of the form's key.
pub const FORM: &str = "order:place";

/// `/{lang}/checkout`. `typed` is what came back, or what the address asked for.
pub async fn checkout(b: &Backend, checkout: Checkout, mut typed: Typed) -> Result<Page, AppError> {
    let how = How::asked(typed.get("how")).unwrap_or(How::Stall);
    if checkout.is_enquiry(how) {
        return enquiry::ask(b, checkout, how, typed).await;
    }
    let w = b.words();
    let title = w.t(match how {
        How::Stall | How::Sold => "orders-checkout-stall-title",
        How::Keep | How::Deliver | How::Send => "orders-checkout-keep-title",
    });
    let frame = bits::frame(b.lang(), &checkout.shop);
    let key = b.key(FORM);
    let action = format!("/{}/checkout", b.lang().code());
    let timeless =
        (how == How::Keep && checkout.windows.is_empty()).then(|| no_time(&typed, &checkout.shop, &checkout.places));
    let why_not = if checkout.ways.for_amount(checkout.piece.price).is_empty() {
        Some(Message::new("orders-no-way").with("name", &checkout.shop.owner))
    } else if timeless.as_ref().is_some_and(|why| why.key == LEAVES_BEFORE) && !came_back(b) {
        return Ok(leaving::nothing_fits(b, &checkout, &typed));
    } else {
        timeless
    };
    if let Some(why) = &why_not {
        if !came_back(b) {
            return Ok(cannot(b, &checkout, why));
        }
        // It went while the form was filled in: what was typed stays.
        typed.notice = Some(why.clone());
    }
    let back = why_not.map(|_| back_to_piece(b, &checkout));
    let unpaid = unpaid(b, &typed).await?;
    let heading = title.clone();
    let form = routes::checkout(b.lang(), &checkout.piece.code, how.as_str(), typed.get("via") == "q");
    let page = Page::new(title, frame, move || {
        view! {
            <div class="page narrow">
                <div class="stack opening">
                    <h1 class="name big">{heading}</h1>
                    <p>{what_happens(how, &checkout, &w)}</p>
                </div>
                {form_notice(&typed, &w)}
                {unpaid}
                {piece(&checkout, &w)}
                {(how == How::Keep).then(|| leaving::question(&leaving::about(&checkout, &typed), &typed, &w))}
                <form class="form" method="post" action=action>
                    {key_field(key)}
                    {(how == How::Keep).then(|| leaving::kept(&typed))}
                    {fields::hidden(&checkout, how, &typed)}
                    {(checkout.piece.kind != Kind::Unique).then(|| fields::quantity(&checkout, &typed, &w))}
                    {(how == How::Keep).then(|| fields::keep_fields(&checkout, &typed, &w))}
                    {fields::methods(&checkout, &typed, &w)}
                    {fields::name_field(how, &typed, &w)}
                    {fields::small_print(how, &checkout, &w)}
                    <div class="bar one">
                        <button class="btn main wide">{w.t(match how {
                            How::Stall | How::Sold => "orders-place-stall",
                            How::Keep | How::Deliver | How::Send => "orders-place-keep",
                        })}</button>
                    </div>
                </form>
                {back}
            </div>
        }
    })
    .noindex();
    // The answer to a post opens again where the form does.
    Ok(if came_back(b) { page.opens_at(form) } else { page })
}

fn what_happens(how: How, checkout: &Checkout, w: &Words) -> String {
    let name = &checkout.shop.owner;
    match how {
        How::Stall | How::Sold => {
            let minutes = checkout.shop.times.stall / MINUTE_MS;
            w.with("orders-checkout-stall-text", &[("name", name.into()), ("minutes", minutes.into())])
        }
        How::Keep | How::Deliver | How::Send => {
            let hours = checkout.shop.times.answer / HOUR_MS;
            w.with("orders-checkout-keep-text", &[("name", name.into()), ("hours", hours.into())])
        }
    }
}

fn piece(checkout: &Checkout, w: &Words) -> AnyView {
    let (piece, shop) = (&checkout.piece, &checkout.shop);
    let by = w.with(
        "orders-by",
        &[("maker", bits::made_by(&piece.makers, shop).into()), ("village", (&shop.village).into())],
    );
    let photo = bits::square(piece.photo.as_deref(), 72);
    let (lang, name, price) = (piece.lang.code(), piece.name.clone(), w.money(piece.price));
    view! {
        <div class="row bought">
            {photo}
            <p><span class="name mid" lang=lang>{name}</span><br/><span class="soft small">{by}</span><br/><span class="price mid">{price}</span></p>
        </div>
    }
    .into_any()
}

/// True of the answer to a form; an address that asks for a piece has a query.
fn came_back(b: &Backend) -> bool {
    b.visit.query.is_empty()
}

/// Below a form that cannot be sent any more.
fn back_to_piece(b: &Backend, checkout: &Checkout) -> AnyView {
    let (href, text) = (routes::product(b.lang(), &checkout.piece.code), b.t("orders-back-to-piece"));
    view! { <p class="acts"><a class="btn quiet" href=href>{text}</a></p> }.into_any()
}

/// It is for sale, but not in this way.
fn cannot(b: &Backend, checkout: &Checkout, why: &Message) -> Page {
    let w = b.words();
    let text = w.message(why);
    let back = routes::product(b.lang(), &checkout.piece.code);
    let title = w.t("orders-cannot-title");
    Page::new(title.clone(), bits::frame(b.lang(), &checkout.shop), move || {
        view! {
            <div class="page">
                <div class="blank part">
                    <Drawing name=Draw::Basket/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{text}</p>
                    <a class="btn main wide" href=back>{w.t("orders-back-to-piece")}</a>
                </div>
            </div>
        }
    })
    .noindex()
    .status(409)
}
