//! Cash slips: one for each shop of a batch, to be cut apart. The code is the one the artisan sees on her phone.

use leptos::prelude::*;

use super::PayoutLine;
use crate::backend::Backend;
use crate::error::AppError;
use crate::ids::BatchId;
use crate::page::{Frame, Page};
use crate::payments::rules::payout::State;
use crate::regions::Regency;
use crate::routes;
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// `/office/{slug}/payouts/{id}/slips`
pub async fn slips(b: &Backend, id: &BatchId) -> Result<Page, AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let sheet = b.payments.batch(&regency.id, id).await?;
    let w = b.words();
    let heading = b.t("payments-slips-title");
    let back = routes::office_payout(&regency.slug, id.as_str());
    let frame = Frame::Sheet { band: 0, back, heading: heading.clone() };
    Ok(Page::new(heading, frame, move || {
        let open = |one: &&PayoutLine| matches!(one.state, State::Batched | State::Sent);
        let slips = sheet.payouts.iter().filter(open).map(|one| slip(one, &regency, &w)).collect_view();
        view! {
            <div class="page screen stack">{note(Tone::Plain, w.t("payments-slips-how"))}</div>
            <div class="page">{slips}</div>
        }
    }))
}

fn slip(one: &PayoutLine, regency: &Regency, w: &Words) -> AnyView {
    let from = if regency.operator.name.is_empty() { regency.name.clone() } else { regency.operator.name.clone() };
    let rows = [
        ("payments-slips-from", from),
        ("payments-slips-to", one.shop_name.clone()),
        ("payments-slips-amount", w.money(one.amount)),
        ("payments-slips-date", w.date(one.made_at, regency.zone)),
    ];
    let rows = rows.map(|(key, text)| view! { <div><dt>{w.t(key)}</dt><dd>{text}</dd></div> }).collect_view();
    view! {
        <section class="cash">
            <p class="name big num">{one.code.clone()}</p>
            <dl class="slip">{rows}</dl>
            <p class="sign">{w.t("payments-slips-sign")}</p>
        </section>
    }
    .into_any()
}
