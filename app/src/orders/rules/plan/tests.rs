//! The clock of claims, and what each act leaves behind.

mod agreed;
mod walks;

use super::*;
use crate::time::{DAY_MS, HOUR_MS, MINUTE_MS};

const NOW: i64 = 1_795_485_600_000;

fn at_the_stall() -> Standing {
    Standing {
        disputed: false,
        deposit_taken: false,
        refunded: false,
        seen_back: (false, false),
        how: How::Stall,
        state: State::Accepted,
        payment: payments::State::Open,
        method: Method::Qris,
        deposit: None,
        enquiry: None,
        refusals: 0,
        held_until: Some(NOW + 30 * MINUTE_MS),
        ended_at: None,
        pickup: None,
        accepted: true,
        after_pickup_ms: DAY_MS,
        answer_ms: 72 * HOUR_MS,
        late_at: None,
        undo_until: None,
    }
}

fn kept() -> Standing {
    let pickup = NOW + 2 * DAY_MS;
    Standing {
        how: How::Keep,
        state: State::Asked,
        held_until: Some(NOW + 72 * HOUR_MS),
        pickup: Some(pickup),
        accepted: false,
        ..at_the_stall()
    }
}

/// Where it ends when the piece is not there any more.
fn gone_to(plan: &Plan) -> Option<(State, payments::State)> {
    plan.if_gone.map(|(order, row)| (order, row.to))
}

fn after(standing: Standing, plan: Plan, now: i64) -> Standing {
    let accepted = standing.accepted || plan.order == State::Accepted;
    let ended_at = if !plan.order.is_over() { None } else { standing.ended_at.or(Some(now)) };
    let confirms = |row: Option<&payments::Row>| row.is_some_and(|row| row.made == payments::Move::Confirm);
    let (payment, deposit) = standing.seen_back;
    Standing {
        seen_back: (payment || confirms(plan.pays), deposit || confirms(plan.deposit_pays)),
        state: plan.order,
        payment: plan.payment,
        deposit: standing.deposit.and_then(|(_, method)| Some((plan.deposit?, method))),
        enquiry: plan.enquiry,
        refusals: plan.refusals,
        held_until: plan.held_until,
        ended_at,
        accepted,
        ..standing
    }
}

fn does(standing: Standing, who: Who, act: Act, now: i64) -> Standing {
    after(standing, standing.plan(who, act, now).unwrap_or_else(|| panic!("{act:?} of {standing:?}")), now)
}

#[test]
fn a_claim_stops_the_clock_for_ever() {
    let claimed = does(at_the_stall(), Who::Buyer, Act::Claim, NOW + 29 * MINUTE_MS);
    let much_later = NOW + 400 * DAY_MS;
    assert_eq!(claimed.seen(much_later), State::Accepted);
    assert!(!claimed.may(Who::House, Act::Expire, much_later));
    assert!(claimed.may(Who::Artisan, Act::Arrived, much_later));
}

#[test]
fn while_a_claim_is_open_the_artisan_has_two_answers_and_the_buyer_none() {
    let claimed = does(does(kept(), Who::Artisan, Act::Accept, NOW), Who::Buyer, Act::Claim, NOW);
    for act in [Act::Accept, Act::Decline, Act::Ready, Act::HandOver, Act::Release, Act::Cancel, Act::HandBack] {
        assert!(!claimed.may(Who::Artisan, act, NOW), "{act:?}");
    }
    for act in [Act::Cancel, Act::Claim, Act::Change, Act::CameBack] {
        assert!(!claimed.may(Who::Buyer, act, NOW), "{act:?}");
    }
    assert!(claimed.may(Who::Artisan, Act::Arrived, NOW) && claimed.may(Who::Artisan, Act::NotArrived, NOW));
}

#[test]
fn the_first_refusal_lets_the_clock_run_again_and_the_second_ends_the_order() {
    let late = NOW + 25 * MINUTE_MS;
    let claimed = does(at_the_stall(), Who::Buyer, Act::Claim, NOW);
    let first = does(claimed, Who::Artisan, Act::NotArrived, late);
    assert_eq!(
        (first.state, first.payment, first.held_until),
        (State::Accepted, payments::State::Open, Some(late + 30 * MINUTE_MS))
    );
    for act in [Act::Cancel, Act::Change] {
        assert!(first.may(Who::Buyer, act, late), "{act:?}: a wallet that does not work is no dead end");
    }
    let again = does(first, Who::Buyer, Act::Claim, late);
    let plan = again.plan(Who::Artisan, Act::NotArrived, late).unwrap();
    assert_eq!((plan.order, plan.payment, plan.shelf), (State::Cancelled, payments::State::Lapsed, Shelf::GiveBack));
    let over = after(again, plan, late);
    assert!(!over.may(Who::Buyer, Act::Claim, late));
    // It was there after all: the piece as well, while nobody else has it.
    let found = over.plan(Who::Artisan, Act::Arrived, late).unwrap();
    assert_eq!((found.order, found.payment, found.shelf), (State::Accepted, payments::State::Paid, Shelf::Take));
    let gone = found.with(State::Cancelled);
    assert_eq!((gone.order, gone.payment), (State::Cancelled, payments::State::ToReturn));
}

