//! Every act in every standing, against what people would say of it.

use super::*;
use crate::orders::rules::plan::Standing;
use crate::payments::method::Method;
use crate::time::{DAY_MS, HOUR_MS};

const NOW: i64 = 1_795_485_600_000;

/// Every standing an order can be in, overdue or not.
fn standings() -> Vec<Standing> {
    let enquiries = enquiry::State::ALL.map(Some).into_iter().chain([None]);
    let deposits = [
        None,
        Some((Pay::Paid, Method::Card)),
        Some((Pay::ToReturn, Method::Card)),
        Some((Pay::Returned, Method::Cash)),
    ];
    let mut all = Vec::new();
    for (how, state) in How::ALL.into_iter().flat_map(|how| State::ALL.map(|state| (how, state))) {
        for (payment, method) in Pay::ALL.into_iter().flat_map(|pay| Method::ALL.map(|method| (pay, method))) {
            for (enquiry, deposit) in enquiries.clone().flat_map(|enquiry| deposits.map(|deposit| (enquiry, deposit))) {
                for (refusals, held) in
                    [0, 1].into_iter().flat_map(|refusals| [NOW - 1, NOW + HOUR_MS].map(|held| (refusals, held)))
                {
                    all.push(Standing {
                        how,
                        state,
                        payment,
                        method,
                        deposit,
                        enquiry,
                        refusals,
                        held_until: Some(held),
                        ended_at: state.is_over().then_some(NOW - HOUR_MS),
                        pickup: None,
                        accepted: state != State::Asked,
                        after_pickup_ms: DAY_MS,
                        answer_ms: HOUR_MS,
                        disputed: false,
                        deposit_taken: false,
                        refunded: false,
                        seen_back: (false, false),
                        late_at: Some(NOW - HOUR_MS),
                        undo_until: Some(NOW + HOUR_MS),
                    });
                }
            }
        }
    }
    all
}

/// What an act can come to: the piece is there, or it is gone.
fn outcomes(was: &Standing, who: Who, act: Act) -> Vec<Done> {
    let Some(plan) = was.plan(who, act, NOW) else { return Vec::new() };
    let (how, enquiry, rest) = (was.how, was.enquiry, was.deposit.is_some());
    let done = |order, payment| Done { who, act, how, enquiry, rest, was: was.state, order, payment, same_way: false };
    let gone = plan.if_gone.map(|(order, row)| done(order, row.to));
    [Some(done(plan.order, plan.payment)), gone].into_iter().flatten().collect()
}

/// As people would say it.
fn expected(done: &Done) -> Vec<Event> {
    use Event as E;
    if done.how == How::Sold {
        return Vec::new();
    }
    let asked = matches!(done.enquiry, Some(enquiry::State::Asked | enquiry::State::Answered));
    match (done.who, done.act, done.order, done.payment) {
        (_, Act::Accept, ..) => vec![E::Accepted],
        (_, Act::Decline, ..) => vec![E::Declined],
        (_, Act::Answer, ..) => vec![E::Answered],
        (_, Act::Agree, ..) => vec![E::Agreed],
        (_, Act::Remind, ..) => vec![E::Reminder],
        (_, Act::Send, ..) => vec![E::Sent],
        (Who::Buyer, Act::Receive, ..) => vec![E::Received],
        (Who::Artisan, Act::Receive, ..) => vec![E::HandedOver],
        (Who::House, Act::Receive, ..) => vec![],
        (_, Act::Ready, _, Pay::Open) if done.rest => vec![E::RestDue],
        (_, Act::Ready, ..) => vec![E::Ready],
        (_, Act::HandOver, ..) => vec![E::HandedOver],
        (_, Act::Release, ..) => vec![E::LetGo],
        (Who::Buyer, Act::Cancel, ..) if asked => vec![E::OwnCancel, E::Withdrawn],
        (Who::Buyer, Act::Cancel, ..) => vec![E::OwnCancel, E::BuyerCancelled],
        (_, Act::Cancel, ..) => vec![E::Cancelled, E::ShopCancelled],
        (_, Act::Expire, ..) if done.enquiry == Some(enquiry::State::Asked) => vec![E::EnquiryLapsed, E::TimeRanOut],
        (_, Act::Expire, ..) if asked => vec![E::OfferLapsed, E::TimeRanOut],
        (_, Act::Expire, ..) if done.was == State::Asked => vec![E::Unanswered, E::TimeRanOut],
        (_, Act::Expire, ..) => vec![E::Lapsed, E::TimeRanOut],
        (_, Act::Claim, ..) => vec![E::Claimed],
        (_, Act::Arrived, _, Pay::Paid) => vec![E::Paid],
        (_, Act::CardPaid, _, Pay::Paid) => vec![E::Paid, E::CardPaid],
        (_, Act::Arrived | Act::CardPaid, _, _) => vec![E::ToReturn],
        (_, Act::NotArrived, State::Cancelled, _) => vec![E::Cancelled, E::ShopCancelled],
        (_, Act::NotArrived, State::Expired, _) => vec![E::NotFound],
        (_, Act::NotArrived, ..) => vec![E::NotArrived],
        (_, Act::HandBack, ..) => vec![E::Returned],
        (_, Act::CameBack, ..) => vec![E::CameBack],
        (_, Act::Change, ..) => vec![E::WayChanged],
        (_, Act::Undo | Act::Lose, ..) => vec![],
    }
}

#[test]
fn every_act_in_every_standing_tells_the_right_side() {
    let mut seen = Vec::new();
    for was in standings() {
        for (who, act) in Who::ALL.into_iter().flat_map(|who| Act::ALL.map(|act| (who, act))) {
            // Only the payment service's word makes a card paid.
            if act == Act::CardPaid && who != Who::House {
                continue;
            }
            for done in outcomes(&was, who, act) {
                let told = told(&done);
                assert_eq!(told, expected(&done), "{done:?}");
                let same_way = Done { same_way: true, ..done };
                let nothing_new = act == Act::Change && super::told(&same_way).is_empty();
                assert!(nothing_new || super::told(&same_way) == told, "{done:?}");
                let own = if who == Who::Buyer {
                    crate::notifications::Side::Buyer
                } else {
                    crate::notifications::Side::Shop
                };
                let to_herself = told.iter().any(|event| event.side() == own);
                let ends = matches!(done.order, State::Cancelled);
                assert!(who == Who::House || !to_herself || ends, "{done:?}");
                let silent = matches!((act, who), (Act::Undo | Act::Lose, _) | (Act::Receive, Who::House));
                let silent = silent || done.how == How::Sold;
                assert_eq!(told.is_empty(), silent, "{done:?}");
                seen.extend_from_slice(told);
            }
        }
    }
    // What no act of today's tables tells is told by other rooms.
    let by_others = [
        Event::Placed,
        Event::PartRefund,
        Event::NotOnCard,
        Event::SurplusRefused,
        Event::SurplusSent,
        Event::NewOrder,
        Event::NewEnquiry,
        Event::NotBack,
        Event::DisputeOpened,
        Event::DisputeWon,
        Event::DisputeLost,
        Event::RefundRefused,
        Event::PayoutSent,
        Event::PayoutBack,
        Event::SharerLeft,
        Event::SharerGone,
    ];
    for event in Event::ALL {
        assert_ne!(seen.contains(&event), by_others.contains(&event), "{event:?}");
    }
}
