//! Every message in every language, with the worst that people can type: no gap left open, none given in vain, one line
//! of subject, short enough, nothing turned around.

mod back;
mod day;
mod many;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use app::ids::{OrderId, PaymentId, ProductId, ShopId, ShopOrderId};
use app::money::Money;
use app::notifications::letter::{chat, letter};
use app::notifications::{Event, Facts, LONGEST, Side};
use app::orders::enquiry::{Answer, Enquiry, Parcel};
use app::orders::rules::enquiry::State as Asked;
use app::orders::rules::holds::Times;
use app::orders::rules::{How, State};
use app::orders::{Channel, Counter, EndedBy, Line, Lines, Pickup, Sheet};
use app::payments::Payment;
use app::payments::method::{Method, Purpose};
use app::payments::rules::State as Pay;
use app::regions::Operator;
use app::time::{DAY_MS, Zone};
use app::words::{Arg, Lang, Translate, Words};
use server::locale::Fluent;

const NOW: i64 = 1_795_485_600_000;

/// The sentences, and what each was asked with.
struct Listening {
    fluent: Fluent,
    heard: Mutex<BTreeMap<String, BTreeSet<String>>>,
}

impl Translate for Listening {
    fn text(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
        let mut heard = self.heard.lock().unwrap();
        heard.entry(key.to_owned()).or_default().extend(args.iter().map(|(name, _)| (*name).to_owned()));
        self.fluent.text(lang, key, args)
    }
}

/// What somebody hostile, somebody long and somebody short calls things.
fn names() -> [String; 4] {
    [
        "Mia\r\nBcc: all@evil.example\u{202e}\u{2066}<script>alert(1)</script>".to_owned(),
        "Ω".repeat(300),
        String::new(),
        "Wa Ode \"Ina\" O'Contoh & Söhne".to_owned(),
    ]
}

fn counter(name: &str) -> Counter {
    Counter {
        id: ShopId("shop".into()),
        name: name.to_owned(),
        code: "7K3Q9XH".into(),
        band: 1,
        sends: true,
        delivers: true,
        village: name.to_owned(),
        lang: Lang::Id,
        owner: name.to_owned(),
        whatsapp: None,
        regency: "r".into(),
        regency_name: name.to_owned(),
        regency_slug: "wakatobi".into(),
        zone: Zone::Wita,
        times: Times::default(),
        operator: Operator::default(),
    }
}

fn line(name: &str, minor: i64) -> Line {
    Line {
        product: ProductId("p".into()),
        code: "7K3Q9XH".into(),
        quantity: 999_999,
        unit: Money { minor, ..Money::rupiah(0) },
        name: name.to_owned(),
        lang: Lang::Id,
        size_note: String::new(),
        weight_g: None,
        facts: Vec::new(),
        makers: Vec::new(),
        photo: None,
        refunded: 0,
        restocked: 0,
    }
}

fn sheet(name: &str, minor: i64, (state, pay, method): (State, Pay, Method)) -> Sheet {
    let amount = Money { minor, ..Money::rupiah(0) };
    let late = !state.is_open();
    Sheet {
        id: OrderId("o".into()),
        part: ShopOrderId("s".into()),
        number: 1,
        token: "TOKEN".into(),
        code: "H4M2-R7".into(),
        shop: ShopId("shop".into()),
        channel: Channel::Web,
        zone: Zone::Wita,
        after_pickup_ms: DAY_MS,
        answer_ms: DAY_MS,
        lang: Lang::En,
        buyer_name: name.to_owned(),
        contact: None,
        how: How::Keep,
        state,
        version: 1,
        held_until: Some(NOW + DAY_MS),
        pickup: Some(Pickup { place: name.to_owned(), find: name.to_owned(), from: NOW, until: NOW + DAY_MS }),
        goods: amount,
        sending: amount,
        total: amount,
        lines: Lines { first: line(name, minor), more: vec![line(name, minor); 29] },
        payment: Payment {
            id: PaymentId("y".into()),
            method,
            purpose: Purpose::Whole,
            amount,
            state: pay,
            qris_payload: None,
            qris_plain: None,
            qris_name: None,
            bank: None,
            returned: Money::rupiah(0),
            refunded: Money::rupiah(0),
            failed: Money::rupiah(0),
            handed: Money::rupiah(0),
            missed: Money::rupiah(0),
            disputed: false,
            taken: false,
            proof: None,
            refusals: i64::from(state == State::Cancelled),
            claimed_at: None,
            paid_at: None,
            return_due_at: None,
            returned_at: None,
            return_seen_at: None,
        },
        deposit: None,
        unasked: None,
        enquiry: Some(Enquiry {
            state: if state == State::Asked { Asked::Answered } else { Asked::Agreed },
            made: true,
            wish: name.to_owned(),
            leaving_at: None,
            to: None,
            shared: false,
            asked_at: NOW,
            answer: Some(Answer {
                sending: amount,
                service: name.to_owned(),
                promised_at: Some(NOW + DAY_MS),
                deposit_percent: 50,
                text: name.to_owned(),
                at: NOW,
            }),
        }),
        parcel: Some(Parcel {
            id: "parcel".into(),
            service: name.to_owned(),
            tracking: name.to_owned(),
            picture: None,
            sent_at: NOW,
        }),
        placed_at: NOW - DAY_MS,
        accepted_at: (state != State::Declined).then_some(NOW - DAY_MS),
        ready_at: None,
        sent_at: None,
        handed_at: None,
        ended_at: late.then_some(NOW - 1000),
        ended_by: late.then_some(EndedBy::Shop),
        reason: "other".into(),
        reason_text: name.to_owned(),
        late_claim_at: None,
        charged: false,
        at_bank: false,
    }
}

