//! The checkout of a basket: for each shop how and with what, and once for all who orders.

use leptos::prelude::*;

use super::super::unpaid::unpaid;
use super::super::{bits, cart};
use super::enquiry::{address, how_tile, leaves, stay};
use super::{fields, leaving};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::asked::basket as asked;
use crate::orders::cart::{Basket, CartLine, CartStall};
use crate::orders::rules::How;
use crate::orders::rules::pickup::has_times;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::field::{error_line, key_field};
use crate::ui::icons::Icon;
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// The name of the form's key.
pub const BASKET_FORM: &str = "order:basket";

/// `/{lang}/checkout?r={slug}`; what is `gone` went since it was put in.
pub async fn basket(b: &Backend, basket: Basket, gone: Vec<CartLine>, typed: Typed) -> Result<Page, AppError> {
    let w = b.words();
    let title = w.t("orders-basket-title");
    let key = b.key(BASKET_FORM);
    let action = format!("/{}/checkout", b.lang().code());
    let back = routes::cart(b.lang());
    let at = format!("{action}?r={}", basket.slug());
    let frame = match basket.stalls.as_slice() {
        [one] => bits::frame(b.lang(), &one.shop),
        _ => Frame::private(0, None),
    };
    let any = |how: How| basket.stalls.iter().any(|stall| asked::offered(stall).contains(&how));
    // What was typed stays where its way is not offered any more.
    let (sends, brings) = (any(How::Send) || typed.has("to_street"), any(How::Deliver) || typed.has("stay"));
    let reached = any(How::Keep) || sends || brings || typed.has("contact");
    let fetched = basket.stalls.iter().any(|stall| !stall.places.is_empty());
    let about = [("r", basket.slug().to_owned())];
    let unpaid = unpaid(b, &typed).await?;
    let heading = title.clone();
    let page = Page::new(title, frame, move || {
        let stalls = basket.stalls.iter().map(|one| stall(one, &typed, &w)).collect_view();
        let total = basket.total().map(|total| w.money(total));
        let missing = left_out(&gone, &w);
        view! {
            <div class="page narrow">
                <h1 class="name big">{heading}</h1>
                {form_notice(&typed, &w)}
                {unpaid}
                {missing}
                {fetched.then(|| leaving::question(&about, &typed, &w))}
                <form class="form basket" method="post" action=action>
                    {key_field(key)}
                    {fetched.then(|| leaving::kept(&typed))}
                    <input type="hidden" name="r" value=basket.slug().to_owned()/>
                    {stalls}
                    {sends.then(|| view! { <div class="if-send stack">{address(&typed, false, &w)}</div> })}
                    {brings.then(|| view! { <div class="if-deliver stack">{stay(&typed, &w)}{(!fetched).then(|| leaves(&typed, &w))}</div> })}
                    {reached.then(|| view! { <div class="if-contact stack">{fields::contact(&typed, false, &w)}</div> })}
                    {fields::name_field(How::Keep, &typed, &w)}
                    {small_print(&basket, &w)}
                    <div class="bar one">
                        <button class="btn main wide"><span>{w.t("orders-basket-place")}<small class="num">{total}</small></span></button>
                    </div>
                </form>
                <p class="acts"><a class="btn quiet" href=back>{w.t("orders-basket-back")}</a></p>
            </div>
        }
    })
    .noindex();
    Ok(if b.visit.query.is_empty() { page.opens_at(at) } else { page })
}

/// How many pieces are not part of the order, and where those are that she has ordered herself.
fn left_out(gone: &[CartLine], w: &Words) -> Option<AnyView> {
    let count = i64::try_from(gone.len()).ok().filter(|count| *count > 0)?;
    let hers = gone.iter().filter(|line| line.ordered.is_some()).map(|line| cart::changed(line, w)).collect_view();
    let text = w.with("orders-basket-left-out", &[("count", count.into())]);
    Some(view! { {note(Tone::Madder, text)} {hers} }.into_any())
}

