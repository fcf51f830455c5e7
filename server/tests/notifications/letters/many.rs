//! The same for every kind of order, and for one at many shops.

use super::*;

/// What is told of a whole order.
const OF_ORDERS: [Event; 6] =
    [Event::Placed, Event::Paid, Event::Lapsed, Event::Unanswered, Event::EnquiryLapsed, Event::OfferLapsed];

/// A part of an order that was asked about, or is ready made, or was never agreed.
fn other_kinds(name: &str, minor: i64, standing: (State, Pay, Method)) -> Vec<Sheet> {
    let made = sheet(name, minor, standing);
    let mut unagreed = made.clone();
    unagreed.accepted_at = None;
    let mut unanswered = unagreed.clone();
    if let Some(enquiry) = &mut unanswered.enquiry {
        enquiry.answer = None;
    }
    let plain = Sheet { enquiry: None, ..made.clone() };
    let sent = Sheet { how: How::Send, ..plain.clone() };
    vec![made, unagreed, unanswered, plain, sent]
}

#[test]
fn a_letter_about_many_shops_and_about_every_kind_is_well_made_and_short_enough() {
    for lang in Lang::ALL {
        let words = Words::new(lang, Arc::new(Fluent));
        for (event, name) in Event::ALL.into_iter().flat_map(|event| names().map(|name| (event, name))) {
            for standing in standings() {
                let mut facts = facts(&name, i64::MAX / 100, standing, true);
                facts.stop = (event.side() == Side::Shop).then(|| "https://house.example/account".to_owned());
                let kinds = other_kinds(&name, i64::MAX / 100, standing);
                let alone = kinds.iter().map(|kind| vec![kind.clone()]);
                let many = kinds.iter().filter(|_| OF_ORDERS.contains(&event)).map(|kind| vec![kind.clone(); 9]);
                for parts in alone.chain(many) {
                    facts.parts = parts.into_iter().map(|sheet| (sheet, counter(&name))).collect();
                    let told = letter(event, &facts, &words);
                    let what = format!("{event:?} {lang:?} {standing:?}");
                    is_well_made(&told.text, &what);
                    assert!(
                        told.text.chars().count() <= LONGEST,
                        "{what}: {} {}",
                        told.text.chars().count(),
                        told.text
                    );
                }
            }
        }
    }
}