#[test]
fn money_for_what_the_buyer_cancelled_goes_back() {
    let cancelled = does(at_the_stall(), Who::Buyer, Act::Cancel, NOW);
    let plan = cancelled.plan(Who::Artisan, Act::Arrived, NOW).unwrap();
    assert_eq!((plan.order, plan.payment, plan.shelf), (State::Cancelled, payments::State::ToReturn, Shelf::Stay));
}

#[test]
fn an_accepted_piece_is_kept_until_a_day_after_the_pickup() {
    let accepted = does(kept(), Who::Artisan, Act::Accept, NOW + HOUR_MS);
    assert_eq!(accepted.held_until, Some(NOW + 3 * DAY_MS));
    assert_eq!(accepted.seen(NOW + 3 * DAY_MS - 1), State::Accepted);
    assert_eq!(accepted.seen(NOW + 3 * DAY_MS), State::Expired);
}

#[test]
fn it_cannot_be_paid_before_she_said_yes_nor_claimed_after_a_time_out_without_her_yes() {
    assert!(!kept().may(Who::Buyer, Act::Claim, NOW));
    assert!(!kept().may(Who::Artisan, Act::Arrived, NOW));
    assert!(!kept().may(Who::Buyer, Act::Claim, NOW + 73 * HOUR_MS));
}

#[test]
fn time_that_ran_out_refuses_everything_but_money_that_comes_late() {
    let overdue = NOW + 30 * MINUTE_MS;
    for act in [Act::NotArrived, Act::Cancel, Act::Release, Act::HandOver] {
        assert!(!at_the_stall().may(Who::Artisan, act, overdue), "{act:?}");
    }
    assert!(!at_the_stall().may(Who::Buyer, Act::Cancel, overdue));
    assert!(at_the_stall().may(Who::House, Act::Expire, overdue));
    assert!(!at_the_stall().may(Who::House, Act::Expire, overdue - 1));
    let plan = at_the_stall().plan(Who::Buyer, Act::Claim, overdue).unwrap();
    let gone = Some((State::Expired, payments::State::Claimed));
    assert_eq!((plan.order, plan.shelf, gone_to(&plan)), (State::Accepted, Shelf::Take, gone));
    // It is in her hands: with the piece while that is there, written down as ended or not.
    let plan = at_the_stall().plan(Who::Artisan, Act::Arrived, overdue).unwrap();
    let gone = Some((State::Expired, payments::State::ToReturn));
    assert_eq!((plan.order, plan.payment, gone_to(&plan)), (State::Accepted, payments::State::Paid, gone));
    assert!(!kept().may(Who::Artisan, Act::Arrived, NOW + 73 * HOUR_MS), "nobody had said yes");
}

#[test]
fn a_late_claim_takes_the_piece_again_for_seven_days() {
    let ended = NOW + 30 * MINUTE_MS;
    let expired = Standing { ended_at: Some(ended), ..does(at_the_stall(), Who::House, Act::Expire, ended) };
    assert_eq!(expired.payment, payments::State::Lapsed);
    assert!(expired.may(Who::Buyer, Act::Claim, ended + 7 * DAY_MS - 1));
    assert!(!expired.may(Who::Buyer, Act::Claim, ended + 7 * DAY_MS));
}

#[test]
fn money_that_arrives_after_the_piece_is_gone_is_to_be_handed_back() {
    let gone =
        Standing { state: State::Expired, payment: payments::State::Claimed, ended_at: Some(NOW), ..at_the_stall() };
    let owed = does(gone, Who::Artisan, Act::Arrived, NOW + DAY_MS);
    assert_eq!((owed.state, owed.payment), (State::Expired, payments::State::ToReturn));
    let returned = does(owed, Who::Artisan, Act::HandBack, NOW + DAY_MS);
    let seen = does(returned, Who::Buyer, Act::CameBack, NOW + DAY_MS);
    assert_eq!(seen.payment, payments::State::Returned);
    assert!(!seen.may(Who::Buyer, Act::CameBack, NOW + DAY_MS), "it is said once");
    let deposit = Standing { deposit: Some((payments::State::Returned, Method::Cash)), ..seen };
    let both = does(deposit, Who::Buyer, Act::CameBack, NOW + DAY_MS);
    assert!(!both.may(Who::Buyer, Act::CameBack, NOW + DAY_MS), "each of them once");
    let refused = does(gone, Who::Artisan, Act::NotArrived, NOW + DAY_MS);
    assert_eq!((refused.state, refused.payment), (State::Expired, payments::State::Lapsed));
    assert!(refused.may(Who::Buyer, Act::Claim, NOW + DAY_MS), "one more try within the seven days");
}

