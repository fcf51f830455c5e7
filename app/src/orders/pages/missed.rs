//! "It has not come": the buyer's word against the shop's, who says that the money was handed over.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::money::Money;
use crate::orders::{Counter, Sheet};
use crate::payments::refunds::Refund;
use crate::routes;
use crate::ui::notice::{Tone, note};
use crate::ui::sure::sure_with;
use crate::words::{Arg, Words};

fn sum<'a>(all: impl Iterator<Item = &'a Refund>) -> Money {
    Money { minor: all.map(|one| one.amount.minor).sum(), ..Money::rupiah(0) }
}

/// What was said, and until it was said the way to say it.
pub fn buyer(b: &Backend, sheet: &Sheet, all: &[Refund], shop: &Counter) -> Option<AnyView> {
    let w = b.words();
    let open = || all.iter().filter(|one| one.part == sheet.part && one.is_open_question());
    let args = |amount: Money| [("name", Arg::from(&shop.owner)), ("amount", w.money(amount).into())];
    let since = open().filter_map(|one| one.missed_at).max();
    let said = since.map(|at| {
        let amount = sum(open().filter(|one| one.missed_at.is_some()));
        let [name, amount] = args(amount);
        let when = ("when", w.moment(at, sheet.zone).into());
        note(Tone::Turmeric, w.with("orders-refund-missed-said", &[name, amount, when]))
    });
    // Only what this page shows is said: the shop may hand over more meanwhile.
    let unsaid: Vec<&Refund> = open().filter(|one| one.missed_at.is_none()).collect();
    let shown = unsaid.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(" ");
    let say = (!unsaid.is_empty()).then(|| {
        let fields = view! { {bits::part_field(sheet)} <input type="hidden" name="refunds" value=shown/> };
        sure_with(
            w.t("orders-refund-missed"),
            "btn no wide",
            w.with("orders-refund-missed-sure", &args(sum(unsaid.into_iter()))),
            format!("{}/not-back", routes::order(b.lang(), &sheet.token)),
            (Some(b.key(&bits::form_name("not-back", sheet))), Some(fields.into_any())),
            &w,
        )
    });
    (said.is_some() || say.is_some()).then(|| view! { {said} {say} }.into_any())
}

/// The same to the shop, of one refund: what to do now. While a bank asks for the money nobody hands anything over.
pub fn studio(sheet: &Sheet, one: &Refund, w: &Words) -> Option<AnyView> {
    let missed = one.is_missed() && !sheet.standing().disputed;
    let key = if sheet.contact.is_some() { "orders-refund-missed-text" } else { "orders-refund-missed-alone" };
    missed.then(|| note(Tone::Madder, w.t(key)).into_any())
}
