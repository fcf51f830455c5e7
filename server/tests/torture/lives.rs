//! Random lives of what is asked for, agreed on, paid in parts, by card, sent, given back and disputed: buyer, artisan,
//! bank, office, clock and jobs do whatever they can and cannot. After each life the books are right.

mod money;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::Run;
use super::cards::must_be_right;
use super::cards::stage::{Cards, cards_of};
use super::dice::Dice;
use super::walk::{self, Tally, Walker};
use super::web::hidden;
use crate::orders::stage::{HOUR, MINUTE, Ordered, at_checkout, execute, order_code, tick, with_bank};
use crate::support::{Client, Product, TestApp};

const MADE: i64 = 200;
/// Of an artisan who confirms that money arrived.
const PIN: &str = "135790";

const METHODS: [&str; 4] = ["qris", "cash", "transfer", "card"];
const BUYERS: [&str; 7] = ["agree", "paid", "cancel", "method", "came-back", "not-back", "received"];
const ARTISANS: [&str; 14] = [
    "rest-came",
    "answer",
    "accept",
    "decline",
    "ready",
    "arrived",
    "not-arrived",
    "handed-over",
    "send",
    "release",
    "cancel",
    "returned",
    "handed-back",
    "received",
];
/// To both sides of a hold's end, and up to 100 hours.
const PASSES: [i64; 8] = [0, MINUTE, 29 * MINUTE, 31 * MINUTE, 46 * MINUTE, 48 * HOUR, 72 * HOUR, 100 * HOUR];

/// What happens in a life about money by card.
const BY_CARD: [usize; 18] = [0, 1, 2, 7, 8, 9, 10, 10, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20];

/// What the address form asks for.
const TO: [(&str, &str); 8] = [
    ("wish", "In dark blue, please"),
    ("to_name", "Mia Example"),
    ("to_street", "Beispielweg 7"),
    ("to_country", "DE"),
    ("stay", "Homestay Contoh, Waha"),
    ("contact_kind", "email"),
    ("contact", "mia@mail.example"),
    ("name", "Mia"),
];

pub async fn all(run: Run) -> String {
    walk::all::<Lives>(run).await
}

struct Lives {
    at: Cards,
    /// Made after it was asked for.
    made: Product,
    artisan: Client,
    /// An officer's account, and an administrator's.
    officer: String,
    administrator: String,
    orders: Vec<Ordered>,
}

impl Walker for Lives {
    const IN_ONE_HOUSE: usize = 25;
    const STEPS: RangeInclusive<usize> = 4..=30;

    async fn new(app: TestApp) -> Self {
        let at = cards_of(app, "stocked", MADE).await;
        execute(&at.app, "update shops set sends = 1, delivers = 1 where id = $1", &at.stage.shop.id).await;
        with_bank(&at.app, &at.stage.shop).await;
        at.app.give_pin(&at.stage.shop.owner, PIN).await;
        let made = at.app.a_product_of_kind(&at.stage.shop, "Selendang", 700_000, "made_to_order", 0).await;
        let artisan = at.stage.artisan.clone();
        let officer = at.app.an_account("officer", Some(&at.stage.place.regency), "Petugas Contoh").await;
        let administrator = at.app.an_account("administrator", None, "Admin Contoh").await;
        Self { at, made, artisan, officer, administrator, orders: Vec::new() }
    }

