//! `/studio`: what waits, largest first and as a picture; the month's money; who looked; her own pieces. A new
//! order appears by itself.

use leptos::prelude::*;

use super::{bits, list, told};
use crate::backend::Backend;
use crate::catalogue::pages::studio::list::tile;
use crate::catalogue::{Card, Scanned};
use crate::error::AppError;
use crate::money::Money;
use crate::orders::{Counter, Row};
use crate::page::{Dock, Frame, Page};
use crate::payments::pages::month_of;
use crate::routes;
use crate::time;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::written::naming;
use crate::words::{Arg, Words};

/// Orders shown at home; the list has all.
const SHOWN: usize = 5;
/// Her pieces shown at home.
const PIECES: i64 = 4;
/// "This week", in ms: the seven days before now.
const WEEK: i64 = 7 * time::DAY_MS;

/// The studio's home.
pub async fn home(b: &Backend) -> Result<Page, AppError> {
    let id = b.shop()?.clone();
    let shop = b.orders.counter(&id).await?;
    let rows = b.orders.first_open(&id, i64::try_from(SHOWN + 1).unwrap_or_default()).await?;
    let waiting = b.orders.waiting(&id, &b.actor()?.account).await?;
    let now = b.visit.now;
    let purse = b.payments.purse(&id, &b.actor()?.account, month_of(now, shop.zone)).await?;
    let scanned = b.catalogue.most_scanned(&id, now - WEEK).await?;
    let pieces = b.catalogue.latest_pieces(&id, PIECES).await?;
    let w = b.words();
    let heading = greeting(b.actor()?.name.as_str(), time::minutes_of_day(now, shop.zone), &w);
    let frame = Frame::Studio { band: shop.band, back: None, heading: heading.clone(), dock: Some(Dock::Home) };
    Ok(Page::new(heading, frame, move || {
        view! {
            {purse.changed_at.map(|at| money_news(at, shop.zone, now, &w))}
            {news(waiting.news, &w)}
            {waits(&rows, waiting.count, pieces.is_empty(), &shop, now, &w)}
            <section class="part" aria-labelledby="money">
                <h2 id="money">{w.t("orders-home-money")}</h2>
                <p class=if purse.mine.minor < 0 { "purse owed num" } else { "purse num" }>{w.money(purse.mine)}</p>
                <p class="soft">{arrived(purse.mine, purse.count, &w)}</p>
                {minus(purse.returned, "orders-home-returned", "soft", &w)}
                {minus(purse.owed, "orders-home-owed", "state mind", &w)}
            </section>
            {scanned.map(|scanned| week(scanned, &w))}
            {(!pieces.is_empty()).then(|| shelf(pieces, &w))}
        }
    })
    .waiting(waiting.count)
    .follows(routes::API_WAITING, waiting.mark))
}

/// Where the shop's money goes was changed: whoever did not know of it should ask.
fn money_news(at: i64, zone: time::Zone, now: i64, w: &Words) -> AnyView {
    let text = w.with("payments-news", &[("when", bits::moment(w, at, zone, now).into())]);
    view! {
        <section class="stack" aria-label=w.t("payments-news-title")>
            {note(Tone::Madder, text)}
            <form method="post" action=routes::STUDIO_MONEY_SEEN><button class="btn line wide">{w.t("payments-news-seen")}</button></form>
        </section>
    }
    .into_any()
}

/// What happened while she was away.
fn news(count: i64, w: &Words) -> AnyView {
    let text = match count {
        0 => view! { <span>{w.t("notifications-news-title")}</span> }.into_any(),
        count => {
            view! { <span><b>{w.with("notifications-news-count", &[("count", count.into())])}</b></span> }.into_any()
        }
    };
    view! { <a class="line-card" href=routes::STUDIO_NEWS><Icon name=Ico::Mail/>{text}<Icon name=Ico::Next/></a> }
        .into_any()
}

/// Of how many payments the sum is; below zero nothing "has arrived".
fn arrived(mine: Money, count: i64, w: &Words) -> String {
    if mine.minor < 0 { w.t("orders-home-below") } else { w.with("orders-home-from", &[("count", count.into())]) }
}

/// What went back, or has to, so that nobody counts on it.
fn minus(amount: Money, key: &str, class: &'static str, w: &Words) -> Option<AnyView> {
    let text = w.with(key, &[("amount", w.money(amount).into())]);
    let class = format!("{class} tap");
    (amount.minor > 0).then(|| view! { <p><a class=class href=routes::STUDIO_MONEY>{text}</a></p> }.into_any())
}

