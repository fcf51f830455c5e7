//! "Sold at the stall": how it was paid is the second and last tap; the price stands there already.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::catalogue::Piece;
use crate::catalogue::pages::studio::price::{Asked, price_field};
use crate::catalogue::rules::typed::price_text;
use crate::catalogue::rules::{Kind, State};
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::ProductId;
use crate::page::{Frame, Page};
use crate::payments::Ways;
use crate::payments::method::Method;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{error_line, key_field};
use crate::ui::icons::Icon;
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// `/studio/products/{id}/sold`
pub async fn sold(b: &Backend, id: &ProductId, mut typed: Typed) -> Result<Page, AppError> {
    let shop = b.shop()?.clone();
    let piece = b.catalogue.own_piece(&shop, id).await?;
    let ways = b.orders.ways(&shop).await?;
    let left = piece.stock + b.orders.overdue(id).await?;
    let holding = if left < 1 { b.orders.holding(&shop, id).await? } else { None };
    let w = b.words();
    let title = w.t("orders-sold-title");
    let back = routes::studio_product(id.as_str());
    let frame = Frame::Studio { band: b.actor()?.band, back: Some(back), heading: title.clone(), dock: None };
    let action = routes::studio_product_move(id.as_str(), "sold");
    let key = b.key("stall");
    typed.default_to("price", piece.price.map(price_text).unwrap_or_default());
    let for_sale =
        matches!(piece.state, State::Published | State::Hidden) && piece.kind != Kind::MadeToOrder && left > 0;
    Ok(Page::new(title, frame, move || {
        let inside = if for_sale { form(&piece, left, &ways, &typed, (action, key), &w) } else { cannot(holding, &w) };
        view! {
            <div class="stack opened">
                {form_notice(&typed, &w)}
                <h2 class="name mid" lang=piece.language.code()>{piece.name.clone()}</h2>
                {inside}
            </div>
        }
    }))
}

fn form(piece: &Piece, left: i64, ways: &Ways, typed: &Typed, (action, key): (String, String), w: &Words) -> AnyView {
    // Cash is always possible between two people; the others as the shop takes them.
    let methods =
        [(Method::Cash, true), (Method::Qris, ways.qris.is_some()), (Method::Transfer, ways.transfer.is_some())];
    let buttons = methods
        .into_iter()
        .filter(|(_, taken)| *taken)
        .map(|(method, _)| {
            let text = bits::method_choice(w, method);
            view! { <button class="btn money wide" name="method" value=method.as_str()><Icon name=bits::method_icon(method)/>{text}</button> }
        })
        .collect_view();
    // How it was paid is not tapped twice where only the price was asked about.
    let method = (typed.error("method").is_none() && typed.has("method"))
        .then(|| view! { <input type="hidden" name="method" value=typed.get("method").to_owned()/> });
    let several = (piece.kind == Kind::Stocked && left > 1)
        .then(|| bits::quantity("quantity", typed.or("quantity", "1"), left, None, typed, w));
    view! {
        <form class="form" method="post" action=action>
            {key_field(key)}
            {method}
            {price_field(Asked { label: "orders-sold-price", last: None, had: piece.price }, typed, w)}
            {several}
            <fieldset class="field">
                <legend>{w.t("orders-sold-how")}</legend>
                <div class="stack">{buttons}</div>
                {error_line("method", typed, w)}
            </fieldset>
            <p class="soft small">{w.t("orders-sold-undo-text")}</p>
        </form>
    }
    .into_any()
}

/// Somebody was quicker, or it is not for sale.
fn cannot(holding: Option<String>, w: &Words) -> AnyView {
    let held = holding.map(|code| {
        let href = routes::studio_order(&code);
        let text = w.with("orders-stall-held", &[("code", (&code).into())]);
        view! { {note(Tone::Madder, text)} <a class="btn main wide" href=href>{w.t("orders-sold-see-order")}</a> }
    });
    let none = held.is_none().then(|| {
        view! { <div class="blank"><Drawing name=Draw::Basket/><p>{w.t("orders-stall-none")}</p></div> }
    });
    view! { {held} {none} }.into_any()
}
