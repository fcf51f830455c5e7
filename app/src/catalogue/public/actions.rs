//! How a piece becomes the visitor's: the two ways to order, or the maker's contact.

use leptos::prelude::*;

use super::pages::Seen;
use crate::accounts::public::PublicShop;
use crate::catalogue::rules::Shown;
use crate::payments::method::Method;
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::words::{Arg, Words};

/// How it becomes the visitor's, and the two ways to begin.
pub(super) fn actions(seen: &Seen, w: &Words) -> AnyView {
    match seen.piece.shown {
        Shown::ForSale => for_sale(seen, w).into_any(),
        Shown::ToOrder => to_order(seen, w).into_any(),
        _ => {
            // The checkout leads a visitor with an open order to it.
            let own = routes::checkout(w.lang, &seen.piece.code, "stall", seen.via_scan);
            view! {
                <div class="note">
                    <Icon name=Ico::Hourglass/>
                    <span>{w.t("catalogue-public-ordered-text")}" "<a href=own>{w.t("catalogue-public-ordered-own")}</a></span>
                </div>
            }
            .into_any()
        }
    }
}

fn for_sale(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let (code, via) = (&seen.piece.code, seen.via_scan);
    let name = || Arg::from(&seen.shop.name);
    let takes = |way| seen.ways.takes(way, seen.piece.price);
    let pay = match (takes(Method::Qris), takes(Method::Cash)) {
        (true, true) => Some("catalogue-public-pay-both"),
        (true, false) => Some("catalogue-public-pay-qris"),
        (false, true) => Some("catalogue-public-pay-cash"),
        (false, false) if takes(Method::Transfer) => Some("catalogue-public-pay-transfer"),
        (false, false) => takes(Method::Card).then_some("catalogue-public-pay-card"),
    };
    let too = [
        (Method::Transfer, "catalogue-public-pay-transfer", "catalogue-public-pay-transfer-too"),
        (Method::Card, "catalogue-public-pay-card", "catalogue-public-pay-card-too"),
    ];
    let pay = pay.map(|key| {
        let mut text = w.with(key, &[("shop", name())]);
        for (_, _, too) in too.into_iter().filter(|(way, alone, _)| takes(*way) && *alone != key) {
            text = format!("{text} {}", w.t(too));
        }
        view! { <li><Icon name=Ico::Cash/><span>{text}</span></li> }
    });
    let keep = seen.shop.keeps.then(|| {
        let text = w.with("catalogue-public-keep-text", &[("shop", name())]);
        view! { <li><Icon name=Ico::Hourglass/><span>{text}</span></li> }
    });
    let keep_button = seen.shop.keeps.then(|| {
        view! { <a class="btn line" href=routes::checkout(w.lang, code, "keep", via)>{w.t("catalogue-public-keep")}</a> }
    });
    let bar = if seen.shop.keeps { "bar" } else { "bar one" };
    view! {
        <section class="stack" aria-labelledby="get">
            <h2 id="get">{w.t("catalogue-public-get")}</h2>
            <ul class="plain">
                {pay}
                <li><Icon name=Ico::Bag/><span>{w.with("catalogue-public-take", &[("village", (&seen.shop.village).into())])}</span></li>
                {keep}
            </ul>
        </section>
        <div class=bar>
            <a class="btn main" href=routes::checkout(w.lang, code, "stall", via)>
                <span><small>{w.t("catalogue-public-stall")}</small>" "{w.t("catalogue-public-buy")}</span>
            </a>
            {keep_button}
        </div>
        {from_afar(seen, w)}
        {into_cart(code, via, w)}
    }
}

/// For those who cannot come: brought to where they stay, or sent home.
fn from_afar(seen: &Seen, w: &Words) -> Option<AnyView> {
    let (code, via, shop) = (&seen.piece.code, seen.via_scan, &seen.shop);
    let link = |offered: bool, how: &str, icon, key: &str| {
        let href = routes::checkout(w.lang, code, how, via);
        offered.then(|| view! { <a class="btn line" href=href><Icon name=icon/>{w.t(key)}</a> })
    };
    let price = seen.piece.price;
    let (brought, sent) = (
        shop.delivers && !seen.ways.for_amount(price).is_empty(),
        shop.sends && !seen.ways.from_afar(price).is_empty(),
    );
    let brings = link(brought, "deliver", Ico::Place, "catalogue-public-bring");
    let sends = link(sent, "send", Ico::Parcel, "catalogue-public-send");
    let unpaid = (shop.sends && !sent).then(|| {
        let text = w.with("catalogue-public-send-unpaid", &[("shop", (&shop.name).into())]);
        view! { <p class="soft small">{text}</p> }
    });
    let acts = (brought || sent).then(|| view! { <div class="acts even">{brings}{sends}</div> });
    (acts.is_some() || unpaid.is_some()).then(|| view! { {acts} {unpaid} }.into_any())
}

/// Puts the piece into the basket: a post without a key, because this page is kept by browsers and proxies, and
/// doing it twice changes nothing.
fn into_cart(code: &str, via: bool, w: &Words) -> impl IntoView + use<> {
    let (action, code) = (format!("{}/add", routes::cart(w.lang)), code.to_owned());
    let scanned = via.then(|| view! { <input type="hidden" name="via" value="q"/> });
    view! {
        <form method="post" action=action>
            <input type="hidden" name="p" value=code/>
            {scanned}
            <button class="btn quiet wide"><Icon name=Ico::Basket/><span>{w.t("catalogue-public-into-cart")}</span></button>
        </form>
    }
}

fn to_order(seen: &Seen, w: &Words) -> impl IntoView + use<> {
    let weeks = seen.piece.weeks.unwrap_or(1);
    let name = || Arg::from(&seen.shop.name);
    let ask = routes::checkout(w.lang, &seen.piece.code, "keep", seen.via_scan);
    let reach = seen.shop.reachable.then(|| contact_form(&seen.shop, Some(&seen.piece.code), "btn line wide", w));
    view! {
        <section class="stack" aria-labelledby="get">
            <h2 id="get">{w.t("catalogue-public-order-title")}</h2>
            <p>{w.with("catalogue-public-weeks", &[("weeks", weeks.into()), ("shop", name())])}</p>
            <p class="soft">{w.with("catalogue-public-order-how", &[("shop", name())])}</p>
        </section>
        <div class="bar one"><a class="btn main wide" href=ask>{w.t("catalogue-public-order-ask")}</a></div>
        {reach}
    }
}

/// The tap that shows the shop's number: a post, so no robot and no proxy collects it.
pub fn contact_form(shop: &PublicShop, piece: Option<&str>, class: &'static str, w: &Words) -> impl IntoView + use<> {
    let action = routes::contact(w.lang, &shop.code);
    let piece = piece.map(|code| view! { <input type="hidden" name="p" value=code.to_owned()/> });
    let text = w.with("catalogue-public-ask", &[("shop", (&shop.name).into())]);
    view! { <form method="post" action=action>{piece}<button class=class><Icon name=Ico::Chat/><span>{text}</span></button></form> }
}