/// Who looked, in one sentence.
fn week(scanned: Scanned, w: &Words) -> AnyView {
    let text = w.with("orders-home-week", &[("count", scanned.visits.into()), ("piece", (&scanned.name).into())]);
    let text = naming(&text, &scanned.name, scanned.language);
    view! {
        <section class="part" aria-labelledby="week">
            <h2 id="week" class="hide">{w.t("orders-home-week-title")}</h2>
            <p class="say"><Icon name=Ico::Eye/><span>{text}</span></p>
        </section>
    }
    .into_any()
}

/// Her own pieces, and the way to their tags.
fn shelf(pieces: Vec<Card>, w: &Words) -> AnyView {
    let tiles = pieces.into_iter().map(|card| tile(card, w)).collect_view();
    view! {
        <section class="part" aria-labelledby="pieces">
            <h2 id="pieces" class="lift">{w.t("orders-home-pieces")}</h2>
            <ul class="shelf mine">{tiles}</ul>
            <p class="acts after">
                <a class="btn line wide" href=routes::studio_products(None, 1)><Icon name=Ico::List/>{w.t("orders-home-all-pieces")}</a>
                <a class="btn line wide" href=routes::STUDIO_TAGS><Icon name=Ico::Tag/>{w.t("orders-home-tags")}</a>
            </p>
        </section>
    }
    .into_any()
}

/// By the clock of the region: from 4, from 11, from 15 and from 18 o'clock.
fn greeting(name: &str, minutes: i64, w: &Words) -> String {
    let args = [("name", Arg::from(name))];
    match minutes / 60 {
        4..=10 => w.with("orders-hello-morning", &args),
        11..=14 => w.with("orders-hello-noon", &args),
        15..=17 => w.with("orders-hello-afternoon", &args),
        _ => w.with("orders-hello-evening", &args),
    }
}

/// What waits: the first as a picture card, the next in rows.
fn waits(rows: &[Row], count: i64, bare: bool, shop: &Counter, now: i64, w: &Words) -> AnyView {
    let Some((first, rest)) = rows.split_first() else {
        return quiet(bare, w);
    };
    let title = match count {
        0 => w.t("orders-home-open"),
        count => w.with("orders-home-waiting", &[("count", count.into())]),
    };
    let lines = rest.iter().take(SHOWN - 1).map(|row| list::line(row, shop.zone, now, w)).collect_view();
    let all = (rows.len() > SHOWN).then(|| view! { <p class="after"><a class="btn line wide" href=routes::STUDIO_ORDERS>{w.t("orders-home-all")}</a></p> });
    view! {
        <section aria-labelledby="waits">
            <h2 id="waits" class="lift">{title}</h2>
            {card(first, w)}
            {lines}
            {all}
        </section>
    }
    .into_any()
}

/// The one order that comes first, as large as a picture can be.
fn card(row: &Row, w: &Words) -> AnyView {
    let (chip, word) = told::artisan(row.status, row.late, w);
    let chip = format!("state {chip}");
    let photo = bits::picture(row.photo.as_deref(), 640, &row.name, 640);
    let href = routes::studio_order(&row.code);
    let (name, amount) = (list::named(row, w), w.money(row.amount()));
    view! {
        <a class="wait-card" href=href>
            {photo}
            <div>
                <p class=chip>{word}</p>
                <p class="row"><span class="name mid">{name}</span> <span class="price mid end">{amount}</span></p>
                <span class="btn main wide">{w.t("orders-home-look")}</span>
            </div>
        </a>
    }
    .into_any()
}

/// Nothing waits: the next step is another piece, or the first one.
fn quiet(bare: bool, w: &Words) -> AnyView {
    let (draw, title, text) = if bare {
        (Draw::Loom, w.t("orders-home-bare"), w.t("orders-home-bare-text"))
    } else {
        (Draw::Basket, w.t("orders-home-quiet"), w.t("orders-home-quiet-text"))
    };
    view! {
        <section class="blank">
            <Drawing name=draw/>
            <h2 class="name">{title}</h2>
            <p class="soft">{text}</p>
            <a class="btn main wide" href=routes::STUDIO_ADD><Icon name=Ico::Plus/>{w.t("orders-home-add")}</a>
        </section>
    }
    .into_any()
}
