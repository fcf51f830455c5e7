//! What goes back of an order, as lists: on the artisan's page, on the buyer's, and on the receipt.

use leptos::prelude::*;

use super::{bits, missed};
use crate::backend::Backend;
use crate::error::AppError;
use crate::ids::ShopOrderId;
use crate::money::Money;
use crate::orders::{Counter, Sheet};
use crate::payments::Payment;
use crate::payments::method::Method;
use crate::payments::refunds::Refund;
use crate::payments::rules::State as Pay;
use crate::payments::rules::Who;
use crate::payments::rules::refund::{Move, State, find};
use crate::routes;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::words::{Arg, Lang, Words};

/// What goes back of an order's parts; asked for only where something does.
pub async fn of(b: &Backend, parts: &[&Sheet]) -> Result<Vec<Refund>, AppError> {
    match parts.iter().find(|part| part.promised_back().minor > 0) {
        Some(part) => b.payments.refunds(&part.id).await,
        None => Ok(Vec::new()),
    }
}

fn own<'a>(all: &'a [Refund], part: &ShopOrderId) -> impl Iterator<Item = &'a Refund> {
    let part = part.clone();
    all.iter().filter(move |one| one.part == part)
}

/// What the buyer is told of all money of a part that goes back: how much is still to come, and from whom; or that it
/// came.
pub fn told(sheet: &Sheet, shop: &Counter, w: &Words) -> String {
    let (back, name) = (sheet.goes_back(), Arg::from(&shop.owner));
    let amount = |amount: Money| ("amount", Arg::from(w.money(amount)));
    let to_card = (back.by_card.minor > 0).then(|| w.with("orders-told-card-back", &[amount(back.by_card)]));
    let hers = [("orders-told-card-failed", back.refused), ("orders-told-to-return", back.by_hand)];
    let hers = hers
        .into_iter()
        .filter(|(_, some)| some.minor > 0)
        .map(|(key, some)| w.with(key, &[amount(some), ("name", name.clone())]));
    let comes: Vec<String> = to_card.into_iter().chain(hers).collect();
    if !comes.is_empty() {
        return comes.join(" ");
    }
    let by_hand = sheet.came_by_hand();
    let by_card = Money { minor: sheet.came_back().minor - by_hand.minor, ..by_hand };
    let to_card = (by_card.minor > 0).then(|| w.with("orders-told-card-returned", &[amount(by_card)]));
    let hers = (by_hand.minor > 0).then(|| w.with("orders-told-returned", &[("name", name)]));
    to_card.into_iter().chain(hers).collect::<Vec<_>>().join(" ")
}

/// True where a refund has a button of its own: some of what was paid stays. Otherwise one button is for all of it.
fn has_own_button(sheet: &Sheet, one: &Refund) -> bool {
    let stays = |payment: &Payment| payment.id == one.payment && payment.state == Pay::Paid;
    sheet.payment.state == Pay::Paid || sheet.payments().any(stays)
}

/// Why, in the reader's words, with hers after it; `to_buyer` names whom the buyer agreed with.
fn why(one: &Refund, lang: Lang, to_buyer: Option<&Counter>, w: &Words) -> AnyView {
    let word = match one.reason.as_str() {
        "flaw" => w.t("orders-refund-why-flaw"),
        "missing" => w.t("orders-refund-why-missing"),
        "sending" => w.t("orders-refund-why-sending"),
        "changed" => match to_buyer {
            Some(shop) => w.with("orders-refund-why-changed-with", &[("name", (&shop.owner).into())]),
            None => w.t("orders-refund-why-changed"),
        },
        "dispute" if to_buyer.is_some() => w.t("orders-refund-why-your-bank"),
        "ended" => w.t("orders-refund-why-ended"),
        "dispute" => w.t("orders-refund-why-dispute"),
        // She always writes why; the operator who sends it back at the payment service does not.
        "other" if one.text.is_empty() => w.t("orders-refund-why-elsewhere"),
        _ => String::new(),
    };
    let between = (!word.is_empty() && !one.text.is_empty()).then_some(". ");
    view! { <b>{word}{between}<span lang=lang.code()>{one.text.clone()}</span></b> }.into_any()
}

