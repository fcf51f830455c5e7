//! A change of where money goes that waits for its day: what it would be, from when, and the second yes.

use leptos::prelude::*;

use super::{pin, side};
use crate::form::Typed;
use crate::payments::settings::Waiting;
use crate::routes;
use crate::time::Zone;
use crate::ui::field::key_field;
use crate::ui::notice::{Tone, form_notice, note};
use crate::ui::sure::sure;
use crate::words::Words;

/// `typed` is what came back of the second yes.
pub fn waiting(
    waiting: &Waiting,
    [again, drop]: [String; 2],
    typed: &Typed,
    (now, zone): (i64, Zone),
    w: &Words,
) -> AnyView {
    let when = w.moment(waiting.holds_from, zone);
    let form = if now < waiting.holds_from {
        note(Tone::Turmeric, w.with("payments-settings-waits-until", &[("when", when.into())])).into_any()
    } else {
        view! {
            <form class="stack" method="post" action=format!("{}/again", routes::STUDIO_MONEY_SETTINGS)>
                {form_notice(typed, w)}
                {key_field(again)}
                {pin(typed, w)}
                <button class="btn main wide">{w.t("payments-settings-again")}</button>
            </form>
        }
        .into_any()
    };
    let action = format!("{}/drop", routes::STUDIO_MONEY_SETTINGS);
    let text = w.t("payments-settings-drop-sure");
    view! {
        <section class="stack part" aria-labelledby="waits">
            <h2 id="waits">{w.t("payments-settings-waits")}</h2>
            <div class="versus"><section class="new">{side(&waiting.proposal, w)}</section></div>
            {form}
            {sure(w.t("payments-settings-drop"), "btn line no", text, action, Some(drop), w)}
        </section>
    }
    .into_any()
}
