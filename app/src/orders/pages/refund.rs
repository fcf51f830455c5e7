//! `/studio/orders/{code}/refund`: gives money back, for pieces or besides them. First what and why, then once more
//! with what it comes to, for the buyer and for her own money.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::money::{Money, format_rupiah};
use crate::orders::Line;
use crate::orders::refund::{Asked, Desk, LONGEST_WORDS, may};
use crate::page::{Frame, Page};
use crate::payments::method::Method;
use crate::payments::refunds::{Change, change, split};
use crate::payments::rules::refund::REASONS;
use crate::routes;
use crate::ui::field::{Text, error_line, key_field, text_area};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// The form. `Conflict` when nothing can be given back.
pub async fn refund(b: &Backend, code: &str, typed: Typed) -> Result<Page, AppError> {
    let shop = b.shop()?.clone();
    let desk = b.orders.refund_desk(&shop, code).await?;
    if !may(&desk.sheet) {
        return Err(AppError::conflict("orders-no-other"));
    }
    let (w, back) = (b.words(), routes::studio_order(&desk.sheet.code));
    let title = w.t("orders-refund-title");
    let action = format!("{back}/refund");
    let cancel = desk.is_in_hand().then(|| format!("{back}/cancel"));
    let frame = Frame::Studio { band: b.actor()?.band, back: Some(back), heading: title.clone(), dock: None };
    Ok(Page::new(title, frame, move || {
        let lines = desk
            .sheet
            .lines
            .iter()
            .zip(&desk.restock)
            .filter(|(line, _)| line.refunded < line.quantity)
            .map(|(line, can)| piece(line, *can, &typed, &w))
            .collect_view();
        let left = w.with("orders-refund-left", &[("amount", w.money(desk.left()).into())]);
        view! {
            <form class="ask" method="post" action=action>
                {form_notice(&typed, &w)}
                <p>{left}</p>
                {lines}
                {more(&typed, &w)}
                {reasons(&typed, &w)}
                {text_area(Text { max: LONGEST_WORDS, ..Text::new("text", "orders-refund-words") }, 2, &typed, &w)}
                {cancel.map(|href| view! { <p><a class="btn quiet" href=href>{w.t("orders-refund-all")}</a></p> })}
                <div class="bar one"><button class="btn main wide">{w.t("orders-refund-next")}</button></div>
            </form>
        }
    }))
}

/// How many of a line, and whether they are on the shelf again.
fn piece(line: &Line, restock: bool, typed: &Typed, w: &Words) -> AnyView {
    let (field, shelf) = (format!("q-{}", line.code), format!("shelf-{}", line.code));
    let (wrong, most) = (typed.error(&field).is_some(), line.quantity - line.refunded);
    let (name, described) = (line.name.clone(), wrong.then(|| format!("{field}-err")));
    let count = match most {
        1 => tick(&field, line.unit, typed, w),
        _ => number(&field, (most, line.unit), (wrong, described), typed, w),
    };
    let again = restock.then(|| {
        let checked = typed.get(&shelf) == "1";
        let text = w.t("orders-refund-shelf");
        view! { <label class="tick after"><input type="checkbox" name=shelf value="1" checked=checked/><span>{text}</span></label> }
    });
    view! {
        <fieldset class=if wrong { "field bad" } else { "field" }>
            <legend><span class="name" lang=line.lang.code()>{name}</span></legend>
            {count}
            {again}
            {error_line(&field, typed, w)}
        </fieldset>
    }
    .into_any()
}

/// The only one of its line.
fn tick(field: &str, unit: Money, typed: &Typed, w: &Words) -> AnyView {
    let (name, checked) = (field.to_owned(), typed.get(field) == "1");
    let text = w.with("orders-refund-one", &[("unit", w.money(unit).into())]);
    view! { <label class="tick"><input type="checkbox" name=name value="1" checked=checked/><span>{text}</span></label> }
        .into_any()
}