/// Every standing of an order and its money that letters look at.
fn standings() -> Vec<(State, Pay, Method)> {
    let states = State::ALL.into_iter().flat_map(|state| Pay::ALL.map(|pay| (state, pay)));
    states.flat_map(|(state, pay)| Method::ALL.map(|method| (state, pay, method))).collect()
}

fn facts(name: &str, minor: i64, standing: (State, Pay, Method), about_an_order: bool) -> Facts {
    let part = (sheet(name, minor, standing), counter(name));
    Facts {
        parts: if about_an_order { vec![part] } else { Vec::new() },
        shop: counter(name),
        link: format!("https://a-rather-long-name-of-a-house.example/id/o/{}", "A".repeat(60)),
        stop: None,
        amount: None,
        now: NOW,
    }
}

fn is_well_made(text: &str, what: &str) {
    assert!(!text.contains("notifications-") && !text.contains("orders-"), "a sentence is missing, {what}: {text}");
    assert!(!text.contains("{$") && !text.contains("{ $"), "a gap is open, {what}: {text}");
    let turned = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\r');
    assert!(!text.contains(turned), "{what}: {text}");
}

/// The gaps of a language's sentences.
fn gaps(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for room in ["notifications", "orders"] {
        let file = format!("{}/locales/{lang}/{room}.ftl", env!("CARGO_MANIFEST_DIR"));
        let mut key = String::new();
        for line in std::fs::read_to_string(file).unwrap().lines() {
            if let (Some((name, _)), false) = (line.split_once(" = "), line.starts_with([' ', '#'])) {
                key = name.to_owned();
            }
            let found =
                line.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect());
            all.entry(key.clone()).or_default().extend(found);
        }
    }
    all
}

#[test]
fn every_message_is_well_made_in_every_language_whatever_people_are_called() {
    let listening = Arc::new(Listening { fluent: Fluent, heard: Mutex::default() });
    for lang in Lang::ALL {
        let words = Words::new(lang, listening.clone());
        for event in Event::ALL {
            for name in names() {
                for minor in [0, i64::MAX / 100] {
                    for standing in standings() {
                        let what = format!("{event:?} {lang:?} {standing:?}");
                        let about_an_order = !matches!(event, Event::PayoutSent | Event::PayoutBack);
                        let mut facts = facts(&name, minor, standing, about_an_order);
                        let page = "https://a-rather-long-name-of-a-house.example/account".to_owned();
                        facts.stop = (event.side() == Side::Shop).then_some(page);
                        let told = letter(event, &facts, &words);
                        is_well_made(&told.text, &what);
                        is_well_made(&told.subject, &what);
                        assert!(!told.subject.contains('\n') && !told.subject.is_empty(), "{what}: {}", told.subject);
                        assert!(
                            told.text.chars().count() <= LONGEST,
                            "{what}: {} characters",
                            told.text.chars().count()
                        );
                        let (sheet, shop) = (sheet(&name, minor, standing), counter(&name));
                        let said = chat(&sheet, &shop, NOW, &words);
                        is_well_made(&said, &what);
                        assert!(said.chars().count() <= LONGEST && !said.contains("TOKEN"), "{what}: {said}");
                    }
                }
            }
        }
        let heard = listening.heard.lock().unwrap();
        let gaps = gaps(lang.code());
        for (key, given) in heard.iter().filter(|(key, _)| key.starts_with("notifications-")) {
            assert_eq!(gaps.get(key), Some(given), "what {key} is given, in {lang:?}");
        }
    }
}

#[test]
fn every_event_has_its_three_sentences_and_no_sentence_tells_of_something_else() {
    let wanted: BTreeSet<String> = Event::ALL.into_iter().flat_map(app::notifications::twist::keys).collect();
    for lang in Lang::ALL {
        let there: BTreeSet<String> =
            gaps(lang.code()).into_keys().filter(|key| key.starts_with("notifications-tell-")).collect();
        assert_eq!(there, wanted, "{lang:?}");
    }
}

#[test]
fn a_letter_says_what_how_much_what_of_the_money_and_what_next() {
    let words = Words::new(Lang::En, Arc::new(Fluent));
    let mut facts = facts("Ina", 45_000_000, (State::Cancelled, Pay::ToReturn, Method::Qris), true);
    facts.parts[0].0.reason = "sold".into();
    facts.parts[0].0.reason_text = String::new();
    let told = letter(Event::Cancelled, &facts, &words);
    assert_eq!(told.subject, "Cancelled by the shop: H4M2-R7, Ina");
    for part in [
        "Ina cancelled what you ordered: it is sold already.",
        "999999 \u{d7} Ina",
        "27 other pieces",
        "Rp450.000",
        "Ina has Rp450.000 from you and hands it back.",
        "https://a-rather-long-name",
    ] {
        assert!(told.text.contains(part), "{part} is missing in {}", told.text);
    }
}