    async fn walk(&mut self, mut start: Dice, walk: Vec<Dice>, tally: &mut Tally) {
        // Days pass: she signs in again.
        self.artisan = self.at.app.owner_of(&self.at.stage.shop).await;
        // A third of them is about money by card, and what banks and buyers make of it.
        let by_card = start.below(3) == 0;
        let Some(mut order) = self.placed(by_card, &mut start).await else { return };
        let mut steps = Vec::new();
        for mut dice in walk {
            let what = if by_card { *dice.pick(&BY_CARD) } else { dice.below(26) };
            let (step, status) = self.step(what, &mut order, &mut dice).await;
            let known = matches!(status, 0 | 200 | 303 | 404 | 409 | 422 | 503);
            assert!(known, "{steps:?}, then {step}: {status}");
            tally.answered(status);
            steps.push(format!("{step} {status}"));
        }
        self.told(&mut start).await;
        // What is swept is swept, and what was told late is applied.
        for _ in 0..2 {
            self.at.app.clock.forward(6 * MINUTE);
            tick(&self.at.app).await;
            self.told(&mut start).await;
        }
        self.orders.push(order);
        let when = format!("{steps:?}");
        let orders: Vec<&Ordered> = self.orders.iter().collect();
        must_be_right(&self.at, &orders, MADE, &when).await;
        self.all_is_somewhere(&when).await;
        self.charges_are_known(&when).await;
    }

    /// How the orders stand, and what happened to their money.
    async fn ends(self) -> Vec<(String, i64)> {
        let counted = "select state, count(*) from shop_orders group by state \
            union all select 'rests paid', count(*) from payments where purpose = 'rest' and paid_at is not null \
            union all select 'refunds', count(*) from refunds union all select 'sent to cards', count(*) from card_refunds \
            union all select 'cards paid', count(*) from card_sessions where state = 'paid' \
            union all select 'made good by ' || made_good, count(*) from card_refunds where made_good is not null group by made_good \
            union all select 'disputes ' || state, count(*) from card_disputes group by state \
            union all select 'payouts ' || state, count(*) from payouts group by state \
            union all select 'corrections', count(*) from ledger_entries where kind = 'correction'";
        sqlx::query_as(counted).fetch_all(self.at.app.house.store.read()).await.unwrap()
    }
}

impl Lives {
    /// Not one piece more or less than were made, and no money that nobody can say anything of.
    async fn all_is_somewhere(&self, when: &str) {
        let app = &self.at.app;
        let gone = "select cast(coalesce(sum(case when s.state = 'cancelled' then l.refunded else l.quantity end - l.restocked), 0) as bigint) \
            from order_lines l join shop_orders s on s.id = l.shop_order_id join products p on p.id = l.product_id \
            where p.kind = 'stocked' and s.state in ('sent', 'handed_over', 'cancelled')";
        let there = app.count("select stock + held from products where kind = 'stocked'").await;
        assert_eq!(there + app.count(gone).await, MADE, "{when}");
        let made = app.count("select stock + held from products where kind <> 'stocked'").await;
        assert_eq!(made, 0, "{when}");
        app.books_agree().await;
    }

    /// What the payment service says it charged, and nothing else, is paid here.
    async fn charges_are_known(&self, when: &str) {
        let charged: BTreeSet<String> =
            self.at.stripe.state().sessions.values().filter(|one| one.paid).map(|one| one.id.clone()).collect();
        let known: Vec<(String,)> = sqlx::query_as("select provider_id from card_sessions where state = 'paid'")
            .fetch_all(self.at.app.house.store.read())
            .await
            .unwrap();
        assert_eq!(charged, known.into_iter().map(|(id,)| id).collect(), "{when}");
    }

