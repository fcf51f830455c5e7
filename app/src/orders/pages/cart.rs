//! `/{lang}/cart`: what a visitor means to order, shop by shop, with what changed since it was put in. One form a
//! regency; every button of it sends the whole form, so no number that was typed is lost.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::Kind;
use crate::orders::cart::{Basket, Cart, CartLine, CartStall, Change};
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// The page; `typed` is what came back with something to mend.
pub async fn cart(b: &Backend, typed: Typed) -> Result<Page, AppError> {
    let cart = b.orders.cart(b.visit.visitor.as_ref(), None).await?;
    let w = b.words();
    let title = w.t("orders-cart-title");
    let status = if typed.notice.is_some() { 409 } else { 200 };
    let home = routes::home(b.lang());
    let page = Page::new(title.clone(), Frame::private(0, None), move || {
        view! {
            <div class="page narrow">
                <h1 class="name big">{title}</h1>
                {form_notice(&typed, &w)}
                {inside(cart, &typed, &w)}
                <p class="acts part"><a class="btn line" href=home>{w.t("orders-cart-more")}</a></p>
            </div>
        }
    })
    .noindex()
    .status(status);
    // The answer to a post, at whatever door, opens again as the basket.
    Ok(if b.visit.query.is_empty() { page.opens_at(routes::cart(b.lang())) } else { page })
}

fn inside(cart: Cart, typed: &Typed, w: &Words) -> AnyView {
    if cart.baskets.is_empty() {
        return view! {
            <div class="blank part">
                <Drawing name=Draw::Basket/>
                <h2 class="name">{w.t("orders-cart-empty")}</h2>
                <p class="soft">{w.t("orders-cart-empty-text")}</p>
            </div>
        }
        .into_any();
    }
    let several = cart.baskets.len() > 1;
    let baskets = cart.baskets.iter().map(|one| basket(one, several, typed, w)).collect_view();
    view! {
        {several.then(|| note(Tone::Plain, w.t("orders-cart-several")))}
        {baskets}
    }
    .into_any()
}

/// What is ordered at once.
fn basket(basket: &Basket, several: bool, typed: &Typed, w: &Words) -> AnyView {
    let action = routes::cart(w.lang);
    let regency = basket.stalls.first().map(|stall| crate::regions::full_name(&stall.shop.regency_name, w));
    let heading = several.then(|| view! { <h2 class="mid">{regency}</h2> });
    let stalls = basket.stalls.iter().map(|one| stall(one, several, typed, w)).collect_view();
    let total = basket.total().map(|total| w.money(total));
    let any = basket.stalls.iter().any(|stall| stall.orderable().next().is_some());
    let go = (any && !basket.is_beyond()).then(|| {
        view! {
            <div class="bar one">
                <button class="btn main wide" name="do" value="go"><span>{w.t("orders-cart-go")}<small class="num">{total.clone()}</small></span></button>
            </div>
        }
    });
    let several_of = basket.lines().any(|line| line.piece.kind != Kind::Unique);
    let save = several_of
        .then(|| view! { <button class="btn line wide" name="do" value="save">{w.t("orders-cart-save")}</button> });
    view! {
        <form class="form part" method="post" action=action>
            // The return key presses the first button: it takes nothing out.
            <button class="hide" name="do" value="save" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="r" value=basket.slug().to_owned()/>
            {heading}
            {stalls}
            {save}
            {go}
        </form>
    }
    .into_any()
}

fn stall(stall: &CartStall, several: bool, typed: &Typed, w: &Words) -> AnyView {
    let band = format!("band slim band-{}", stall.shop.band);
    let (name, lang) = (stall.shop.name.clone(), stall.shop.lang.code());
    let heading = if several {
        view! { <h3 class="name" lang=lang>{name}</h3> }.into_any()
    } else {
        view! { <h2 class="name" lang=lang>{name}</h2> }.into_any()
    };
    let lines = stall.lines.iter().map(|one| line(one, stall, typed, w)).collect_view();
    let none = stall.why_not_paid().map(|why| note(Tone::Madder, w.message(&why)));
    view! {
        <section class="stack">
            <div class=band></div>
            {heading}
            {none}
            <ul class="plain cart">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(line: &CartLine, stall: &CartStall, typed: &Typed, w: &Words) -> AnyView {
    let piece = &line.piece;
    let gone = line.change() == Some(Change::Gone);
    let price = if gone { None } else { line.sum().map(|sum| w.money(sum)) };
    let href = routes::product(w.lang, &piece.code);
    let (lang, name) = (piece.lang.code(), piece.name.clone());
    let label = w.with("orders-cart-drop", &[("piece", (&piece.name).into())]);
    let by = bits::made_by(&piece.makers, &stall.shop);
    view! {
        <li>
            <div class="row bought">
                {bits::square(piece.photo.as_deref(), 72)}
                <p><a class="name" href=href lang=lang>{name}</a><br/><span class="soft small">{by}</span><br/><span class="price">{price}</span></p>
            </div>
            {changed(line, w)}
            <div class="row acts">
                {(!gone && piece.kind != Kind::Unique).then(|| quantity(line, typed, w))}
                <button class="btn quiet" formnovalidate name="drop" value=piece.code.clone() aria-label=label><Icon name=Ico::Trash/>{w.t("orders-cart-take-out")}</button>
            </div>
        </li>
    }
    .into_any()
}

/// What happened since the piece was put in.
pub fn changed(line: &CartLine, w: &Words) -> Option<AnyView> {
    if let Some(token) = &line.ordered {
        let (text, order) = (w.t("orders-cart-yours"), routes::order(w.lang, token));
        let open = w.t("orders-several-open");
        return Some(
            view! { <p class="note"><Icon name=Ico::Info/><span>{text}" "<a href=order>{open}</a></span></p> }
                .into_any(),
        );
    }
    let text = match line.change()? {
        Change::Gone => w.t("orders-cart-gone"),
        Change::Fewer => w.with("orders-cart-fewer", &[("left", line.piece.left.into())]),
        Change::Price => w.with(
            "orders-cart-price",
            &[("was", w.money(line.seen).into()), ("now", w.money(line.piece.price).into())],
        ),
    };
    let tone = if line.change() == Some(Change::Price) { Tone::Turmeric } else { Tone::Madder };
    Some(note(tone, text).into_any())
}

fn quantity(line: &CartLine, typed: &Typed, w: &Words) -> AnyView {
    let field = format!("q-{}", line.piece.code);
    bits::quantity(&field, typed.or(&field, &line.quantity.to_string()), line.piece.left, None, typed, w)
}