fn number(
    field: &str,
    (most, unit): (i64, Money),
    (wrong, described): (bool, Option<String>),
    typed: &Typed,
    w: &Words,
) -> AnyView {
    let label = w.with("orders-refund-count", &[("most", most.into()), ("unit", w.money(unit).into())]);
    let (id, value) = (field.to_owned(), typed.or(field, "0"));
    view! {
        <label for=id.clone()>{label}</label>
        <input class="input short" type="number" inputmode="numeric" id=id.clone() name=id min="0" max=most.to_string()
            value=value aria-invalid=wrong.then_some("true") aria-describedby=described/>
    }
    .into_any()
}

/// What is given besides the pieces.
fn more(typed: &Typed, w: &Words) -> AnyView {
    let wrong = typed.error("more").is_some();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for="more">{w.t("orders-refund-more")}</label>
            <p class="hint soft small" id="more-hint">{w.t("orders-refund-more-hint")}</p>
            <div class="rp">
                <span>"Rp"</span>
                <input type="text" id="more" name="more" inputmode="decimal" autocomplete="off" maxlength="40"
                    value=typed.get("more").to_owned() aria-invalid=wrong.then_some("true")
                    aria-describedby=if wrong { "more-err" } else { "more-hint" }/>
            </div>
            {error_line("more", typed, w)}
        </div>
    }
    .into_any()
}

fn reasons(typed: &Typed, w: &Words) -> AnyView {
    let ticks = REASONS
        .into_iter()
        .map(|reason| {
            let checked = typed.chose("reason", reason);
            let text = reason_word(reason, w);
            view! { <label class="tick"><input type="radio" name="reason" value=reason checked=checked required/><span>{text}</span></label> }
        })
        .collect_view();
    view! {
        <fieldset class=if typed.error("reason").is_some() { "field bad" } else { "field" }>
            <legend>{w.t("orders-refund-why")}</legend>
            {ticks}
            {error_line("reason", typed, w)}
        </fieldset>
    }
    .into_any()
}

fn reason_word(reason: &str, w: &Words) -> String {
    match reason {
        "flaw" => w.t("orders-refund-why-flaw"),
        "missing" => w.t("orders-refund-why-missing"),
        "sending" => w.t("orders-refund-why-sending"),
        "changed" => w.t("orders-refund-why-changed"),
        _ => w.t("orders-refund-why-other"),
    }
}

/// The page that asks once more: what goes back, and what it changes for her.
pub async fn sure(b: &Backend, desk: Desk, asked: Asked) -> Result<Page, AppError> {
    let parts = split(asked.amount(), &desk.paid).ok_or_else(|| AppError::conflict("payments-back-too-much"))?;
    let too_much = |_| AppError::conflict("payments-back-too-much");
    let changed = change(&parts).map_err(too_much)?;
    // Only what came by card lies with the operator.
    let (by_card, by_hand): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(one, _)| one.method == Method::Card);
    let (of_cards, by_hand) = (change(&by_card).map_err(too_much)?, change(&by_hand).map_err(too_much)?.back);
    let there = if by_card.is_empty() { 0 } else { b.payments.balance(b.shop()?).await?.minor.max(0) };
    let gone = Money { minor: of_cards.less().minor - there, ..changed.back };
    let (w, back) = (b.words(), routes::studio_order(&desk.sheet.code));
    let title = w.t("orders-refund-sure-title");
    let key = b.key(&bits::form_name("refund", &desk.sheet));
    let frame = Frame::Studio {
        band: b.actor()?.band,
        back: Some(format!("{back}/refund")),
        heading: title.clone(),
        dock: None,
    };
    Ok(Page::new(title, frame, move || {
        let amount = w.money(asked.amount());
        let how = way_back(of_cards.back, by_hand, &w);
        let all = asked.amount() == desk.left();
        view! {
            <form class="stack opened" method="post" action=format!("{back}/refund/confirm")>
                <p>{w.t("orders-refund-sure-text")}</p>
                <p class="purse owed num">{amount.clone()}</p>
                <ul class="plain">{what(&desk, &asked, &w)}</ul>
                {note(Tone::Turmeric, how)}
                {all.then(|| note(Tone::Plain, w.t("orders-refund-sure-all")))}
                <section class="stack" aria-labelledby="mine">
                    <h2 id="mine">{w.t("payments-mine-title")}</h2>
                    {mine(&changed, &w)}
                    {(gone.minor > 0).then(|| paid_out(gone, &w))}
                </section>
                {key_field(key)}
                {hidden(&desk, &asked)}
                <p class="soft small">{w.t("orders-for-good")}</p>
                <div class="bar one"><button class="btn main wide">{w.with("orders-refund-do", &[("amount", amount.into())])}</button></div>
            </form>
        }
    }))
}

