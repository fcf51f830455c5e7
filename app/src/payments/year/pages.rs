//! `/studio/money/year/{year}`: the year as a sentence, bars and a table, the line of Rp500 million, and the letter.

mod letter;

use leptos::prelude::*;

pub use letter::letter;

use super::{FREE, Month, NoLetter, Turnover};
use crate::accounts::shop::{MakerKind, ShopCard};
use crate::backend::Backend;
use crate::error::AppError;
use crate::money::Money;
use crate::page::{Dock, Frame, Page};
use crate::routes;
use crate::time;
use crate::ui::icons::{Ico, Icon};
use crate::ui::narrow::narrow;
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// Pixels: the ground line, and the tallest bar.
const GROUND: i64 = 130;
const TALLEST: i64 = 110;

pub async fn year(b: &Backend, year: i16) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let turnover = b.payments.turnover(b.shop()?, year, shop.zone).await?;
    page(b, &shop, turnover, None).await
}

/// The page of a year; `notice` says why its letter was not given.
async fn page(b: &Backend, shop: &ShopCard, turnover: Turnover, notice: Option<String>) -> Result<Page, AppError> {
    let (year, kind) = (turnover.year, shop.kind);
    let waiting = b.orders.waiting(b.shop()?, &b.actor()?.account).await?;
    let (w, owner) = (b.words(), b.actor()?.owns_shop);
    let this_year = time::day_of(b.visit.now, shop.zone).year();
    let title = b.with("payments-year-title", &[("year", year.to_string().into())]);
    let back = Some(routes::STUDIO_MONEY.to_owned());
    let frame = Frame::Studio { band: shop.band, back, heading: title.clone(), dock: Some(Dock::Money) };
    Ok(Page::new(title, frame, move || {
        let letter = owner.then(|| to_letter(&turnover, kind, &w));
        view! {
            <div class="stack">
                {notice.map(|text| view! { <div role="alert">{note(Tone::Madder, text)}</div> })}
                {sentence(&turnover, &w)}
            </div>
            {bars(&turnover, &w)}
            {table(&turnover, &w)}
            {line(&turnover, kind, &w)}
            <div class="stack part">
                <a class="btn line wide" href=format!("{}/table.csv", routes::studio_year(year))><Icon name=Ico::Down/>{w.t("payments-year-file")}</a>
                {letter}
            </div>
            {neighbours(year, this_year, &w)}
        }
    })
    .waiting(waiting.count))
}

/// The way to the letter, or why there is none.
fn to_letter(turnover: &Turnover, kind: MakerKind, w: &Words) -> AnyView {
    match turnover.no_letter(kind) {
        None => {
            let href = format!("{}/letter", routes::studio_year(turnover.year));
            view! { <a class="btn line wide" href=href>{w.t("payments-year-letter")}</a> }.into_any()
        }
        Some(why) => view! { <p class="soft small">{no_letter(turnover, why, w)}</p> }.into_any(),
    }
}

fn no_letter(turnover: &Turnover, why: NoLetter, w: &Words) -> String {
    match why {
        NoLetter::Over => {
            let args = [("year", turnover.year.to_string().into()), ("gross", w.money(turnover.gross()).into())];
            w.with("payments-letter-over", &args)
        }
        NoLetter::Group => w.t("payments-letter-group"),
    }
}

fn sentence(turnover: &Turnover, w: &Words) -> AnyView {
    let sold: Vec<&Month> = turnover.months.iter().filter(|month| month.count > 0).collect();
    let best = sold.iter().max_by_key(|month| month.net().minor);
    let said = match best {
        None => w.t("payments-year-none"),
        Some(best) => w.with(
            "payments-year-said",
            &[
                ("months", i64::try_from(sold.len()).unwrap_or(12).into()),
                ("best", w.month(i64::from(best.number)).into()),
                ("amount", w.money(best.net()).into()),
            ],
        ),
    };
    view! {
        <section aria-labelledby="sum">
            <h2 id="sum">{w.t("payments-mine-title")}</h2>
            <p class="purse num">{w.money(turnover.net())}</p>
            <p>{said}</p>
        </section>
    }
    .into_any()
}

