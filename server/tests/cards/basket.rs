//! One card payment for several shops, and what time does to it.

use axum::http::StatusCode;

use super::bounced::FEES;
use super::stage::{Cards, cards, cards_of};
use crate::notifications::stage::{Smtp, speaking_to as letters_to};
use crate::on_both;
use crate::orders::market::{beside, code_of, tap_part};
use crate::orders::stage::{MINUTE, Ordered, Stage, artisan_taps, at_checkout, tick};

/// An order at two shops, both to be paid by card at the stall.
pub async fn two_shops(at: &Cards) -> (Ordered, Stage, Stage) {
    let market = beside(&at.app, at.stage.clone()).await;
    let mut changes = Vec::new();
    for shop in [&market.first.shop, &market.second.shop] {
        changes.push((format!("method-{}", code_of(&at.app, shop).await), "card"));
    }
    market.order_with(&at.app, &changes).await
}

/// An order at two shops by card, of which the second is asked to keep the piece and has not answered.
pub async fn second_is_asked(at: &Cards) -> (Ordered, Stage, Stage) {
    let market = beside(&at.app, at.stage.clone()).await;
    let (first, second) = (code_of(&at.app, &market.first.shop).await, code_of(&at.app, &market.second.shop).await);
    let pickup = at_checkout(&at.app, &market.second.piece, "keep").await.first_pickup();
    let changes = [
        (format!("method-{first}"), "card"),
        (format!("method-{second}"), "card"),
        (format!("how-{second}"), "keep"),
        (format!("pickup-{second}"), pickup.as_str()),
        ("contact_kind".to_owned(), "email"),
        ("contact".to_owned(), "mia@mail.example"),
    ];
    market.order_with(&at.app, &changes).await
}

