//! Enquiries, deposits and parcels: who may do what, and when.

use super::super::super::enquiry::State as Asked;
use super::*;

fn enquired() -> Standing {
    Standing {
        how: How::Send,
        state: State::Asked,
        enquiry: Some(Asked::Asked),
        held_until: Some(NOW + 96 * HOUR_MS),
        accepted: false,
        ..at_the_stall()
    }
}

fn answered() -> Standing {
    does(enquired(), Who::Artisan, Act::Answer, NOW)
}

/// A deposit is paid, the rest is asked for.
fn at_work() -> Standing {
    Standing {
        state: State::Accepted,
        deposit: Some((payments::State::Paid, Method::Cash)),
        enquiry: Some(Asked::Agreed),
        held_until: None,
        accepted: true,
        ..enquired()
    }
}

#[test]
fn nothing_is_paid_and_nothing_accepted_before_both_agree() {
    for standing in [enquired(), answered()] {
        for act in [Act::Accept, Act::Arrived, Act::Ready, Act::Send, Act::HandOver] {
            assert!(!standing.may(Who::Artisan, act, NOW), "{act:?}");
        }
        for act in [Act::Claim, Act::Receive] {
            assert!(!standing.may(Who::Buyer, act, NOW), "{act:?}");
        }
        assert!(standing.may(Who::Artisan, Act::Decline, NOW) && standing.may(Who::Buyer, Act::Cancel, NOW));
    }
    assert!(!enquired().may(Who::Buyer, Act::Agree, NOW), "there is no answer yet");
    assert!(!enquired().may(Who::Artisan, Act::Agree, NOW), "nobody agrees for the buyer");
}

#[test]
fn an_answer_starts_the_buyers_time_and_can_be_made_better() {
    let later = NOW + 80 * HOUR_MS;
    let first = does(enquired(), Who::Artisan, Act::Answer, later);
    assert_eq!((first.enquiry, first.held_until), (Some(Asked::Answered), Some(later + 96 * HOUR_MS)));
    assert_eq!((first.state, first.payment), (State::Asked, payments::State::Open));
    let again = does(first, Who::Artisan, Act::Answer, later + HOUR_MS);
    assert_eq!(again.held_until, Some(later + 97 * HOUR_MS));
}

#[test]
fn who_agrees_has_the_regions_time_to_pay() {
    let plan = answered().plan(Who::Buyer, Act::Agree, NOW + HOUR_MS).unwrap();
    assert_eq!((plan.order, plan.enquiry), (State::Accepted, Some(Asked::Agreed)));
    assert_eq!(plan.payment, payments::State::Abandoned, "another amount is asked for");
    assert_eq!((plan.shelf, plan.held_until), (Shelf::Stay, Some(NOW + 73 * HOUR_MS)));
}

#[test]
fn silence_reminds_once_asked_and_ends_at_96_hours_whoever_is_silent() {
    assert!(enquired().may(Who::House, Act::Remind, NOW + 48 * HOUR_MS));
    assert!(!answered().may(Who::House, Act::Remind, NOW), "the buyer is asked now");
    for standing in [enquired(), answered()] {
        let end = NOW + 96 * HOUR_MS;
        assert!(!standing.may(Who::House, Act::Expire, end - 1));
        let plan = standing.plan(Who::House, Act::Expire, end).unwrap();
        assert_eq!((plan.order, plan.enquiry, plan.shelf), (State::Expired, Some(Asked::Lapsed), Shelf::GiveBack));
        for (who, act) in [(Who::Artisan, Act::Answer), (Who::Buyer, Act::Agree), (Who::Buyer, Act::Claim)] {
            assert!(!standing.may(who, act, end), "{act:?}");
        }
    }
}

#[test]
fn an_end_of_the_enquiry_is_the_end_of_the_part() {
    let declined = answered().plan(Who::Artisan, Act::Decline, NOW).unwrap();
    assert_eq!((declined.order, declined.enquiry), (State::Declined, Some(Asked::Declined)));
    let withdrawn = enquired().plan(Who::Buyer, Act::Cancel, NOW).unwrap();
    assert_eq!((withdrawn.order, withdrawn.enquiry), (State::Cancelled, Some(Asked::Withdrawn)));
    for plan in [declined, withdrawn] {
        assert_eq!((plan.payment, plan.shelf), (payments::State::Lapsed, Shelf::GiveBack));
    }
}

#[test]
fn while_a_deposit_is_here_no_clock_runs_and_only_she_ends_it() {
    let much_later = NOW + 300 * DAY_MS;
    assert_eq!(at_work().seen(much_later), State::Accepted);
    assert!(!at_work().may(Who::House, Act::Expire, much_later));
    assert!(!at_work().may(Who::Buyer, Act::Cancel, much_later));
    // Unless the day she promised is long over and nothing is ready.
    let late = Standing { late_at: Some(NOW + 30 * DAY_MS), ..at_work() };
    assert!(!late.may(Who::Buyer, Act::Cancel, NOW + 30 * DAY_MS - 1));
    let plan = late.plan(Who::Buyer, Act::Cancel, NOW + 30 * DAY_MS).unwrap();
    assert_eq!((plan.order, plan.payment), (State::Cancelled, payments::State::Abandoned));
    assert_eq!((plan.deposit, plan.shelf), (Some(payments::State::ToReturn), Shelf::GiveBack));
    assert!(!Standing { state: State::Ready, ..late }.may(Who::Buyer, Act::Cancel, much_later), "it is ready");
    assert!(!at_work().may(Who::Artisan, Act::HandOver, NOW) && !at_work().may(Who::Artisan, Act::Send, NOW));
    assert!(at_work().may(Who::Artisan, Act::Ready, NOW) && at_work().may(Who::Buyer, Act::Claim, NOW));
    let plan = at_work().plan(Who::Artisan, Act::Cancel, NOW).unwrap();
    assert_eq!((plan.order, plan.payment), (State::Cancelled, payments::State::Abandoned));
    assert_eq!(plan.deposit, Some(payments::State::ToReturn), "the deposit goes back");
}