fn bars(turnover: &Turnover, w: &Words) -> AnyView {
    let most = turnover.months.iter().map(|month| month.gross.minor).max().unwrap_or(0).max(1);
    let said: Vec<String> = turnover
        .months
        .iter()
        .map(|month| format!("{} {}", w.month(i64::from(month.number)), w.money(month.gross)))
        .collect();
    let bars = turnover
        .months
        .iter()
        .map(|month| {
            let wide = 100.0 / 12.0;
            let x = f64::from(month.number - 1) * wide;
            let tall = i128::from(month.gross.minor.max(0)) * i128::from(TALLEST) / i128::from(most);
            let height = i64::try_from(tall).unwrap_or(0);
            let named = month.number % 3 == 1;
            view! {
                <rect class="leaf" x=format!("{:.2}%", x + wide * 0.15) y=(GROUND - height).to_string() width=format!("{:.2}%", wide * 0.7) height=height.to_string()/>
                {named.then(|| view! { <text x=format!("{:.2}%", x + wide / 2.0) y="150" text-anchor="middle">{w.month_short(i64::from(month.number))}</text> })}
            }
        })
        .collect_view();
    view! {
        <svg class="chart part" width="100%" height="160" role="img" aria-label=said.join("; ")>
            <line class="axis" x1="0" x2="100%" y1=GROUND.to_string() y2=GROUND.to_string()/>
            {bars}
        </svg>
    }
    .into_any()
}

fn table(turnover: &Turnover, w: &Words) -> AnyView {
    let rows = turnover
        .months
        .iter()
        .filter(|month| !month.is_empty())
        .map(|month| {
            let mended = (month.mended.minor != 0).then(|| {
                view! { <div class="soft small">{w.t("payments-mine-mended")}" "{w.money(month.mended)}</div> }
            });
            view! {
                <tr>
                    <th scope="row">{w.month(i64::from(month.number))} {narrow(&[w.with("payments-year-paid", &[("amount", w.money(month.gross).into())])])}{mended}</th>
                    <td class="r num wide-only">{w.money(month.gross)}</td>
                    <td class="r num">{w.money(month.net())}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table part">
            <thead>
                <tr>
                    <th scope="col">{w.t("payments-year-month")}</th>
                    <th scope="col" class="r wide-only">{w.t("payments-cut-pays")}</th>
                    <th scope="col" class="r">{w.t("payments-cut-gets")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Where the year stands against the line up to which a person pays nothing.
fn line(turnover: &Turnover, kind: MakerKind, w: &Words) -> AnyView {
    let gross = turnover.gross();
    let share = (i128::from(gross.minor.max(0)) * 100 / i128::from(FREE.minor)).min(100);
    // The line is a person's: for a group it is each member's, and the group's own papers are another matter.
    let group = kind == MakerKind::Group;
    let said = if group {
        w.with("payments-year-group", &[("gross", w.money(gross).into())])
    } else if gross.minor > FREE.minor {
        let tax = Money { minor: turnover.taxes().iter().fold(0, |sum, tax| sum + tax.minor), ..FREE };
        w.with("payments-year-over", &[("gross", w.money(gross).into()), ("tax", w.money(tax).into())])
    } else {
        let left = w.money(turnover.free_left());
        w.with("payments-year-under", &[("gross", w.money(gross).into()), ("left", left.into())])
    };
    let meter = (!group).then(|| {
        view! { <svg class="meter" width="100%" height="12" aria-hidden="true"><rect width=format!("{share}%") height="12"/></svg> }
    });
    view! {
        <section class="stack part" aria-labelledby="line">
            <h2 id="line">{w.t("payments-year-line")}</h2>
            {meter}
            <p>{said}</p>
            <p class="soft small">{w.t("payments-year-law")}</p>
        </section>
    }
    .into_any()
}

fn neighbours(year: i16, this_year: i16, w: &Words) -> AnyView {
    let link = |to: i16, rel: &'static str| view! { <a class="btn line" rel=rel href=routes::studio_year(to)>{to.to_string()}</a> };
    view! {
        <nav class="pager" aria-label=w.t("payments-year-years")>
            {(year > 2020).then(|| link(year - 1, "prev"))}
            <span class="soft">{year.to_string()}</span>
            {(year < this_year).then(|| link(year + 1, "next"))}
        </nav>
    }
    .into_any()
}