on_both! {
    async fn one_card_payment_pays_all_shops_of_an_order(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        let (mut buyer, ..) = two_shops(&at).await;
        buyer.page().await.says(&["Rp900.000", "paid together"]);
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.app.count("select count(*) from card_sessions where amount_minor = 90000000").await, 1);
        assert_eq!(at.app.count("select count(*) from card_session_payments").await, 2);
        at.pay(&id);
        at.come_back(&mut buyer).await.says(&["Paid by card"]);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid' and method = 'card'").await, 2);
        assert_eq!(at.times_paid().await, 2);
        // One charge costs its fixed part once: 2.9 % of Rp900.000, and Rp4.000.
        assert_eq!(at.app.pot("provider").await, 3_010_000);
        at.app.books_agree().await;
        assert_eq!(at.app.count("select count(*) from alarms").await, 0);
        // The buyer left no address; each shop has one line, however often it was told.
        let shops = "select count(distinct shop_id) from messages where event = 'card-paid' and channel = 'inbox'";
        assert_eq!((at.app.count(shops).await, at.app.count("select count(*) from messages where event = 'card-paid'").await), (2, 2));
    }

    async fn money_that_was_sent_back_elsewhere_is_not_one_shops_alone_unless_it_is_exactly_hers(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, _, mut second) = two_shops(&at).await;
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        let (intent, now) = (at.stripe.state().sessions[&id].intent.clone(), at.app.clock.now());
        let outside = |minor| {
            let back = at.stripe.state().refund(&intent, Some(minor), std::collections::BTreeMap::new(), now);
            assert!(back.is_some());
        };
        // Rp450.000 each: nobody says whose Rp450.000 it was, so nobody's order ends.
        outside(45_000_000);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where returned_minor = 22500000 and state = 'paid'").await, 2);
        assert_eq!(at.app.count("select count(*) from shop_orders where state = 'accepted'").await, 2);
        at.app.books_agree().await;
        // The second shop's piece is not there: its Rp225.000 are promised, and refused by the card.
        at.stripe.state().wishes.refunds = "failed".to_owned();
        artisan_taps(&mut second.artisan, &buyer.code, "cancel", &[("reason", "damaged")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 1);
        let hers = "select count(*) from audit where action = 'payment.refund_failed' and detail like '%\"part\":2%'";
        assert_eq!(at.app.count(hers).await, 1, "it stands in the trail of that shop alone");
        at.stripe.state().wishes.refunds = "succeeded".to_owned();
        outside(22_500_000);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 0);
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 1);
        assert_eq!(at.app.count("select count(*) from shop_orders where number = 1 and state = 'accepted'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid' and returned_minor = 22500000").await, 1);
        at.app.books_agree().await;
    }

    async fn what_is_owed_to_the_guest_is_made_good_before_another_shop_bears_anything(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, mut first, _) = two_shops(&at).await;
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        // The first shop's piece is not there, and the card does not take its Rp450.000 back.
        at.stripe.state().wishes.refunds = "failed".to_owned();
        artisan_taps(&mut first.artisan, &buyer.code, "cancel", &[("reason", "damaged")]).await.location();
        at.app.run_jobs().await;
        at.tell().await;
        // The bank takes Rp500.000 in a dispute: those Rp450.000, and Rp50.000 of the second shop.
        let intent = at.stripe.state().sessions[&id].intent.clone();
        let lost = serde_json::json!({
            "id": "dp_1", "object": "dispute", "amount": 50_000_000, "currency": "idr", "payment_intent": intent,
            "charge": intent.replacen("pi_", "ch_", 1), "reason": "general", "status": "lost", "created": 1,
            "livemode": false, "metadata": {},
        });
        at.tell_one(&at.event("evt_lost", "charge.dispute.closed", &lost)).await;
        at.app.run_jobs().await;
        assert_eq!(at.app.count("select count(*) from refunds where state = 'failed'").await, 0);
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid' and returned_minor = 5000000").await, 1);
        assert_eq!(at.app.count("select count(*) from shop_orders where number = 2 and state = 'accepted'").await, 1);
        at.app.books_agree().await;
    }

    async fn one_shop_is_paid_by_card_and_the_other_in_its_own_way(app: TestApp) {
        let at = cards(app).await;
        let market = beside(&at.app, at.stage.clone()).await;
        let changes = [
            (format!("method-{}", code_of(&at.app, &market.first.shop).await), "card"),
            (format!("method-{}", code_of(&at.app, &market.second.shop).await), "qris"),
        ];
        let (mut buyer, _, mut second) = market.order_with(&at.app, &changes).await;
        buyer.page().await.says(&["Rp900.000 in all", "qris.png?part=2", "/card\""]);
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.app.count("select count(*) from card_sessions where amount_minor = 45000000").await, 1);
        at.pay(&id);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid' and method = 'card'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state = 'open' and method = 'qris'").await, 1);
        tap_part(&mut buyer, 2, "paid").await.location();
        artisan_taps(&mut second.artisan, &buyer.code, "arrived", &[]).await.location();
        assert_eq!((at.app.pot("owed").await, at.app.pot("pocket").await), (45_000_000, 45_000_000));
        at.app.books_agree().await;
    }

    async fn pages_that_nobody_paid_leave_out_what_they_kept_and_not_what_has_time(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, ..) = two_shops(&at).await;
        for _ in 0..4 {
            at.to_pay(&mut buyer).await;
            at.app.clock.forward(34 * MINUTE);
        }
        let kept = at.app.count("select held_until from shop_orders where number = 1").await;
        // As where a deposit is here: no clock runs for the second shop's part.
        at.app.execute("update shop_orders set held_until = null where number = 2").await;
        let id = at.to_pay(&mut buyer).await;
        let (amount, about) = {
            let state = at.stripe.state();
            (state.sessions[&id].amount, state.sessions[&id].about.clone())
        };
        assert!(amount == 45_000_000 && about.contains(", without "), "{amount} {about}");
        assert_eq!(at.app.count("select held_until from shop_orders where number = 1").await, kept);
        at.pay(&id);
        at.tell().await;
        let paid = "select count(*) from payments p join shop_orders s on s.id = p.shop_order_id where p.state = 'paid' and s.number = 2";
        assert_eq!(at.app.count(paid).await, 1);
        at.app.books_agree().await;
    }

    async fn what_one_shop_declines_leaves_the_page_open_on_which_another_is_paid(app: TestApp) {
        let at = cards(app).await;
        at.app.execute(FEES).await;
        let (mut buyer, _, mut second) = second_is_asked(&at).await;
        let id = at.to_pay(&mut buyer).await;
        assert_eq!(at.app.count("select count(*) from card_session_payments").await, 1, "only what can be paid now");
        artisan_taps(&mut second.artisan, &buyer.code, "decline", &[("reason", "sold")]).await.location();
        assert_eq!(at.app.count("select count(*) from card_sessions where state = 'open'").await, 1);
        at.pay(&id);
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid'").await, 1);
        // It pays for one shop, which bears all that it costs.
        assert_eq!(at.app.pot("provider").await, 1_705_000);
        at.app.books_agree().await;
    }

    async fn cancelling_one_shops_part_after_paying_sends_its_share_back_once(app: TestApp) {
        let at = cards(app).await;
        let (mut buyer, ..) = two_shops(&at).await;
        let id = at.to_pay(&mut buyer).await;
        at.pay(&id);
        at.tell().await;
        let mut artisan = at.stage.artisan.clone();
        let fields = [("reason", "damaged")];
        artisan_taps(&mut artisan, &buyer.code, "cancel", &fields).await.location();
        at.tell().await;
        at.tell().await;
        assert_eq!(at.app.count("select count(*) from payments where state = 'returned'").await, 1);
        assert_eq!(at.app.count("select count(*) from payments where state = 'paid'").await, 1);
        assert_eq!(at.app.count("select count(*) from card_refunds where state = 'done' and amount_minor = 45000000").await, 1);
        at.app.books_agree().await;
    }

    async fn a_payment_on_its_way_holds_its_piece_and_stops_no_other_buyer(app: TestApp) {
        let at = cards_of(app, "stocked", 2).await;
        at.gone_to_pay().await;
        at.app.execute("update card_sessions set state = 'processing', live_until = live_until + 86400000").await;
        at.app.clock.forward(50 * MINUTE);
        // By the clock its hold is over; the job asks Stripe first, and a checkout leaves it alone.
        let mut other = at_checkout(&at.app, &at.stage.piece, "stall").await;
        assert_eq!(other.send(&[("method", "cash")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(at.app.count("select held from products").await, 2);
        at.app.execute("update card_sessions set live_until = 0").await;
        tick(&at.app).await;
        assert_eq!(at.app.count("select held from products").await, 1);
    }

    async fn a_letter_about_a_card_names_what_that_card_paid_alone(app: TestApp) {
        let smtp = Smtp::open().await;
        let at = cards(app).await;
        let at = Cards { app: letters_to(at.app, &smtp.url).await, ..at };
        let (mut buyer, _, mut second) = second_is_asked(&at).await;
        let first = at.to_pay(&mut buyer).await;
        at.pay(&first);
        at.tell().await;
        at.app.run_jobs().await;
        at.app.clock.forward(MINUTE);
        artisan_taps(&mut second.artisan, &buyer.code, "accept", &[]).await.location();
        let rest = at.to_pay(&mut buyer).await;
        at.pay(&rest);
        at.tell().await;
        at.app.run_jobs().await;
        let letters = smtp.letters();
        let paid: Vec<_> = letters.iter().filter(|letter| letter.text.contains("has arrived.")).collect();
        assert_eq!(paid.len(), 2, "{letters:?}");
        for letter in paid {
            assert!(letter.text.contains("Rp450.000 has arrived.") && !letter.text.contains("Rp900.000"), "{}", letter.text);
        }
    }
}