/// Which payment it is of, where an order was paid in two.
fn of_which(sheet: &Sheet, one: &Refund, w: &Words) -> Option<AnyView> {
    let deposit = sheet.deposit.as_ref()?;
    let key = if one.payment == deposit.id { "orders-refund-of-deposit" } else { "orders-refund-of-rest" };
    Some(view! { <br/><span class="soft">{w.t(key)}</span> }.into_any())
}

/// The artisan's list, with what is hers to do.
pub fn studio(b: &Backend, sheet: &Sheet, all: &[Refund], shop: &Counter) -> Option<AnyView> {
    let rows: Vec<AnyView> = own(all, &sheet.part).map(|one| studio_row(b, sheet, one, shop)).collect();
    if rows.is_empty() {
        return None;
    }
    let w = b.words();
    let kept = (sheet.kept().minor > 0).then(|| {
        let text = w.with("orders-refund-kept", &[("amount", w.money(sheet.kept()).into())]);
        view! { <p>{text}</p> }
    });
    Some(
        view! {
            <section class="stack" aria-labelledby="back">
                <h2 id="back">{w.t("orders-refund-list")}</h2>
                <ul class="book">{rows}</ul>
                {kept}
            </section>
        }
        .into_any(),
    )
}

fn studio_row(b: &Backend, sheet: &Sheet, one: &Refund, shop: &Counter) -> AnyView {
    let (w, now) = (b.words(), b.visit.now);
    let (chip, key) = match one.state {
        State::Owed => ("state mind", "orders-refund-mine-owed"),
        State::Sent => ("state wait", "orders-refund-mine-sent"),
        State::HandedBack if one.is_missed() => ("state mind", "orders-refund-mine-missed"),
        State::HandedBack => ("state here", "orders-refund-mine-back"),
        State::Seen => ("state paid", "orders-refund-mine-seen"),
        State::Failed => ("state mind", "orders-refund-mine-failed"),
    };
    let when = bits::moment(&w, one.back_at.unwrap_or(one.made_at), shop.zone, now);
    // All that is to be returned is handed back by the one button of the bar.
    let by_hand = find(Who::Artisan, Move::HandBack, Some(one.state), one.method).is_some()
        && (has_own_button(sheet, one) || one.method == Method::Card)
        && !sheet.standing().disputed;
    let button = by_hand.then(|| {
        let action = format!("{}/handed-back", routes::studio_order(&sheet.code));
        let field = view! { <input type="hidden" name="refund" value=one.id.0.clone()/> };
        let text = w.t("orders-do-returned");
        let key = b.key(&form(sheet, "handed-back", one.id.as_str()));
        view! {
            <form class="after" method="post" action=action>
                {crate::ui::field::key_field(key)}
                {field}
                <button class="btn main wide"><Icon name=Ico::Undo/>{text}</button>
            </form>
        }
    });
    // While a bank asks for the same money nobody hands it over.
    let failed = (one.state == State::Failed && !sheet.standing().disputed)
        .then(|| note(Tone::Madder, w.t("orders-refund-failed-text")));
    view! {
        <li>
            <span>{why(one, shop.lang, None, &w)}{of_which(sheet, one, &w)}</span>
            <span class="price">{w.money(one.amount)}</span>
            <span class="soft"><span class=chip>{w.t(key)}</span><br/>{when}</span>
            {failed}
            {missed::studio(sheet, one, &w)}
            {button}
        </li>
    }
    .into_any()
}

/// The key's name of a form about one refund.
pub fn form(sheet: &Sheet, act: &str, refund: &str) -> String {
    format!("{}:{refund}", bits::form_name(act, sheet))
}

