//! The day a letter names is the one that was promised.

use std::sync::Arc;

use app::notifications::Event;
use app::notifications::letter::letter;
use app::orders::rules::State;
use app::payments::method::Method;
use app::payments::rules::State as Pay;
use app::time::{self, Zone};
use app::words::{Lang, Words};
use server::locale::Fluent;

use super::facts;

#[test]
fn a_letter_names_the_promised_day_and_not_the_one_after_it() {
    let words = Words::new(Lang::En, Arc::new(Fluent));
    for zone in Zone::ALL {
        let mut facts = facts("Ina", 45_000_000, (State::Accepted, Pay::Open, Method::Qris), true);
        let (sheet, shop) = &mut facts.parts[0];
        shop.zone = zone;
        // A day is kept as its end, which is the next midnight there.
        let friday = time::date("2026-11-27").unwrap();
        let answer = sheet.enquiry.as_mut().unwrap().answer.as_mut().unwrap();
        answer.promised_at = Some(time::at(friday, 1_440, zone));
        for event in [Event::Answered, Event::Agreed] {
            let told = letter(event, &facts, &words).text;
            assert!(told.contains("27 November 2026") && !told.contains("28 November"), "{zone:?}: {told}");
        }
    }
}
