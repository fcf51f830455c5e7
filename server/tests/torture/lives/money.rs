//! What happens to money in a life: paying by card, what the bank and the payment service tell, giving back.

use super::super::cards::stage::{SECRET, hook};
use super::super::dice::Dice;
use super::super::web::hidden;
use super::{Lives, PIN, tap};
use crate::orders::stage::Ordered;
use crate::stand_in::hooks::signature;

impl Lives {
    /// Goes to the payment page, and does there what buyers do.
    pub(super) async fn pays_by_card(&self, order: &mut Ordered, dice: &mut Dice) -> (String, u16) {
        let (link, action) = (order.link.clone(), format!("{}/card", order.link));
        let status = tap(&mut order.client, &link, &action, &[]).await;
        let now = self.at.app.clock.now();
        let mut stripe = self.at.stripe.state();
        let Some(id) =
            stripe.sessions.values().max_by_key(|one| (one.created, one.id.clone())).map(|one| one.id.clone())
        else {
            return ("card".into(), status);
        };
        stripe.close_overdue(now);
        let done = match dice.below(6) {
            0..=2 => stripe.complete(&id, true, now),
            3 => stripe.complete(&id, false, now),
            4 => stripe.arrive(&id, dice.below(2) == 0, now),
            _ => stripe.close(&id, now),
        };
        (format!("card, at the page: {done}"), status)
    }

    /// What a bank says of a charge; or money comes that it had said would not.
    pub(super) async fn bank(&self, dice: &mut Dice) -> (String, u16) {
        let now = self.at.app.clock.now();
        let mut stripe = self.at.stripe.state();
        let unpaid = stripe.sessions.values().filter(|one| one.status == "complete" && !one.paid);
        let unpaid: Vec<String> = unpaid.map(|one| one.id.clone()).collect();
        if dice.below(2) == 0 && !unpaid.is_empty() {
            let id: &String = dice.pick(&unpaid);
            let came = stripe.arrive(id, true, now);
            return (format!("came late: {came}"), 0);
        }
        let newest = stripe.sessions.values().filter(|one| one.paid);
        let Some(id) = newest.max_by_key(|one| (one.created, one.id.clone())).map(|one| one.id.clone()) else {
            return ("bank".into(), 0);
        };
        let said = *dice.pick(&["needs_response", "won", "lost"]);
        stripe.dispute(&id, said, now);
        (format!("bank {said}"), 0)
    }

    /// A card takes what is on its way to it, or not; its bank sends back what was there; or the operator sends something
    /// back at the payment service.
    pub(super) async fn elsewhere(&self, dice: &mut Dice) -> (String, u16) {
        let now = self.at.app.clock.now();
        let mut stripe = self.at.stripe.state();
        stripe.wishes.refunds = (*dice.pick(&["", "", "pending", "failed"])).to_owned();
        if dice.below(3) > 0 {
            let (there, ours) = (dice.below(3) == 0, stripe.refunds.values().filter(|one| !one.metadata.is_empty()));
            let Some(id) = ours.max_by_key(|one| (one.created, one.id.clone())).map(|one| one.id.clone()) else {
                return ("bounce".into(), 0);
            };
            let done = stripe.finish_refund(&id, there, now);
            return (format!("on the card {there}: {done}"), 0);
        }
        stripe.wishes.refunds.clear();
        let newest = stripe.sessions.values().filter(|one| one.paid);
        let Some(intent) = newest.max_by_key(|one| (one.created, one.id.clone())).map(|one| one.intent.clone()) else {
            return ("elsewhere".into(), 0);
        };
        let amount = *dice.pick(&[1_000_000, 13_500_000, 45_000_000]);
        let sent = stripe.refund(&intent, Some(amount), std::collections::BTreeMap::new(), now).is_some();
        (format!("elsewhere {amount}: {sent}"), 0)
    }

