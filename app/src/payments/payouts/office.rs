//! The office's payouts: what is owed to whom and since when, and one batch on its way. Money owed is bookkeeping
//! of the operator, so single shops are named; buyers are not.

mod batch;

use leptos::prelude::*;

pub use batch::batch;

use super::{BatchLine, By, OwedLine, OwedList};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::payments::card::Mode;
use crate::payments::fee_pages::sentence;
use crate::payments::pages::mine::tail;
use crate::regions::{Regency, full_name};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{error_line, key_field};
use crate::ui::narrow::narrow;
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::pager::pager;
use crate::words::Words;

async fn room(b: &Backend) -> Result<(Regency, Frame), AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let name = full_name(&regency.name, &b.visit.words);
    let frame = Frame::Office { regency: name, slug: regency.slug.clone(), tab: "payouts" };
    Ok((regency, frame))
}

/// Said beside every amount while cards run with a test key: nobody pays out what nobody has paid.
fn tried_out(b: &Backend) -> Option<AnyView> {
    let test = b.payments.card_mode() == Some(Mode::Test);
    test.then(|| note(Tone::Turmeric, b.t("payments-payouts-test")).into_any())
}

/// `/office/{slug}/payouts`, with the pages of its two lists.
pub async fn list(b: &Backend, typed: Typed, (page, batch_page): (i64, i64)) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let owed = b.payments.owed(&regency.id, page).await?;
    let (batches, batch_paging) = b.payments.batches(&regency.id, batch_page).await?;
    let (rules, _) = b.payments.rules_of(&regency.id).await?;
    let (w, key) = (b.words(), b.key("payouts"));
    let test = tried_out(b);
    Ok(Page::new(b.t("payments-payouts-title"), frame, move || {
        let here = routes::office_payouts(&regency.slug);
        let (of_owed, of_batches) = (here.clone(), here.clone());
        let owed_pages = pager(owed.paging, &move |page| format!("{of_owed}?page={page}"), &w);
        let batch_pages = pager(batch_paging, &move |page| format!("{of_batches}?batches={page}"), &w);
        let lead = w.with("payments-payouts-lead", &[("sum", w.money(owed.sum).into()), ("count", owed.shops.into())]);
        view! {
            <h1 class="name big">{w.t("payments-payouts-title")}</h1>
            <p class="lead">{lead}</p>
            {test}
            {who(&owed, &regency, &typed, key, &w)}
            {owed_pages}
            {made(&batches, &regency, &w)}
            {batch_pages}
            <section class="part">
                <h2>{w.t("payments-fees-title")}</h2>
                <p class="soft">{sentence(&rules, &w)}</p>
            </section>
        }
    }))
}

