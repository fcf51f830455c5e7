//! `/studio/money`: what is hers this month and what it is made of, what is on its way and needs a tap, what is to
//! be handed back, and the way to the year and the settings.

pub mod mine;

use leptos::prelude::*;

use super::{Movement, Span, correction_pages};
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::money::Money;
use crate::page::{Dock, Frame, Page};
use crate::payments::card::Mode;
use crate::payments::rules::State;
use crate::routes;
use crate::time::{self, Zone};
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::pager::pager;
use crate::words::{Arg, Words};

/// The month an instant lies in, in the zone.
pub fn month_of(ms: i64, zone: Zone) -> Span {
    let day = time::day_of(ms, zone);
    month(day.year(), day.month(), zone)
}

fn month(year: i16, number: i8, zone: Zone) -> Span {
    let (from, until) = time::month_bounds(year, number, zone).unwrap_or((0, 0));
    Span { from, until }
}

/// Reads `2026-11`; anything else is the month of `now`.
fn asked(text: &str, now: i64, zone: Zone) -> Span {
    let parts = text.split_once('-').and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?)));
    parts
        .filter(|(year, _)| (2020..=2200).contains(year))
        .and_then(|(year, number)| time::month_bounds(year, number, zone))
        .map_or_else(|| month_of(now, zone), |(from, until)| Span { from, until })
}

/// Why a tap did nothing: on the page, or beside the PIN of one payout.
#[derive(Clone, Debug, Default)]
pub enum Wrong {
    #[default]
    Nothing,
    Page(Message),
    Pin {
        payout: String,
        message: Message,
    },
}

/// The page of a month, `m` being `2026-11` or empty.
pub async fn money(b: &Backend, m: &str, page: i64, wrong: Wrong) -> Result<Page, AppError> {
    let shop = b.shop()?.clone();
    let counter = b.orders.counter(&shop).await?;
    let zone = counter.zone;
    let waiting = b.orders.waiting(&shop, &b.actor()?.account).await?;
    let span = asked(m, b.visit.now, zone);
    let book = b.payments.book(&shop, span, page).await?;
    let (w, owner, now) = (b.words(), b.actor()?.owns_shop, b.visit.now);
    // What lies with the operator is told as of now: beside another month's sum it would read as a part of it.
    let present = span == month_of(now, zone);
    let test = b.payments.card_mode() == Some(Mode::Test)
        && (book.mine.by_card.minor != 0 || (present && book.mine.owed.minor > 0));
    let taps = mine::taps(b, &book.payouts, owner);
    let title = w.t("payments-title");
    let frame = Frame::Studio { band: b.actor()?.band, back: None, heading: title.clone(), dock: Some(Dock::Money) };
    Ok(Page::new(title, frame, move || {
        let pages = pager(book.paging, &|page| format!("{}?month={}&page={page}", routes::STUDIO_MONEY, name_of(span, zone)), &w);
        let year = routes::studio_year(time::day_of(span.from, zone).year());
        view! {
            {match &wrong {
                Wrong::Page(message) => Some(view! { <div role="alert">{note(Tone::Madder, w.message(message))}</div> }),
                Wrong::Nothing | Wrong::Pin { .. } => None,
            }}
            {mine::month(&book.mine, &spoken(span, zone, &w), &w)}
            {test.then(|| note(Tone::Turmeric, w.t("payments-mine-test")))}
            {present.then(|| mine::with_operator(&book.mine, &counter.operator.name, &w))}
            {mine::payouts(&book.payouts, taps, &wrong, zone, &w)}
            {correction_pages::mine(&book.corrections, zone, &w)}
            {(!book.owed.is_empty()).then(|| owed(&book.owed, zone, &w))}
            {movements(&book.movements, zone, &w)}
            {pages}
            {months(span, zone, now, &w)}
            <p class="part"><a class="btn line wide" href=year><Icon name=Ico::List/>{w.t("payments-year-link")}</a></p>
            {owner.then(|| view! {
                <p class="after"><a class="btn line wide" href=routes::STUDIO_MONEY_SETTINGS><Icon name=Ico::Gear/>{w.t("payments-settings")}</a></p>
            })}
        }
    })
    .waiting(waiting.count))
}

fn name_of(span: Span, zone: Zone) -> String {
    let day = time::day_of(span.from, zone);
    format!("{:04}-{:02}", day.year(), day.month())
}

fn spoken(span: Span, zone: Zone, w: &Words) -> String {
    let day = time::day_of(span.from, zone);
    format!("{} {}", w.month(i64::from(day.month())), day.year())
}

