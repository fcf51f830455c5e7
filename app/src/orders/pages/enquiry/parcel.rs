//! The parcel on the scale, asked where a price for sending is named: its weight, and its size where that may count.
//! "Count" shows the same form again with the prices; it sends nothing to anybody and keeps all that was typed.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::ids::RegionId;
use crate::orders::pages::abroad;
use crate::orders::rules::How;
use crate::orders::shipping::measured::{self, SIDES};
use crate::orders::shipping::share::offers_together;
use crate::orders::shipping::{Offer, Parcel, SendZone, offers};
use crate::orders::{Sharer, Sheet};
use crate::ui::field::{Text, error_line, text_field};
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// Why there is no share: somebody's pieces were not weighed, and what was ordered keeps the weight it had then.
pub const NO_SHARE: &str = "orders-answer-no-share";

/// What the regency's table asks for an enquiry.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The services, cheapest first, or why there are none.
    pub offers: Result<Vec<Offer>, &'static str>,
    /// Shops of the village that send in one parcel with this one: then the pieces' weight counts, for all alike.
    pub others: Vec<String>,
    /// All who share the parcel, this shop among them, where it is shared.
    pub sharers: Vec<Sharer>,
    /// Of the parcel, the table and the others in the parcel the prices are for.
    pub mark: String,
}

/// The services for an enquiry by the parcel that was typed, at her share where shops of the village send together;
/// None for what is not sent. A wrong parcel has its words at its fields, and no offers.
pub async fn count(b: &Backend, sheet: &Sheet, regency: &str, typed: &mut Typed) -> Result<Option<Counted>, AppError> {
    let Some(enquiry) = &sheet.enquiry else { return Ok(None) };
    let zone = enquiry.to.as_ref().and_then(|to| SendZone::parse(&to.zone));
    let (Some(zone), How::Send) = (zone, sheet.how) else { return Ok(None) };
    let table = b.orders.sending_table(&RegionId(regency.to_owned())).await?;
    let sharers = if enquiry.shared { b.orders.sharers(sheet).await? } else { Vec::new() };
    let pieces = Parcel::of(sheet.lines.iter().map(|line| (line.quantity, line.weight_g)));
    let now = b.visit.now;
    let mine = sharers.iter().position(|one| one.number == sheet.number).filter(|_| sharers.len() > 1);
    let own = if mine.is_some() { pieces } else { measured::read(typed, pieces) };
    let found = match mine {
        Some(mine) => {
            let parcels: Vec<Parcel> = sharers.iter().map(|one| one.parcel).collect();
            offers_together(&table, zone, &parcels, mine, now)
        }
        None if measured_wrong(typed) => Vec::new(),
        None => offers(&table, zone, own, now),
    };
    let mut mark = measured::mark(own, table.version);
    if mine.is_some() {
        // A share hangs on who else is in the parcel and on what theirs weighs.
        let each = sharers.iter().map(|one| format!("{}:{}", one.number, one.parcel.weight_g.unwrap_or(0)));
        mark = each.fold(mark, |mark, one| format!("{mark} {one}"));
    }
    let unweighed = sharers.iter().any(|one| one.parcel.weight_g.is_none());
    let others = others(&sharers, sheet);
    let why = if mine.is_none() && own.weight_g.is_none() {
        "orders-parcel-weigh"
    } else if mine.is_some() && unweighed {
        NO_SHARE
    } else {
        abroad::why_none(&table, zone, own, now)
    };
    let offers = if found.is_empty() { Err(why) } else { Ok(found) };
    Ok(Some(Counted { offers, others, sharers, mark }))
}

/// The shops that share it with this one.
pub fn others(sharers: &[Sharer], sheet: &Sheet) -> Vec<String> {
    sharers.iter().filter(|one| one.number != sheet.number).map(|one| one.shop.clone()).collect()
}

/// True when something of the parcel has to be typed again.
pub fn measured_wrong(typed: &Typed) -> bool {
    std::iter::once("weight").chain(SIDES).any(|field| typed.error(field).is_some())
}

/// The fields, and the button that counts.
pub fn fields(typed: &Typed, action: &str, w: &Words) -> AnyView {
    let number = |name, label, hint| Text { mode: "numeric", max: 12, hint, ..Text::new(name, label) };
    let sides = SIDES
        .into_iter()
        .zip(["orders-parcel-length", "orders-parcel-width", "orders-parcel-height"])
        .map(|(name, label)| side(name, label, typed, w))
        .collect_view();
    let wrong = SIDES.map(|name| error_line(name, typed, w)).into_iter().collect_view();
    let action = action.to_owned();
    view! {
        <fieldset class="field stack">
            <legend class="mid">{w.t("orders-parcel-title")}</legend>
            {text_field(number("weight", "orders-parcel-weight", "orders-parcel-weight-hint"), typed, w)}
            <p class="hint" id="size-hint">{w.t("orders-parcel-size-hint")}</p>
            <div class="sides" role="group" aria-label=w.t("orders-parcel-size") aria-describedby="size-hint">{sides}</div>
            {wrong}
            <button class="btn line wide" formaction=action formmethod="get" formnovalidate=true><Icon name=Ico::Parcel/>{w.t("orders-parcel-count")}</button>
        </fieldset>
    }
    .into_any()
}

fn side(name: &'static str, label: &'static str, typed: &Typed, w: &Words) -> AnyView {
    let wrong = typed.error(name).is_some();
    view! {
        <div class=if wrong { "field bad" } else { "field" }>
            <label for=name>{w.t(label)}</label>
            <input class="input" type="text" inputmode="numeric" autocomplete="off" maxlength="6" id=name name=name
                value=typed.get(name).to_owned() autofocus=wrong aria-invalid=wrong.then_some("true")
                aria-describedby=wrong.then(|| format!("{name}-err"))/>
        </div>
    }
    .into_any()
}