/// One shop: its pieces, how they are fetched, how they are paid.
fn stall(stall: &CartStall, typed: &Typed, w: &Words) -> AnyView {
    let band = format!("band slim band-{}", stall.shop.band);
    let id = format!("shop-{}", stall.shop.code);
    let (name, lang) = (stall.shop.name.clone(), stall.shop.lang.code());
    let lines = stall.lines.iter().map(|one| line(one, typed, w)).collect_view();
    view! {
        <section class="stack stall" aria-labelledby=id>
            <div class=band></div>
            <h2 class="name" id=id.clone() lang=lang>{name}</h2>
            {lines}
            {(leaving::said(typed) && stall.windows.is_empty() && has_times(&stall.places))
                .then(|| note(Tone::Turmeric, w.with("orders-leaving-nothing", &[("name", (&stall.shop.owner).into())])))}
            {hows(stall, typed, w)}
            {methods(stall, typed, w)}
        </section>
    }
    .into_any()
}

fn line(line: &CartLine, typed: &Typed, w: &Words) -> AnyView {
    let piece = &line.piece;
    let (v, q) = (format!("v-{}", piece.code), format!("q-{}", piece.code));
    let price = line.sum().map(|sum| w.money(sum));
    let name = bits::counted(line.quantity, &piece.name, piece.lang);
    view! {
        <div class="row bought">
            {bits::square(piece.photo.as_deref(), 72)}
            <p><span class="name">{name}</span><br/><span class="price">{price}</span></p>
        </div>
        {cart::changed(line, w)}
        {error_line(&q, typed, w)}
        <input type="hidden" name=v value=piece.version.to_string()/>
        <input type="hidden" name=q value=line.quantity.to_string()/>
    }
    .into_any()
}

/// At the stall, kept until a time of hers, brought or sent.
fn hows(stall: &CartStall, typed: &Typed, w: &Words) -> AnyView {
    let name = asked::field("how", stall);
    let offered = asked::offered(stall);
    let scanned = stall.lines.iter().any(|line| line.scanned);
    let first = if scanned || !offered.contains(&How::Keep) { How::Stall } else { How::Keep };
    let chosen = asked::how(typed, stall).unwrap_or(first);
    let tiles = offered
        .iter()
        .map(|how| {
            let (icon, text) = how_tile(*how, w);
            let checked = *how == chosen;
            view! { <label><input type="radio" class=how.as_str() name=name.clone() value=how.as_str() checked=checked/><span><Icon name=icon/>{text}</span></label> }
        })
        .collect_view();
    let pickup = (!stall.windows.is_empty()).then(|| {
        let field = asked::field("pickup", stall);
        let (places, windows) = (&stall.places, &stall.windows);
        view! { <div class="if-keep">{fields::pickup(&field, &stall.shop, places, windows, false, typed, w)}</div> }
    });
    // Who asked for it all the same is told so beside her choice.
    let unpaid =
        asked::why_not_agreed(stall, How::Send).filter(|why| stall.shop.sends && typed.error(&name) != Some(why));
    let unpaid = unpaid.map(|why| view! { <p class="soft small">{w.message(&why)}</p> });
    let class = if typed.error(&name).is_some() { "field bad" } else { "field" };
    view! {
        <fieldset class=class>
            <legend>{w.t("orders-how")}</legend>
            <div class="kinds two">{tiles}</div>
            {error_line(&name, typed, w)}
            {unpaid}
        </fieldset>
        {pickup}
    }
    .into_any()
}

fn methods(stall: &CartStall, typed: &Typed, w: &Words) -> AnyView {
    let offered = stall.total().map(|total| stall.ways.for_amount(total)).unwrap_or_default();
    let field = asked::field("method", stall);
    // What has to be agreed on first is paid afterwards: then nothing is chosen here.
    let always = !asked::offered(stall).iter().any(|how| how.is_enquiry());
    let tiles = fields::method_tiles(&field, &offered, always, typed, w);
    if always { tiles } else { view! { <div class="if-now">{tiles}</div> }.into_any() }
}

fn small_print(basket: &Basket, w: &Words) -> AnyView {
    let privacy = routes::privacy(w.lang, Some(basket.slug()));
    view! { <p class="soft small">{w.t("orders-small-basket")}" "<a href=privacy>{w.t("core-privacy")}</a></p> }
        .into_any()
}