/// What is to be handed back, whatever the month.
fn owed(owed: &[Movement], zone: Zone, w: &Words) -> impl IntoView + use<> {
    let sum = owed.iter().fold(Money::rupiah(0), |sum, one| sum.checked_add(one.amount).unwrap_or(sum));
    let rows = owed.iter().map(|one| row(one, zone, w)).collect_view();
    view! {
        <section class="part" aria-labelledby="owed">
            <h2 id="owed">{w.t("payments-owed-title")}</h2>
            <p class="purse owed num">{w.money(sum)}</p>
            <ul class="book">{rows}</ul>
        </section>
    }
}

fn movements(movements: &[Movement], zone: Zone, w: &Words) -> impl IntoView + use<> {
    if movements.is_empty() {
        return view! {
            <section class="blank part">
                <Drawing name=Draw::Purse/>
                <h2 class="name">{w.t("payments-none")}</h2>
                <p class="soft">{w.t("payments-none-text")}</p>
            </section>
        }
        .into_any();
    }
    let rows = movements.iter().map(|one| row(one, zone, w)).collect_view();
    view! {
        <section class="part" aria-labelledby="book">
            <h2 id="book" class="lift">{w.t("payments-book")}</h2>
            <ul class="book">{rows}</ul>
        </section>
    }
    .into_any()
}

/// One movement: what, how, how much, when.
fn row(one: &Movement, zone: Zone, w: &Words) -> impl IntoView + use<> {
    let method = w.t(one.method.key());
    // Beside what was paid: some of it may be back already.
    let said = |some: Money, all_key: &str, some_key: &str| {
        if some == one.amount { w.t(all_key) } else { w.with(some_key, &[("amount", w.money(some).into())]) }
    };
    let state = match one.state {
        State::ToReturn if one.by_hand.minor > 0 => {
            Some(("state mind", said(one.by_hand, "payments-state-to-return", "payments-state-to-return-some")))
        }
        State::Paid | State::ToReturn if one.at_bank => Some(("state wait", w.t("payments-state-bank"))),
        State::ToReturn => {
            Some(("state wait", said(one.goes_back, "payments-state-going-back", "payments-state-going-back-some")))
        }
        State::Returned => Some(("state gone", w.t("payments-state-returned"))),
        _ if one.refunded.minor > 0 => {
            Some(("soft", w.with("payments-state-part", &[("amount", w.money(one.refunded).into())])))
        }
        _ => None,
    };
    let (href, about, amount) = (routes::studio_order(&one.order_code), one.about.clone(), w.money(one.amount));
    let lang = one.about_language.code();
    let when = format!("{method}, {}", w.moment(one.at, zone));
    view! {
        <li>
            <a href=href lang=lang>{about}</a>
            <span class="price">{amount}</span>
            <span class="soft">{when}{state.map(|(class, text)| view! { <br/><span class=class>{text}</span> })}</span>
        </li>
    }
}

/// The months beside this one; none after the present.
fn months(span: Span, zone: Zone, now: i64, w: &Words) -> impl IntoView + use<> {
    let before = month_of(span.from - 1, zone);
    let after = month_of(span.until, zone);
    let link = |span: Span, rel: &'static str| {
        let href = format!("{}?month={}", routes::STUDIO_MONEY, name_of(span, zone));
        view! { <a class="btn line" rel=rel href=href>{spoken(span, zone, w)}</a> }
    };
    let later = (after.from <= now).then(|| link(after, "next"));
    let here = w.with("payments-month", &[("month", Arg::from(spoken(span, zone, w)))]);
    view! {
        <nav class="pager" aria-label=w.t("payments-months")>
            {link(before, "prev")}
            <span class="soft">{here}</span>
            {later}
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR_MS;

    /// 24 November 2026, 10.00 WITA.
    const NOW: i64 = 1_795_485_600_000;

    #[test]
    fn a_month_is_read_from_the_address_or_is_the_present_one() {
        let november = month_of(NOW, Zone::Wita);
        assert_eq!(asked("2026-11", 0, Zone::Wita), november);
        for odd in ["", "2026", "2026-13", "x-y", "1-1", "99999-1"] {
            assert_eq!(asked(odd, NOW, Zone::Wita), november, "{odd}");
        }
        assert_eq!(name_of(november, Zone::Wita), "2026-11");
    }

    #[test]
    fn a_month_ends_at_midnight_of_the_region() {
        let november = month_of(NOW, Zone::Wita);
        assert_eq!(month_of(november.until - 1, Zone::Wita), november);
        assert_ne!(month_of(november.until, Zone::Wita), november);
        assert_eq!(november.from % (24 * HOUR_MS), 16 * HOUR_MS);
    }
}