#[test]
fn a_paid_order_is_cancelled_only_by_the_artisan_who_then_owes_the_money() {
    let paid = does(at_the_stall(), Who::Artisan, Act::Arrived, NOW);
    assert_eq!((paid.payment, paid.held_until), (payments::State::Paid, None));
    assert!(!paid.may(Who::Buyer, Act::Cancel, NOW));
    let plan = paid.plan(Who::Artisan, Act::Cancel, NOW).unwrap();
    assert_eq!((plan.order, plan.payment, plan.shelf), (State::Cancelled, payments::State::ToReturn, Shelf::GiveBack));
    assert_eq!(paid.seen(NOW + 400 * DAY_MS), State::Accepted);
    let plan = paid.plan(Who::Artisan, Act::HandOver, NOW).unwrap();
    assert_eq!((plan.order, plan.shelf), (State::HandedOver, Shelf::Settle));
}

#[test]
fn nothing_is_handed_over_before_the_money_is_there() {
    assert!(!at_the_stall().may(Who::Artisan, Act::HandOver, NOW));
}

fn by_card() -> Standing {
    Standing { method: Method::Card, ..at_the_stall() }
}

#[test]
fn a_card_is_paid_by_the_house_alone() {
    for (who, act) in [(Who::Buyer, Act::Claim), (Who::Artisan, Act::Arrived), (Who::Artisan, Act::CardPaid)] {
        assert!(!by_card().may(who, act, NOW), "{who:?} {act:?}");
    }
    assert!(by_card().card_is_due(NOW) && !at_the_stall().card_is_due(NOW));
    assert!(!at_the_stall().may(Who::House, Act::CardPaid, NOW));
    let paid = does(by_card(), Who::House, Act::CardPaid, NOW);
    assert_eq!((paid.state, paid.payment, paid.held_until), (State::Accepted, payments::State::Paid, None));
    assert!(!paid.card_is_due(NOW) && !paid.may(Who::House, Act::CardPaid, NOW), "it pays once");
    assert!(paid.may(Who::Artisan, Act::HandOver, NOW));
}

#[test]
fn a_card_charged_after_the_end_takes_the_piece_again_or_is_sent_back() {
    let overdue = NOW + 30 * MINUTE_MS;
    let gone = Some((State::Expired, payments::State::ToReturn));
    let expired = does(by_card(), Who::House, Act::Expire, overdue);
    for standing in [by_card(), expired] {
        let plan = standing.plan(Who::House, Act::CardPaid, overdue).unwrap();
        let expected = (State::Accepted, payments::State::Paid, Shelf::Take, gone);
        assert_eq!((plan.order, plan.payment, plan.shelf, gone_to(&plan)), expected);
    }
    let cancelled = does(by_card(), Who::Buyer, Act::Cancel, NOW);
    let plan = cancelled.plan(Who::House, Act::CardPaid, NOW).unwrap();
    assert_eq!((plan.order, plan.payment, plan.shelf), (State::Cancelled, payments::State::ToReturn, Shelf::Stay));
}

#[test]
fn while_a_bank_asks_for_the_money_nothing_leaves_the_shop() {
    let paid = does(by_card(), Who::House, Act::CardPaid, NOW);
    let disputed = Standing { disputed: true, ..paid };
    for act in [Act::HandOver, Act::Ready, Act::Cancel] {
        assert!(!disputed.may(Who::Artisan, act, NOW), "{act:?}");
    }
    for act in [Act::HandOver, Act::Cancel] {
        assert!(paid.may(Who::Artisan, act, NOW), "a dispute that was won releases: {act:?}");
    }
    assert!(!paid.may(Who::House, Act::Lose, NOW), "not while the money is there");
    let lost = Standing { payment: payments::State::Returned, ..paid };
    let plan = lost.plan(Who::House, Act::Lose, NOW).unwrap();
    assert_eq!((plan.order, plan.payment, plan.shelf), (State::Cancelled, payments::State::Returned, Shelf::GiveBack));
    assert!(!Standing { state: State::HandedOver, ..lost }.may(Who::House, Act::Lose, NOW), "what is gone stays gone");
}

#[test]
fn a_sale_of_which_money_went_back_is_not_undone() {
    let sold = Standing {
        how: How::Sold,
        state: State::HandedOver,
        payment: payments::State::Paid,
        undo_until: Some(NOW + 1),
        ..at_the_stall()
    };
    assert!(sold.may(Who::Artisan, Act::Undo, NOW));
    assert!(!Standing { refunded: true, ..sold }.may(Who::Artisan, Act::Undo, NOW));
}

#[test]
fn only_the_house_sends_card_money_back() {
    let paid = does(by_card(), Who::House, Act::CardPaid, NOW);
    let owed = does(paid, Who::Artisan, Act::Cancel, NOW);
    assert_eq!(owed.payment, payments::State::ToReturn);
    assert!(!owed.may(Who::Artisan, Act::HandBack, NOW));
    assert_eq!(does(owed, Who::House, Act::HandBack, NOW).payment, payments::State::Returned);
}