#[test]
fn the_rest_is_never_given_up_by_a_tap_that_found_nothing() {
    let claimed = does(at_work(), Who::Buyer, Act::Claim, NOW);
    let first = does(claimed, Who::Artisan, Act::NotArrived, NOW);
    let second = does(does(first, Who::Buyer, Act::Claim, NOW), Who::Artisan, Act::NotArrived, NOW);
    assert_eq!((second.state, second.payment, second.refusals), (State::Accepted, payments::State::Open, 2));
    assert_eq!(second.deposit, Some((payments::State::Paid, Method::Cash)));
}

#[test]
fn a_bank_that_takes_the_rest_leaves_the_deposit_to_be_handed_back() {
    let taken = Standing { payment: payments::State::Returned, method: Method::Card, ..at_work() };
    let plan = taken.plan(Who::House, Act::Lose, NOW).unwrap();
    assert_eq!((plan.order, plan.shelf), (State::Cancelled, Shelf::GiveBack));
    assert_eq!(plan.deposit, Some(payments::State::ToReturn));
}

#[test]
fn a_bank_that_takes_the_whole_deposit_ends_what_is_not_paid_and_nothing_more_is_asked_for() {
    let deposit = |state| Standing { deposit: Some((state, Method::Card)), deposit_taken: true, ..at_work() };
    let taken = deposit(payments::State::Returned);
    let plan = taken.plan(Who::House, Act::Lose, NOW).unwrap();
    assert_eq!((plan.order, plan.shelf), (State::Cancelled, Shelf::GiveBack));
    assert_eq!((plan.payment, plan.deposit), (payments::State::Abandoned, Some(payments::State::Returned)));
    // Of a part of it the artisan decides: she cancels.
    let some = deposit(payments::State::Paid);
    assert!(!some.may(Who::House, Act::Lose, NOW) && some.may(Who::Artisan, Act::Cancel, NOW));
    for (who, act) in [(Who::Buyer, Act::Claim), (Who::Buyer, Act::Change), (Who::Artisan, Act::HandOver)] {
        assert!(!some.may(who, act, NOW) && !taken.may(who, act, NOW), "{act:?}");
    }
    assert!(!Standing { method: Method::Card, ..some }.card_is_due(NOW));
    // What she gave back of it herself asks for the rest as before.
    let given = Standing { deposit_taken: false, ..taken };
    assert!(given.may(Who::Buyer, Act::Claim, NOW) && !given.may(Who::House, Act::Lose, NOW));
}

#[test]
fn nobody_claims_for_the_buyer() {
    let released = does(Standing { method: Method::Card, ..at_the_stall() }, Who::Artisan, Act::Release, NOW);
    assert!(!released.may(Who::House, Act::Claim, NOW) && !released.may(Who::Buyer, Act::Claim, NOW));
}

#[test]
fn a_paid_order_that_is_cancelled_owes_both_and_each_goes_back_its_own_way() {
    let paid = does(at_work(), Who::Artisan, Act::Arrived, NOW);
    let owed = does(paid, Who::Artisan, Act::Cancel, NOW);
    assert_eq!(owed.payment, payments::State::ToReturn);
    assert_eq!(owed.deposit, Some((payments::State::ToReturn, Method::Cash)));
    let back = does(owed, Who::Artisan, Act::HandBack, NOW);
    assert_eq!(back.payment, payments::State::Returned);
    assert_eq!(back.deposit, Some((payments::State::Returned, Method::Cash)));
    // The rest by card goes back by itself: the artisan's tap is about the deposit alone.
    let mixed = Standing { method: Method::Card, ..owed };
    let hers = does(mixed, Who::Artisan, Act::HandBack, NOW);
    assert_eq!((hers.payment, hers.deposit.unwrap().0), (payments::State::ToReturn, payments::State::Returned));
}

#[test]
fn nothing_is_sent_while_a_bank_decides() {
    let paid = does(at_work(), Who::Artisan, Act::Arrived, NOW);
    assert!(!Standing { disputed: true, ..paid }.may(Who::Artisan, Act::Send, NOW));
}

#[test]
fn a_parcel_is_sent_once_it_is_paid_and_arrives() {
    let paid = does(at_work(), Who::Artisan, Act::Arrived, NOW);
    let plan = paid.plan(Who::Artisan, Act::Send, NOW).unwrap();
    assert_eq!((plan.order, plan.shelf), (State::Sent, Shelf::Settle));
    let sent = after(paid, plan, NOW);
    for act in [Act::Cancel, Act::Release, Act::Send, Act::HandOver] {
        assert!(!sent.may(Who::Artisan, act, NOW), "{act:?}");
    }
    for who in Who::ALL {
        assert_eq!(does(sent, who, Act::Receive, NOW).state, State::HandedOver);
    }
    let fetched = Standing { how: How::Keep, ..paid };
    assert!(!fetched.may(Who::Artisan, Act::Send, NOW), "what is fetched is not sent");
}
