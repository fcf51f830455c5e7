//! One batch: its file or its slips, that it has left, and each payout with what became of it.

use leptos::prelude::*;

use super::{room, tried_out};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::BatchId;
use crate::page::Page;
use crate::payments::pages::mine::{reason, tail};
use crate::payments::payouts::{BatchSheet, By, PayoutLine, may_come_back};
use crate::payments::rules::payout::{REASONS, State};
use crate::regions::Regency;
use crate::routes;
use crate::ui::field::{key_field, select};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::sure::{sure, sure_with};
use crate::words::Words;

/// `/office/{slug}/payouts/{id}`
pub async fn batch(b: &Backend, id: &BatchId, typed: Typed) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let sheet = b.payments.batch(&regency.id, id).await?;
    let keys = [b.key(&format!("payout-sent:{id}")), b.key(&format!("payout-undo:{id}"))];
    let back: Vec<String> = sheet.payouts.iter().map(|one| b.key(&format!("payout-returned:{}", one.id))).collect();
    let (w, test) = (b.words(), tried_out(b));
    let title = b.with("payments-payout-title", &[("date", w.moment(sheet.made_at, regency.zone).into())]);
    Ok(Page::new(title.clone(), frame, move || {
        let here = routes::office_payout(&regency.slug, sheet.id.as_str());
        let sum = sheet.payouts.iter().fold(0, |sum, one| sum + one.amount.minor);
        let sum = crate::money::Money { minor: sum, ..crate::money::Money::rupiah(0) };
        let by = match sheet.by {
            By::Bank => "payments-transfer-choice",
            By::Cash => "payments-cash-choice",
        };
        let lead = format!("{}, {}", w.t(by), w.money(sum));
        let rows = sheet
            .payouts
            .iter()
            .zip(back)
            .map(|(one, key)| line(one, sheet.by, key, (&here, &typed), &regency, &w))
            .collect_view();
        view! {
            <p><a class="btn quiet" href=routes::office_payouts(&regency.slug)><Icon name=Ico::Back/>{w.t("payments-payouts-title")}</a></p>
            <h1 class="name big">{title}</h1>
            <p class="lead">{lead}</p>
            {test}
            {form_notice(&typed, &w)}
            {steps(&sheet, keys, &here, &w)}
            <ul class="needs">{rows}</ul>
        }
    }))
}

/// The file or the slips, and the batch's own two buttons while it is here.
fn steps(sheet: &BatchSheet, [sent, undo]: [String; 2], here: &str, w: &Words) -> AnyView {
    let paper = match sheet.by {
        By::Bank => {
            view! { <a class="btn line" href=format!("{here}/bank.csv")><Icon name=Ico::Down/>{w.t("payments-payout-file")}</a> }
                .into_any()
        }
        By::Cash => {
            view! { <a class="btn line" href=format!("{here}/slips")><Icon name=Ico::List/>{w.t("payments-payout-slips")}</a> }
                .into_any()
        }
    };
    let open = sheet.sent_at.is_none() && sheet.undone_at.is_none();
    let short = sheet.payouts.iter().any(|one| one.short.minor > 0);
    let buttons = open.then(|| {
        let text = w.t(match sheet.by {
            By::Bank => "payments-payout-undo-sure",
            By::Cash => "payments-payout-undo-sure-cash",
        });
        view! {
            {leaves(short, sent, format!("{here}/sent"), w)}
            {sure(w.t("payments-payout-undo"), "btn line no", text, format!("{here}/undo"), Some(undo), w)}
        }
    });
    // Nobody fetches a file of money that is to stay.
    let paper = (sheet.undone_at.is_none() && !short).then_some(paper);
    let how = short.then(|| note(Tone::Madder, w.t("payments-payout-short-how")));
    view! { {how} <div class="acts after">{paper}{buttons}</div> }.into_any()
}

/// "It has left"; where some of it is to go back only for what had left before that was known.
fn leaves(short: bool, key: String, action: String, w: &Words) -> AnyView {
    if short {
        let text = w.t("payments-payout-before-sure");
        let field = view! { <input type="hidden" name="before" value="1"/> }.into_any();
        let label = w.t("payments-payout-before");
        return sure_with(label, "btn line", text, action, (Some(key), Some(field)), w);
    }
    view! {
        <form method="post" action=action>
            {key_field(key)}
            <button class="btn main"><Icon name=Ico::Check/>{w.t("payments-payout-send")}</button>
        </form>
    }
    .into_any()
}

fn line(one: &PayoutLine, by: By, key: String, (here, typed): (&str, &Typed), regency: &Regency, w: &Words) -> AnyView {
    let (class, word) = match (one.state, one.missing_at) {
        (State::Sent, Some(_)) => ("state mind", "payments-payout-says-missing"),
        (State::Sent, None) => ("state wait", "payments-payout-sent"),
        (State::Received, _) => ("state here", "payments-payout-received"),
        (State::Returned, _) => ("state gone", "payments-payout-returned"),
        (State::Undone, _) => ("state gone", "payments-payout-undone"),
        _ => ("state wait", "payments-payout-made"),
    };
    let at = [one.returned_at, one.received_at, one.missing_at, one.sent_at].into_iter().flatten().next();
    let when = w.date(at.unwrap_or(one.made_at), regency.zone);
    let account =
        one.bank.as_ref().map(|bank| format!("{} \u{2026}{}, {}, ", bank.bank, tail(&bank.number), bank.holder));
    let why = (one.state == State::Returned).then(|| format!(", {}", w.t(reason(&one.reason))));
    let returned = may_come_back(by, one.state).then(|| back(one, by, key, (here, typed), w));
    let short = (one.short.minor > 0).then(|| {
        let text = w.with("payments-payout-short-line", &[("amount", w.money(one.short).into())]);
        view! { <br/><span class="state mind">{text}</span> }
    });
    view! {
        <li>
            <span class="pair"><b>{one.shop_name.clone()}</b><span class="num">{w.money(one.amount)}</span></span>
            <span><span class=class>{w.t(word)}</span>" "<span class="soft">{when}</span><br/><span class="soft small">{account}<span class="num">{one.code.clone()}</span>{why}</span>{short}</span>
            {returned}
        </li>
    }
    .into_any()
}

/// "It came back", with the reason.
fn back(one: &PayoutLine, by: By, key: String, (here, typed): (&str, &Typed), w: &Words) -> AnyView {
    // Nothing is chosen for her, and of cash no bank says anything.
    let unsaid = (String::new(), w.t("payments-payout-why-none"));
    let fits = |why: &&str| by == By::Bank || !matches!(*why, "account" | "name");
    let options = REASONS.into_iter().filter(fits).map(|why| (why.to_owned(), w.t(reason(why))));
    let options = std::iter::once(unsaid).chain(options).collect();
    let id = one.id.0.clone();
    let field = view! {
        <input type="hidden" name="payout" value=id/>
        {select("reason", "payments-payout-why", options, typed, w)}
    };
    let of = [("amount", w.money(one.amount).into()), ("shop", (&one.shop_name).into())];
    let text = w.with("payments-payout-back-sure", &of);
    sure_with(
        w.t("payments-payout-back"),
        "btn line",
        text,
        format!("{here}/returned"),
        (Some(key), Some(field.into_any())),
        w,
    )
}
