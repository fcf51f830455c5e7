//! The artisan's answer on the buyer's page: what it comes to, when, what is paid now; and "I agree".

use leptos::prelude::*;

use super::super::checkout::fields::method_tiles;
use super::super::told;
use super::super::{abroad, bits};
use crate::backend::Backend;
use crate::form::Typed;
use crate::orders::asked::enquiry::methods;
use crate::orders::enquiry::Answer;
use crate::orders::rules::How;
use crate::orders::rules::plan::Act;
use crate::orders::{Counter, Sheet};
use crate::payments::Ways;
use crate::payments::rules::{State as Pay, Who};
use crate::routes;
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::words::Words;

/// The offer while the buyer is asked; nothing before and after.
pub fn offer(b: &Backend, sheet: &Sheet, shop: &Counter, ways: &Ways) -> Option<AnyView> {
    if !told::answered(sheet) || !sheet.standing().may(Who::Buyer, Act::Agree, b.visit.now) {
        return None;
    }
    let answer = sheet.enquiry.as_ref()?.answer.as_ref()?;
    let (total, deposit) = answer.terms(sheet.goods)?;
    let w = b.words();
    let first = deposit.unwrap_or(total);
    // Whoever agrees knows what may be asked for at the border.
    let there = sheet.enquiry.as_ref().and_then(|enquiry| enquiry.to.as_ref()).filter(|_| sheet.how == How::Send);
    let offered = methods(ways, first, sheet.how);
    let id = bits::id("offer", sheet);
    let agree = if offered.is_empty() {
        note(Tone::Madder, w.with("orders-no-way", &[("name", (&shop.owner).into())])).into_any()
    } else {
        let action = format!("{}/agree", routes::order(b.lang(), &sheet.token));
        let key = b.key(&bits::form_name("agree", sheet));
        let tiles = method_tiles("method", &offered, true, &Typed::default(), &w);
        let button = w.with("orders-agree", &[("amount", w.money(first).into())]);
        view! {
            <form class="form" method="post" action=action>
                {key_field(key)}
                {bits::part_field(sheet)}
                <input type="hidden" name="answer" value=answer.at.to_string()/>
                {tiles}
                <button class="btn main wide"><Icon name=Ico::Check/>{button}</button>
            </form>
        }
        .into_any()
    };
    Some(
        view! {
            <section class="screen stack" aria-labelledby=bits::named_by("offer", sheet)>
                <h2 id=id>{w.with("orders-offer", &[("name", (&shop.owner).into())])}</h2>
                {terms(sheet, shop, answer, &w, b.visit.now)}
                {there.map(|to| abroad::warnings(&to.country, &w))}
                {agree}
            </section>
        }
        .into_any(),
    )
}

/// True where the money came, whatever became of it.
const fn came(state: Pay) -> bool {
    matches!(state, Pay::Paid | Pay::ToReturn | Pay::Returned)
}

/// The sums, the day, her words.
pub fn terms(sheet: &Sheet, shop: &Counter, answer: &Answer, w: &Words, now: i64) -> Option<AnyView> {
    let (total, deposit) = answer.terms(sheet.goods)?;
    let sending = if answer.service.is_empty() {
        w.t(if sheet.how == How::Send { "orders-sending" } else { "orders-bringing" })
    } else {
        w.with("orders-sending-by", &[("service", (&answer.service).into())])
    };
    let line = |label: String, amount: String| view! { <p><span>{label}</span><span class="price">{amount}</span></p> };
    let sent = (answer.sending.minor > 0 || sheet.how.is_enquiry()).then(|| line(sending, w.money(answer.sending)));
    let all = sheet.deposit.is_some() && came(sheet.payment.state);
    let parts = deposit.map(|deposit| {
        let rest = total.checked_sub(deposit).map(|rest| w.money(rest)).unwrap_or_default();
        // Of an order that is over nothing is to be paid any more.
        let (here, open) = (sheet.deposit.is_some() || came(sheet.payment.state), sheet.state.is_open());
        let first = if here { "orders-offer-deposit-paid" } else { "orders-offer-deposit" };
        let then = match (all, open) {
            (true, _) => "orders-offer-rest-paid",
            (false, true) => "orders-offer-rest",
            (false, false) => "orders-offer-rest-none",
        };
        let first = (open || here).then(|| line(w.t(first), w.money(deposit)));
        let then = (open || here).then(|| line(w.t(then), rest));
        // What is to be paid next stands last.
        if here { (first, then) } else { (then, first) }
    });
    let lang = shop.lang.code();
    let said = (!answer.text.is_empty()).then(|| {
        let text = answer.text.clone();
        view! { <blockquote lang=lang><p class="said">{text}</p></blockquote> }
    });
    let goods = line(w.t("orders-goods"), w.money(sheet.goods));
    let sum = |shown: bool| shown.then(|| line(w.t("orders-offer-total"), w.money(total)));
    Some(
        view! {
            {said}
            <ul class="plain">{super::promised(sheet, shop, w, now)}</ul>
            <div class="sums">{goods}{sent}{sum(!all)}{parts}{sum(all)}</div>
        }
        .into_any(),
    )
}