/// How it gets to the guest; a deposit may have come in another way than the rest.
fn way_back(by_card: Money, by_hand: Money, w: &Words) -> String {
    let of = |key: &str, amount: Money| w.with(key, &[("amount", w.money(amount).into())]);
    match (by_card.minor > 0, by_hand.minor > 0) {
        (true, true) => {
            format!("{} {}", of("orders-refund-by-card-some", by_card), of("orders-refund-by-hand-some", by_hand))
        }
        (true, false) => w.t("orders-refund-by-card"),
        (false, _) => w.t("orders-refund-by-hand"),
    }
}

/// The pieces and what is given besides them, each in a line.
fn what(desk: &Desk, asked: &Asked, w: &Words) -> AnyView {
    let pieces = asked
        .lines
        .iter()
        .filter_map(|line| {
            let of = desk.sheet.lines.iter().find(|one| one.product == line.product)?;
            let again = (line.restocked > 0)
                .then(|| view! { <br/><span class="soft">{w.t("orders-refund-shelf-done")}</span> });
            let name = bits::counted(line.quantity, &of.name, of.lang);
            Some(view! { <li><span>{name}", "{w.money(line.amount)}{again}</span></li> })
        })
        .collect_view();
    let more = (asked.more.minor > 0).then(|| {
        let text = w.with("orders-refund-more-line", &[("amount", w.money(asked.more).into())]);
        view! { <li><span>{text}</span></li> }
    });
    view! { {pieces} {more} }.into_any()
}

/// The rule of the books in words: fee and card cost go back in proportion.
fn mine(changed: &Change, w: &Words) -> AnyView {
    let rows = [
        ("orders-refund-mine-gives", changed.back, true),
        ("orders-refund-mine-costs", changed.costs, changed.costs.minor > 0),
        ("orders-refund-mine-less", changed.less(), changed.costs.minor > 0),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, _, shown)| *shown)
        .map(|(key, amount, _)| view! { <div><dt>{w.t(key)}</dt><dd class="num">{w.money(amount)}</dd></div> })
        .collect_view();
    let rule = (changed.costs.minor > 0).then(|| view! { <p class="soft small">{w.t("orders-refund-rule")}</p> });
    view! { <dl class="slip">{rows}</dl> {rule} }.into_any()
}

/// Some of it is not with the operator any more: she pays it with her next money.
fn paid_out(gone: Money, w: &Words) -> impl IntoView + use<> {
    note(Tone::Turmeric, w.with("orders-refund-paid-out", &[("amount", w.money(gone).into())]))
}

/// What was asked for, to be sent once more; the amounts are computed anew.
fn hidden(desk: &Desk, asked: &Asked) -> AnyView {
    let field = |name: String, value: String| view! { <input type="hidden" name=name value=value/> };
    let lines = asked
        .lines
        .iter()
        .filter_map(|line| {
            let code = &desk.sheet.lines.iter().find(|one| one.product == line.product)?.code;
            let shelf = (line.restocked > 0).then(|| field(format!("shelf-{code}"), "1".to_owned()));
            Some(view! { {field(format!("q-{code}"), line.quantity.to_string())} {shelf} })
        })
        .collect_view();
    let more = (asked.more.minor > 0).then(|| field("more".to_owned(), format_rupiah(asked.more)));
    view! {
        {field("v".to_owned(), desk.sheet.version.to_string())}
        {lines}
        {more}
        {field("reason".to_owned(), asked.reason.clone())}
        {field("text".to_owned(), asked.text.clone())}
    }
    .into_any()
}
