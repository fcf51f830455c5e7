//! Money that goes back in two ways, some of which is back already: each way has its own sum.

use app::notifications::rules::still_true;

use super::*;

/// A cancelled part whose deposit was paid in cash and the rest by card: Rp35.000 and Rp100.000 are back, and the card did
/// not take Rp15.000.
fn both(name: &str, minor: i64) -> Facts {
    let mut facts = facts(name, minor, (State::Cancelled, Pay::ToReturn, Method::Card), true);
    let (sheet, _) = &mut facts.parts[0];
    let rp = |rupiah: i64| Money::rupiah(rupiah);
    sheet.payment.refusals = 0;
    sheet.deposit = Some(Payment {
        method: Method::Cash,
        purpose: Purpose::Deposit,
        returned: rp(35_000),
        ..sheet.payment.clone()
    });
    (sheet.payment.returned, sheet.payment.failed) = (rp(100_000), rp(15_000));
    facts
}

#[test]
fn each_way_in_which_money_goes_back_has_its_own_sum() {
    let words = Words::new(Lang::En, Arc::new(Fluent));
    let mut facts = both("Ina", 45_000_000);
    let said = letter(Event::Cancelled, &facts, &words).text;
    let all =
        "Rp335.000 goes back to your card by itself. Most banks show it within ten days. Ina has Rp430.000 from you";
    assert!(said.contains(all), "{said}");
    let said = letter(Event::ShopCancelled, &facts, &words).text;
    let all = "Rp335.000 goes back to the guest’s card by itself. Hand Rp430.000 back to the guest";
    assert!(said.contains(all), "{said}");
    let (sheet, shop) = facts.parts[0].clone();
    let said = chat(&sheet, &shop, NOW, &words);
    assert!(
        said.contains("Rp335.000 goes back to your card by itself") && said.contains("I give Rp430.000 back"),
        "{said}"
    );
    // While a bank asks, what the card did not take is nobody's to hand over.
    facts.parts[0].0.payment.disputed = true;
    let said = letter(Event::ShopCancelled, &facts, &words).text;
    assert!(said.contains("Hand Rp415.000 back"), "{said}");
}

#[test]
fn a_letter_about_both_ways_is_short_enough() {
    for lang in Lang::ALL {
        let words = Words::new(lang, Arc::new(Fluent));
        for (event, name) in Event::ALL.into_iter().flat_map(|event| names().map(|name| (event, name))) {
            // The most that a card carries.
            let mut facts = both(&name, 999_999_999_999);
            if !still_true(event, &facts.parts[0].0, NOW) {
                continue;
            }
            facts.stop = (event.side() == Side::Shop).then(|| "https://house.example/account".to_owned());
            let said = letter(event, &facts, &words).text;
            is_well_made(&said, &format!("{event:?} {lang:?}"));
            assert!(said.chars().count() <= LONGEST, "{event:?} {lang:?}: {} {said}", said.chars().count());
        }
    }
}
