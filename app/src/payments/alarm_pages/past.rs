//! What an alarm is about, in a line; and the alarms that were settled, with who did it and what was said.

use leptos::prelude::*;

use crate::payments::alarms::{About, Kind, Past, Settled};
use crate::routes;
use crate::time::{DAY_MS, Zone};
use crate::words::{Arg, Words};

/// So long what ended by itself is told without a tap: nobody of the office was there when it did.
const TOLD_MS: i64 = 7 * DAY_MS;

/// Its order, whose shop, the figures, what else is known of it and when.
pub(super) fn facts(about: &About, known: Option<String>, when: String, slug: &str, w: &Words) -> AnyView {
    let order = about.order.as_ref().map(|code| {
        let href = format!("{}?code={code}", routes::office_orders(slug));
        let text = w.with("payments-alarm-order", &[("code", Arg::from(code))]);
        view! { <a class="tap num" href=href>{text}</a><br/> }
    });
    let figures = figures(about).into_iter().map(|(key, text)| w.with(key, &[("text", Arg::from(text))]));
    let texts: Vec<String> = shop(about, w).into_iter().chain(figures).chain(known).chain([when]).collect();
    view! { <br/><span class="soft small">{order}{texts.join(" · ")}</span> }.into_any()
}

fn shop(about: &About, w: &Words) -> Option<String> {
    let shop = Some(about.shop.clone()).filter(|shop| !shop.is_empty())?;
    Some(match about.shops - 1 {
        others @ 1.. => w.with("payments-alarm-shops", &[("shop", shop.into()), ("count", others.into())]),
        _ => shop,
    })
}

/// What should have been and what was, each with the key of its words.
fn figures(about: &About) -> Vec<(&'static str, &str)> {
    let (expected, came) = match about.kind {
        Kind::Dispute | Kind::DisputeTurned => ("payments-alarm-paid", "payments-alarm-asked"),
        Kind::DisputeLost => ("payments-alarm-of-shops", "payments-alarm-taken"),
        Kind::RefundFailed | Kind::RefundLate | Kind::NotBack => ("payments-alarm-back", "payments-alarm-came"),
        Kind::RefundedElsewhere | Kind::RefundUnclear => ("payments-alarm-ours", "payments-alarm-at-stripe"),
        Kind::PageRefused | Kind::PageLost => ("payments-alarm-expected", "payments-alarm-stripe-says"),
        Kind::Unreadable => ("payments-alarm-expected", "payments-alarm-message"),
        Kind::Mismatch | Kind::UnknownPage | Kind::PaidForNothing => ("payments-alarm-expected", "payments-alarm-came"),
    };
    // Of a refund Stripe tells an amount where it is another, and otherwise a word that says what the title says.
    let word = about.kind == Kind::RefundFailed && !about.came.contains(|one: char| one.is_ascii_digit());
    let told = if word { "" } else { about.came.as_str() };
    let both = [(expected, about.expected.as_str()), (came, told)];
    both.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What ended by itself in the last days, then all the others behind a tap.
pub(super) fn past(past: &[Past], slug: &str, now: i64, zone: Zone, w: &Words) -> AnyView {
    let told = |one: &&Past| matches!(one.by, Settled::House(_)) && now - one.at < TOLD_MS;
    let (fresh, older): (Vec<&Past>, Vec<&Past>) = past.iter().partition(told);
    let list = |lines: &[&Past]| {
        let lines = lines.iter().map(|one| line(one, slug, zone, w)).collect_view();
        view! { <ul class="needs">{lines}</ul> }
    };
    let fresh = (!fresh.is_empty()).then(|| {
        view! {
            <section class="part" aria-labelledby="ended">
                <h2 id="ended">{w.t("payments-alarms-ended")}</h2>
                {list(&fresh)}
            </section>
        }
    });
    let older = (!older.is_empty()).then(|| {
        view! {
            <details class="more part">
                <summary>{w.t("payments-alarms-past")}</summary>
                {list(&older)}
            </details>
        }
    });
    view! { {fresh} {older} }.into_any()
}

fn line(one: &Past, slug: &str, zone: Zone, w: &Words) -> AnyView {
    let (what, _) = one.about.kind.keys();
    let (said, by) = match &one.by {
        Settled::House(ended) => (w.t(ended.key()), w.t("payments-alarm-by-itself")),
        Settled::Officer { name, note } => (note.clone(), name.clone()),
    };
    let when = format!("{}, {by}", w.moment(one.at, zone));
    view! {
        <li>
            <span class="state gone">{w.t(what)}</span>
            <span>{said}{facts(&one.about, None, when, slug, w)}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_stripe_is_no_figure() {
        let about = |kind, came: &str| About {
            kind,
            order: None,
            shop: String::new(),
            shops: 0,
            expected: "Rp150.000".to_owned(),
            came: came.to_owned(),
        };
        assert_eq!(figures(&about(Kind::RefundFailed, "failed")), [("payments-alarm-back", "Rp150.000")]);
        assert_eq!(figures(&about(Kind::RefundFailed, "Rp140.000")).len(), 2);
        let asked = about(Kind::Dispute, "Rp150.000");
        assert_eq!(figures(&asked), [("payments-alarm-paid", "Rp150.000"), ("payments-alarm-asked", "Rp150.000")]);
    }
}