    async fn placed(&self, by_card: bool, dice: &mut Dice) -> Option<Ordered> {
        let how = if by_card { "stall" } else { *dice.pick(&["stall", "send", "deliver", "keep", "keep"]) };
        let piece = if how == "keep" { &self.made } else { &self.at.stage.piece };
        let mut buyer = at_checkout(&self.at.app, piece, how).await;
        if !buyer.page.text().contains("name=\"key\"") {
            return None;
        }
        if how == "stall" {
            let method = if by_card { "card" } else { *dice.pick(&METHODS) };
            return Some(buyer.order(&[("method", method)]).await);
        }
        let mut fields = vec![("how".to_owned(), how.to_owned())];
        fields.extend(["key", "p", "v"].map(|name| (name.to_owned(), buyer.page.field(name))));
        fields.extend(TO.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let contact = format!("mia{}@mail.example", dice.next());
        fields.iter_mut().filter(|(name, _)| name == "contact").for_each(|(_, value)| value.clone_from(&contact));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let link = buyer.client.post("/en/checkout", &fields).await.location();
        let page = buyer.client.get(&link).await;
        Some(Ordered { client: buyer.client, code: order_code(&page.text()), link })
    }

    /// One thing happens; 0 stands for what is no form.
    async fn step(&mut self, what: usize, order: &mut Ordered, dice: &mut Dice) -> (String, u16) {
        match what {
            0 => {
                let passed = *dice.pick(&PASSES);
                self.at.app.clock.forward(passed);
                if dice.below(2) == 0 {
                    tick(&self.at.app).await;
                }
                self.artisan = self.at.app.owner_of(&self.at.stage.shop).await;
                (format!("{} min", passed / MINUTE), 0)
            }
            1..=6 => self.buyer(order, dice).await,
            7..=9 => self.pays_by_card(order, dice).await,
            10 => self.bank(dice).await,
            11..=12 => {
                self.told(dice).await;
                ("events".into(), 0)
            }
            13 => self.gives_back(order, dice).await,
            14..=15 => self.elsewhere(dice).await,
            16 => self.office(dice).await,
            17..=19 => self.paid_out(dice).await,
            20 => self.mended(dice).await,
            _ => self.she(order, dice).await,
        }
    }

    async fn buyer(&self, order: &mut Ordered, dice: &mut Dice) -> (String, u16) {
        let page = order.page().await.text();
        let offered: Vec<&str> =
            BUYERS.into_iter().filter(|act| page.contains(&format!("action=\"{}/{act}\"", order.link))).collect();
        let act = chosen(dice, &offered, &BUYERS);
        let (link, action) = (order.link.clone(), format!("{}/{act}", order.link));
        let status = tap(&mut order.client, &link, &action, &[("method", *dice.pick(&METHODS))]).await;
        (format!("buyer {act}"), status)
    }

    async fn she(&mut self, order: &Ordered, dice: &mut Dice) -> (String, u16) {
        let own = format!("/studio/orders/{}", order.code);
        let page = self.artisan.get(&own).await.text();
        let offered: Vec<&str> = ARTISANS.into_iter().filter(|act| page.contains(&format!("{own}/{act}\""))).collect();
        let act = chosen(dice, &offered, &ARTISANS);
        let action = format!("{own}/{act}");
        let from = if matches!(act, "decline" | "cancel" | "answer" | "send") { action.clone() } else { own };
        let deposit = *dice.pick(&["", "30", "50"]);
        let fields: &[(&str, &str)] = match act {
            "answer" => &[("price", "85.000"), ("day", "2027-10-20"), ("deposit", deposit), ("text", "")],
            "send" => &[("service", "Pos Ekspor"), ("tracking", "EX123456789ID")],
            _ => &[("reason", "unfinished"), ("text", "")],
        };
        (format!("she {act}"), tap(&mut self.artisan, &from, &action, fields).await)
    }
}

/// Mostly what the page offers, otherwise anything; and seldom the end of it.
fn chosen<'a>(dice: &mut Dice, offered: &[&'a str], all: &[&'a str]) -> &'a str {
    for _ in 0..4 {
        let act = if dice.below(6) > 0 && !offered.is_empty() { *dice.pick(offered) } else { *dice.pick(all) };
        if !matches!(act, "cancel" | "decline" | "release" | "not-arrived") {
            return act;
        }
    }
    all[dice.below(all.len())]
}

/// Sends the form of this action; where the page does not offer it, what any other form holds, as a form left open in
/// another tab would.
async fn tap(client: &mut Client, page: &str, action: &str, more: &[(&str, &str)]) -> u16 {
    let html = client.get(page).await.text();
    let form = html.split(&format!("action=\"{action}\"")).nth(1);
    let mut fields = hidden(form.and_then(|form| form.split("</form>").next()).unwrap_or(&html));
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(action, &fields).await.status.as_u16()
}