fn who(owed: &OwedList, regency: &Regency, typed: &Typed, key: String, w: &Words) -> AnyView {
    if owed.lines.is_empty() {
        return view! { <div class="blank part"><Drawing name=Draw::Purse/><p class="soft">{w.t("payments-payouts-none")}</p></div> }
            .into_any();
    }
    let (chosen, by_bank) = (typed.has("way"), ways(&owed.lines).contains(&By::Bank));
    let rows = owed
        .lines
        .iter()
        .map(|line| {
            // The first button is the bank's while some can be paid by it: those without an account wait for the other.
            let usual = line.bank.is_some() || !by_bank;
            owed_row(line, if chosen { typed.chose("shop", line.shop.as_str()) } else { usual }, regency, w)
        })
        .collect_view();
    view! {
        <form class="stack part" method="post" action=routes::office_payouts(&regency.slug)>
            {form_notice(typed, w)}
            {key_field(key)}
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{w.t("payments-payouts-shop")}</th>
                        <th scope="col" class="wide-only">{w.t("payments-payouts-since")}</th>
                        <th scope="col" class="wide-only">{w.t("payments-payouts-account")}</th>
                        <th scope="col" class="r">{w.t("payments-payouts-owed")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {error_line("shop", typed, w)}
            {buttons(owed, w)}
        </form>
    }
    .into_any()
}

/// Only what can be done with a line that stands here; where nothing can, why.
fn buttons(owed: &OwedList, w: &Words) -> AnyView {
    let can = ways(&owed.lines);
    let waits = owed.lines.iter().any(|line| line.waits.minor > 0);
    let why = waits.then(|| view! { <p class="soft small">{w.t("payments-payouts-waits-why")}</p> });
    let told = match (can.is_empty(), owed.sum.minor > 0) {
        (true, true) if waits => None,
        (true, true) => Some("payments-payouts-elsewhere"),
        (true, false) => Some("payments-payouts-all-owe"),
        (false, _) if !can.contains(&By::Bank) => Some("payments-payouts-no-accounts"),
        _ => None,
    };
    let told = told.map(|key| note(Tone::Plain, w.t(key)));
    let buttons = can
        .into_iter()
        .enumerate()
        .map(|(at, by)| {
            let key = match by {
                By::Bank => "payments-payouts-bank",
                By::Cash => "payments-payouts-cash",
            };
            let class = if at == 0 { "btn main" } else { "btn line" };
            view! { <button class=class name="way" value=by.as_str()>{w.t(key)}</button> }
        })
        .collect::<Vec<_>>();
    let buttons = (!buttons.is_empty()).then(|| view! { <div class="acts stay">{buttons}</div> });
    view! { {why} {told} {buttons} }.into_any()
}

/// How some of these lines can be paid: not at all where every shop owes, by a file for the bank only where one has an
/// account.
fn ways(lines: &[OwedLine]) -> Vec<By> {
    let payable = || lines.iter().filter(|line| line.payable() > 0);
    let bank = payable().any(|line| line.bank.is_some());
    let cash = payable().next().is_some();
    [(By::Bank, bank), (By::Cash, cash)].into_iter().filter(|(_, can)| *can).map(|(by, _)| by).collect()
}

fn owed_row(line: &OwedLine, ticked: bool, regency: &Regency, w: &Words) -> AnyView {
    let since = w.date(line.since, regency.zone);
    let account = match &line.bank {
        Some(bank) => w.with("payments-way-bank", &[("bank", (&bank.bank).into()), ("end", tail(&bank.number).into())]),
        None => w.t("payments-payouts-no-account"),
    };
    let name = format!("{}, {}", line.name, line.village);
    // A shop that owes is only told of: its next money pays.
    let choice = if line.payable() > 0 {
        let id = line.shop.0.clone();
        view! { <label class="tick"><input type="checkbox" name="shop" value=id checked=ticked/><span>{name}</span></label> }
            .into_any()
    } else if line.amount.minor > 0 {
        name.into_any()
    } else {
        view! { {name}" "<span class="state mind">{w.t("payments-payouts-owes")}</span> }.into_any()
    };
    let waits = (line.waits.minor > 0).then(|| {
        let text = w.with("payments-payouts-waits", &[("amount", w.money(line.waits).into())]);
        view! { <div class="soft small">{text}</div> }
    });
    view! {
        <tr>
            <th scope="row">{choice}{narrow(&[since.clone(), account.clone()])}{waits}</th>
            <td class="wide-only">{since}</td>
            <td class="wide-only">{account}</td>
            <td class="r num">{w.money(line.amount)}</td>
        </tr>
    }
    .into_any()
}

fn made(batches: &[BatchLine], regency: &Regency, w: &Words) -> Option<AnyView> {
    if batches.is_empty() {
        return None;
    }
    let rows = batches.iter().map(|line| batch_row(line, regency, w)).collect_view();
    Some(
        view! {
            <section class="part" aria-labelledby="batches">
                <h2 id="batches">{w.t("payments-payouts-batches")}</h2>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{w.t("payments-payouts-when")}</th>
                            <th scope="col" class="wide-only">{w.t("payments-payouts-state")}</th>
                            <th scope="col" class="r wide-only">{w.t("payments-payouts-shops")}</th>
                            <th scope="col" class="r">{w.t("payments-payouts-sum")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn batch_row(line: &BatchLine, regency: &Regency, w: &Words) -> AnyView {
    let href = routes::office_payout(&regency.slug, line.id.as_str());
    let by = way(line.by, w);
    let shops = w.number(line.shops);
    let (class, state) = match (line.undone_at, line.sent_at, line.missing, line.waiting) {
        (Some(_), ..) => ("state gone", w.t("payments-payout-undone")),
        (None, None, ..) => ("state wait", w.t("payments-payout-made")),
        (_, _, 1.., _) => ("state mind", w.with("payments-payout-missing", &[("count", line.missing.into())])),
        (_, _, _, 1..) => ("state wait", w.with("payments-payout-waiting", &[("count", line.waiting.into())])),
        _ => ("state here", w.t("payments-payout-done")),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=href>{w.moment(line.made_at, regency.zone)}</a>
                <span class="soft small">" "{by}</span>
                {narrow(&[format!("{} {shops}", w.t("payments-payouts-shops"))])}
                <span class="narrow-only"><span class=class>{state.clone()}</span></span>
            </th>
            <td class="wide-only"><span class=class>{state}</span></td>
            <td class="r wide-only">{shops.clone()}</td>
            <td class="r num">{w.money(line.sum)}</td>
        </tr>
    }
    .into_any()
}

fn way(by: By, w: &Words) -> String {
    w.t(match by {
        By::Bank => "payments-transfer",
        By::Cash => "payments-cash",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ShopId;
    use crate::money::Money;
    use crate::payments::BankAccount;

    fn line(rupiah: i64, bank: bool) -> OwedLine {
        let account = || BankAccount { bank: "BRI".into(), number: "1234".into(), holder: "Wa Ode".into() };
        OwedLine {
            shop: ShopId("shop".into()),
            name: String::new(),
            village: String::new(),
            amount: Money::rupiah(rupiah),
            waits: Money::rupiah(0),
            since: 0,
            bank: bank.then(account),
        }
    }

    #[test]
    fn a_button_is_there_only_when_it_can_pay_somebody() {
        assert_eq!(ways(&[]), []);
        assert_eq!(ways(&[line(-5, true)]), [], "who owes is paid nothing");
        assert_eq!(ways(&[line(5, false), line(-5, true)]), [By::Cash]);
        assert_eq!(ways(&[line(5, true), line(5, false)]), [By::Bank, By::Cash]);
        let waits = OwedLine { waits: Money::rupiah(5), ..line(5, true) };
        assert_eq!(ways(&[waits]), [], "it may have to go back");
    }
}
