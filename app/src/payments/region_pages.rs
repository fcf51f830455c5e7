//! The administrator's form of how money goes in a regency; it stands on the regency's page.

use leptos::prelude::*;

use super::region::{CONTACT_LENGTH, NAME_LENGTH, RegionMoney, TICKS, TIMES};
use crate::form::Typed;
use crate::routes;
use crate::ui::field::{Text, text_field, tick};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::Words;

/// The form; `typed` is what was sent and refused, or empty.
pub fn form(regency: &str, money: &RegionMoney, cards: bool, typed: Option<&Typed>, w: &Words) -> AnyView {
    let mut own = Typed::default();
    for (name, on) in TICKS.into_iter().zip([money.cash, money.qris, money.transfer, money.card]) {
        if on {
            own.set(name, "yes");
        }
    }
    own.set("merchant_name", money.merchant.clone());
    own.set("merchant_contact", money.contact.clone());
    for ((name, ..), time) in TIMES.into_iter().zip(money.times) {
        own.set(name, time.to_string());
    }
    let typed = typed.unwrap_or(&own);
    let ways = [
        ("offers_cash", "payments-region-cash"),
        ("offers_qris", "payments-region-qris"),
        ("offers_transfer", "payments-region-transfer"),
    ];
    let ways = ways.into_iter().map(|(name, key)| tick(name, "yes", w.t(key), typed, w).into_any()).collect_view();
    let card = if cards {
        tick("offers_card", "yes", w.t("payments-region-card"), typed, w).into_any()
    } else {
        note(Tone::Turmeric, w.t("payments-region-no-keys")).into_any()
    };
    let name = Text {
        max: NAME_LENGTH,
        hint: "payments-region-merchant-hint",
        ..Text::new("merchant_name", "payments-region-merchant")
    };
    let contact = Text { max: CONTACT_LENGTH, ..Text::new("merchant_contact", "payments-region-contact") };
    let times = TIMES.into_iter().map(|(name, label, ..)| {
        text_field(Text { mode: "numeric", max: 4, ..Text::new(name, label) }, typed, w).into_any()
    });
    let times = times.collect_view();
    view! {
        <form class="stack part page narrow" id="money" method="post" action=routes::admin_regency_money(regency)>
            <h2>{w.t("payments-region-title")}</h2>
            <p class="soft">{w.t("payments-region-lead")}</p>
            {form_notice(typed, w)}
            <input type="hidden" name="money_version" value=money.version.to_string()/>
            {ways}
            {card}
            {text_field(name, typed, w)}
            {text_field(contact, typed, w)}
            <h3>{w.t("payments-region-times")}</h3>
            {times}
            <button class="btn main">{w.t("regions-admin-save")}</button>
        </form>
    }
    .into_any()
}
