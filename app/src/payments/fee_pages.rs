//! `/admin/regencies/{id}/fees`: what selling costs in a regency, with an example beside the form.

use leptos::prelude::*;

use super::cut;
use super::fee_form::percent_text;
use super::ledger::fees::{CostBy, Rules};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::RegionId;
use crate::money::Money;
use crate::page::{Frame, Page};
use crate::routes;
use crate::ui::field::{Text, select, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::{Arg, Words};

/// The price of the example.
const EXAMPLE: Money = Money::rupiah(450_000);

/// The form; `saved` after it was.
pub async fn fees(b: &Backend, id: &RegionId, mut typed: Typed, saved: bool) -> Result<Page, AppError> {
    let sheet = b.regions.regency_sheet(id).await?;
    let (rules, version) = b.payments.rules_of(id).await?;
    for (field, value) in [
        ("fee", percent_text(rules.fee_bp)),
        ("fee_fixed", (rules.fee_fixed / 100).to_string()),
        ("card", percent_text(rules.card_bp)),
        ("card_fixed", (rules.card_fixed / 100).to_string()),
        ("card_by", rules.card_by.as_str().to_owned()),
    ] {
        typed.default_to(field, value);
    }
    // After a conflict the form carries the newest state's version with what was typed.
    typed.set("version", version.to_string());
    let (w, name) = (b.words(), sheet.regency.name.clone());
    let (back, action) = (routes::admin_regency(id.as_str()), routes::admin_fees(id.as_str()));
    Ok(Page::new(b.t("payments-fees-title"), Frame::Admin { tab: "regencies" }, move || {
        view! {
            <p><a class="btn quiet" href=back><Icon name=Ico::Back/>{name}</a></p>
            <h1 class="name big">{w.t("payments-fees-title")}</h1>
            {saved.then(|| view! { <div role="status">{note(Tone::Leaf, w.t("payments-fees-saved"))}</div> })}
            <p class="soft">{w.t("payments-fees-lead")}</p>
            <form class="stack part page narrow" method="post" action=action>
                {form_notice(&typed, &w)}
                <input type="hidden" name="version" value=typed.get("version").to_owned()/>
                {fields(&typed, &w)}
                <button class="btn main">{w.t("payments-fees-save")}</button>
            </form>
            <section class="part page narrow" aria-labelledby="example">
                <h2 id="example">{w.t("payments-fees-example")}</h2>
                {cut::slip(&rules, EXAMPLE, true, &w)}
            </section>
        }
    }))
}

fn fields(typed: &Typed, w: &Words) -> impl IntoView + use<> {
    let number = |name, label, hint| Text { mode: "decimal", max: 9, hint, ..Text::new(name, label) };
    let by = [CostBy::Shop, CostBy::Region].map(|by| {
        let key = match by {
            CostBy::Shop => "payments-fees-by-shop",
            CostBy::Region => "payments-fees-by-region",
        };
        (by.as_str().to_owned(), w.t(key))
    });
    view! {
        {text_field(number("fee", "payments-fees-fee", "payments-fees-fee-hint"), typed, w)}
        {text_field(number("fee_fixed", "payments-fees-fixed", "payments-fees-fixed-hint"), typed, w)}
        {text_field(number("card", "payments-fees-card", "payments-fees-card-hint"), typed, w)}
        {text_field(number("card_fixed", "payments-fees-card-fixed", "payments-fees-card-fixed-hint"), typed, w)}
        {select("card_by", "payments-fees-by", by.to_vec(), typed, w)}
    }
}

/// The rules in one sentence, for the office and the artisan.
pub fn sentence(rules: &Rules, w: &Words) -> String {
    if rules.is_free() {
        return w.t("payments-fees-none");
    }
    let fee = w.with("payments-fees-said", &parts(rules.fee_bp, rules.fee_fixed, w));
    if rules.card_by == CostBy::Region || (rules.card_bp == 0 && rules.card_fixed == 0) {
        return fee;
    }
    format!("{fee} {}", w.with("payments-fees-said-card", &parts(rules.card_bp, rules.card_fixed, w)))
}

/// A percentage, a fixed amount, and which of them there are.
fn parts(percent: i64, fixed: i64, w: &Words) -> [(&'static str, Arg); 3] {
    let of = match (percent, fixed) {
        (0, 0) => "nothing",
        (_, 0) => "percent",
        (0, _) => "fixed",
        _ => "both",
    };
    let amount = w.money(Money { minor: fixed, ..EXAMPLE });
    [("of", of.into()), ("percent", percent_text(percent).into()), ("fixed", amount.into())]
}