    /// The office says of an alarm that it is settled, and of money that it was sent.
    pub(super) async fn office(&mut self, dice: &mut Dice) -> (String, u16) {
        let mut officer = self.at.app.signed_in(&self.officer).await;
        let list = format!("/office/{}/alarms", self.at.stage.place.slug);
        let html = officer.get(&list).await.text();
        let start = format!("action=\"{list}/");
        let forms: Vec<&str> = html.split(&start).skip(1).filter_map(|rest| rest.split("</form>").next()).collect();
        if forms.is_empty() {
            return ("office".into(), 0);
        }
        let form = *dice.pick(&forms);
        let action = format!("{list}/{}", form.split('"').next().unwrap());
        let mut fields = hidden(form);
        fields.push(("note".to_owned(), "transfer".to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ("office".into(), officer.post(&action, &fields).await.status.as_u16())
    }

    /// The office pays out, sends, takes apart or notes what came back; she says what arrived and what did not.
    pub(super) async fn paid_out(&mut self, dice: &mut Dice) -> (String, u16) {
        let list = format!("/office/{}/payouts", self.at.stage.place.slug);
        let shop = self.at.stage.shop.id.clone();
        let newest = "select id, batch_id from payouts order by id desc limit 1";
        let newest: Option<(String, String)> =
            sqlx::query_as(newest).fetch_optional(self.at.app.house.store.read()).await.unwrap();
        let (payout, batch) = newest.unwrap_or_default();
        let mut officer = self.at.app.signed_in(&self.officer).await;
        let way = *dice.pick(&["bank", "cash"]);
        let fields = [("shop", shop.as_str()), ("way", way)];
        let page = format!("{list}/{batch}");
        let (what, status) = match dice.below(9) {
            0..=2 => ("pays out", tap(&mut officer, &list, &list, &fields).await),
            3..=4 => ("sends", tap(&mut officer, &page, &format!("{page}/sent"), &[]).await),
            5 => ("takes apart", tap(&mut officer, &page, &format!("{page}/undo"), &[]).await),
            6 => {
                let back = [("payout", payout.as_str()), ("reason", "account")];
                ("notes what came back", tap(&mut officer, &page, &format!("{page}/returned"), &back).await)
            }
            at => {
                let hers = [("payout", payout.as_str()), ("pin", PIN)];
                let act = if at == 7 { "received" } else { "missing" };
                let action = format!("/studio/money/{act}");
                (act, tap(&mut self.artisan, "/studio/money", &action, &hers).await)
            }
        };
        (format!("payout: {what}"), status)
    }

    /// The operator mends the books, to her good or otherwise.
    pub(super) async fn mended(&mut self, dice: &mut Dice) -> (String, u16) {
        let mut admin = self.at.app.signed_in(&self.administrator).await;
        let path = format!("/admin/regencies/{}/corrections", self.at.stage.place.regency);
        let (from, to) = *dice.pick(&[("operator", "owed"), ("owed", "operator")]);
        let amount = *dice.pick(&["1", "12.250", "450.000"]);
        let shop = self.at.stage.shop.code.clone();
        let fields = [("shop", shop.as_str()), ("from", from), ("to", to), ("amount", amount), ("note", "Contoh")];
        let page = admin.post(&path, &fields).await;
        let confirm = format!("{path}/confirm");
        let fields = hidden(&page.text());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let status = if page.status == 200 { admin.post(&confirm, &fields).await.status } else { page.status };
        (format!("mended: {from} to {to} {amount}"), status.as_u16())
    }

    /// Tells what waits, in any order and more than once.
    pub(super) async fn told(&self, dice: &mut Dice) {
        let events = {
            let mut stripe = self.at.stripe.state();
            stripe.wishes.times = 1 + u32::try_from(dice.below(3)).unwrap();
            stripe.wishes.shuffle = Some(dice.next());
            drop(stripe);
            self.at.stripe.take_events()
        };
        for event in events {
            let header = signature(&[SECRET.to_owned()], event.body.as_bytes(), self.at.app.clock.now());
            assert_eq!(hook(&self.at.app, &[&header], &event.body).await, 200, "{}", event.kind);
            if dice.below(3) == 0 {
                self.at.app.run_jobs().await;
            }
        }
        self.at.app.run_jobs().await;
    }

    pub(super) async fn gives_back(&mut self, order: &Ordered, dice: &mut Dice) -> (String, u16) {
        let action = format!("/studio/orders/{}/refund", order.code);
        let (pieces, more) = (dice.below(2).to_string(), *dice.pick(&["", "10.000", "450.000"]));
        let mut fields = vec![("reason", "flaw"), ("text", ""), ("more", more)];
        let names =
            [&self.at.stage.piece.code, &self.made.code].map(|code| (format!("q-{code}"), format!("shelf-{code}")));
        for (quantity, shelf) in &names {
            fields.push((quantity, &pieces));
            fields.push((shelf, "1"));
        }
        let sure = self.artisan.post(&action, &fields).await;
        let html = sure.text();
        let confirm = format!("{action}/confirm");
        let Some(form) = html.split(&format!("action=\"{confirm}\"")).nth(1) else {
            return ("gives back".into(), sure.status.as_u16());
        };
        let fields = hidden(form.split("</form>").next().unwrap());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ("gives back, sure".into(), self.artisan.post(&confirm, &fields).await.status.as_u16())
    }
}