/// The buyer's list, with "the money came back" for each that was handed back.
pub fn buyer(b: &Backend, sheet: &Sheet, all: &[Refund], shop: &Counter) -> Option<AnyView> {
    // Where the head of the page tells of all the money, the one line here would only say it again.
    let told = |one: &Refund| one.reason == "ended" && one.state != State::Failed && sheet.payment.state != Pay::Paid;
    let rows: Vec<AnyView> = match own(all, &sheet.part).collect::<Vec<_>>()[..] {
        [one] if told(one) => return None,
        ref several => several.iter().map(|one| buyer_row(b, sheet, one, shop)).collect(),
    };
    if rows.is_empty() {
        return None;
    }
    let (id, w) = (bits::id("back", sheet), b.words());
    Some(
        view! {
            <section class="screen stack" aria-labelledby=bits::named_by("back", sheet)>
                <h2 id=id>{w.t("orders-refund-back-title")}</h2>
                <ul class="book">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn buyer_row(b: &Backend, sheet: &Sheet, one: &Refund, shop: &Counter) -> AnyView {
    let w = b.words();
    let (chip, key) = match (one.state, one.method) {
        (State::Sent, _) => ("state wait", "orders-refund-back-sent"),
        (State::Failed, _) if sheet.standing().disputed => ("state wait", "orders-refund-back-bank"),
        (State::Failed, _) => ("state mind", "orders-refund-back-failed"),
        (State::Owed, _) => ("state mind", "orders-refund-back-owed"),
        (State::HandedBack, _) if one.is_missed() => ("state mind", "orders-refund-state-missed"),
        (State::HandedBack, Method::Card) if !one.by_hand => ("state paid", "orders-refund-back-card"),
        (State::HandedBack, _) => ("state wait", "orders-refund-back-handed"),
        (State::Seen, _) => ("state paid", "orders-refund-back-seen"),
    };
    let told = w.with(key, &[("name", (&shop.owner).into())]);
    let asks = find(Who::Buyer, Move::Confirm, Some(one.state), one.method).is_some();
    // Where more is on its way no button speaks of all of it yet.
    let own = has_own_button(sheet, one) || (one.is_open_question() && sheet.money_state() != Pay::Returned);
    let button = (asks && own).then(|| {
        let action = format!("{}/came-back", routes::order(b.lang(), &sheet.token));
        let key = b.key(&form(sheet, "came-back", one.id.as_str()));
        let text = w.t("orders-came-back");
        view! {
            <form class="after" method="post" action=action>
                {crate::ui::field::key_field(key)}
                {bits::part_field(sheet)}
                <input type="hidden" name="refund" value=one.id.0.clone()/>
                <button class="btn line wide"><Icon name=Ico::Check/>{text}</button>
            </form>
        }
    });
    view! {
        <li>
            <span>{why(one, shop.lang, Some(shop), &w)}{of_which(sheet, one, &w)}</span>
            <span class="price">{w.money(one.amount)}</span>
            <span class="soft"><span class=chip>{told}</span></span>
            {button}
        </li>
    }
    .into_any()
}

/// True where all of it goes back: then the receipt says so line by line.
pub const fn is_all(state: Pay) -> bool {
    matches!(state, Pay::ToReturn | Pay::Returned)
}

/// The lines of the receipt's sums: what went back, and what the buyer has paid after all.
pub fn sums(sheet: &Sheet, all: &[Refund], shop: &Counter, w: &Words) -> Option<AnyView> {
    let rows = own(all, &sheet.part)
        .map(|one| {
            let when = w.date(one.back_at.unwrap_or(one.made_at), shop.zone);
            let key = if one.state.is_back() { "orders-refund-sum-back" } else { "orders-refund-sum-comes-back" };
            let amount = Money { minor: -one.amount.minor, ..one.amount };
            let text = w.with(key, &[("when", when.into())]);
            view! { <p><span>{text}</span><span class="price">{w.money(amount)}</span></p> }.into_any()
        })
        .collect::<Vec<_>>();
    let key = match sheet.payment.state {
        Pay::Paid => Some("orders-refund-sum-after"),
        state if is_all(state) => Some("orders-refund-sum-end"),
        _ => None,
    };
    let kept =
        key.map(|key| view! { <p><span>{w.t(key)}</span><span class="price">{w.money(sheet.kept())}</span></p> });
    (!rows.is_empty()).then(|| view! { {rows} {kept} }.into_any())
}
