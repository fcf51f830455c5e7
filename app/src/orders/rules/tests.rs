//! Every pair of state, move, person, way and money.

use super::*;

/// The table as people would tell it; whatever is not told here must be refused.
fn told(who: Who, made: Move, from: State, how: How, money: Money) -> Option<State> {
    use {Money as G, Move as M, State as S};
    if how == How::Sold {
        let undoes = who == Who::Artisan && made == M::Undo && from == S::HandedOver && money == G::Paid;
        return undoes.then_some(S::Cancelled);
    }
    let agreed = matches!(from, S::Accepted | S::Ready);
    let waiting = matches!(money, G::Unpaid | G::Refused);
    let answered = how != How::Stall;
    match (who, made) {
        (Who::Artisan, M::Accept) if from == S::Asked && how == How::Keep && money == G::Unpaid => Some(S::Accepted),
        (Who::Artisan, M::Decline) if from == S::Asked && answered && money == G::Unpaid => Some(S::Declined),
        (Who::Buyer, M::Agree) if from == S::Asked && answered && money == G::Unpaid => Some(S::Accepted),
        (Who::Artisan, M::Ready)
            if from == S::Accepted && answered && (waiting || matches!(money, G::PartPaid | G::Paid)) =>
        {
            Some(S::Ready)
        }
        (Who::Artisan, M::Send) if agreed && money == G::Paid && how == How::Send => Some(S::Sent),
        (_, M::Receive) if from == S::Sent && how == How::Send && matches!(money, G::Paid | G::Over) => {
            Some(S::HandedOver)
        }
        (Who::Artisan, M::HandOver) if agreed && money == G::Paid => Some(S::HandedOver),
        (Who::Artisan, M::Release) if agreed && waiting => Some(S::Expired),
        (Who::Artisan, M::Cancel) if agreed && (waiting || matches!(money, G::PartPaid | G::Paid)) => {
            Some(S::Cancelled)
        }
        (Who::Buyer, M::Cancel) if (agreed || from == S::Asked) && waiting => Some(S::Cancelled),
        (Who::Buyer, M::Cancel) if from == S::Accepted && answered && money == G::PartPaid => Some(S::Cancelled),
        (Who::House, M::Expire) if (agreed || from == S::Asked) && waiting => Some(S::Expired),
        (_, M::Retake) if from == S::Expired && money == G::Over => Some(S::Accepted),
        (Who::Artisan, M::Retake) if from == S::Cancelled && money == G::Over => Some(S::Accepted),
        (Who::House, M::Lose) if agreed && matches!(money, G::Over | G::PartPaid) => Some(S::Cancelled),
        (Who::Artisan, M::GiveUp) if agreed && money == G::Claimed => Some(S::Cancelled),
        _ => None,
    }
}

fn every() -> impl Iterator<Item = (Who, Move, State, How, Money)> {
    Who::ALL.into_iter().flat_map(|who| {
        Move::ALL.into_iter().flat_map(move |made| {
            State::ALL.into_iter().flat_map(move |from| {
                How::ALL
                    .into_iter()
                    .flat_map(move |how| Money::ALL.into_iter().map(move |money| (who, made, from, how, money)))
            })
        })
    })
}

#[test]
fn every_state_and_move_and_person_is_allowed_or_refused_as_told() {
    let mut allowed = 0;
    for (who, made, from, how, money) in every() {
        let found = find(who, made, from, how, money).map(|row| row.to);
        assert_eq!(found, told(who, made, from, how, money), "{who:?} {made:?} {from:?} {how:?} {money:?}");
        allowed += usize::from(found.is_some());
    }
    assert_eq!(allowed, 175);
}

#[test]
fn no_two_rows_answer_the_same_question() {
    for (who, made, from, how, money) in every() {
        let rows = TABLE.iter().filter(|row| {
            row.who == who
                && row.made == made
                && row.from.contains(&from)
                && row.how.contains(&how)
                && row.money.contains(&money)
        });
        assert!(rows.count() <= 1, "{who:?} {made:?} {from:?} {how:?} {money:?}");
    }
}

#[test]
fn while_a_claim_is_open_the_order_moves_only_with_the_artisans_answer() {
    for (who, made, from, how, money) in every().filter(|(.., money)| *money == Money::Claimed) {
        if let Some(row) = find(who, made, from, how, money) {
            assert_eq!((row.who, row.made), (Who::Artisan, Move::GiveUp));
        }
    }
}

#[test]
fn a_paid_piece_is_never_released_by_time_nor_by_the_buyer() {
    for (who, made, from, how, money) in every().filter(|(.., money)| *money == Money::Paid) {
        if let Some(row) = find(who, made, from, how, money) {
            // A parcel that arrives is in the buyer's hands, not released.
            assert!(who == Who::Artisan || row.to == State::HandedOver, "{row:?}");
        }
    }
}

#[test]
fn an_end_for_good_has_no_way_out() {
    // What was only asked for and ran out ends for good as well, in the same state as what had been accepted: `plan` takes
    // again only that.
    let asked_for = |row: &&Row| row.made == Move::Expire && row.from == ASKED;
    let ends = |row: &&Row| row.to.is_over() || row.to == State::Sent;
    let for_good = |row: &&Row| ends(row) && row.undone_by.is_none() && !asked_for(row);
    for row in TABLE.iter().filter(for_good) {
        for (who, made, from, how, money) in
            every().filter(|(_, _, from, how, _)| *from == row.to && row.how.contains(how))
        {
            // What is sent can still arrive. And of what is cancelled `plan` takes again only what she gave up herself.
            let told = made == Move::Receive || (made == Move::Retake && from == State::Cancelled);
            let on = find(who, made, from, how, money).filter(|_| !told);
            assert!(on.is_none(), "{made:?} leads out of {from:?}");
        }
    }
}

#[test]
fn what_takes_a_move_back_leads_out_of_where_it_led() {
    for row in &TABLE {
        let Some(made) = row.undone_by else { continue };
        assert!(TABLE.iter().any(|other| other.made == made && other.from.contains(&row.to)), "{row:?}");
    }
    let undoable = |made| TABLE.iter().any(|row| row.made == made && row.undone_by.is_some());
    assert!(undoable(Move::Expire) && undoable(Move::Release), "a time-out can be taken back");
}

#[test]
fn the_shelf_gets_back_what_it_lent_exactly_when_the_order_ends() {
    for row in TABLE {
        let lent_before = row.from.iter().all(|state| state.is_open());
        let lent_after = row.to.is_open();
        let expected = match (lent_before, lent_after) {
            (false, false) if row.made == Move::Undo => Shelf::Restock,
            (true, true) | (false, false) => Shelf::Stay,
            (false, true) => Shelf::Take,
            (true, false) if matches!(row.to, State::Sent | State::HandedOver) => Shelf::Settle,
            (true, false) => Shelf::GiveBack,
        };
        assert_eq!(row.shelf, expected, "{row:?}");
    }
}

#[test]
fn an_order_stands_where_its_slowest_open_part_stands() {
    assert_eq!(of_order(&[State::Ready]), Some(State::Ready));
    assert_eq!(of_order(&[State::HandedOver, State::Asked, State::Ready]), Some(State::Asked));
    assert_eq!(of_order(&[State::Cancelled, State::HandedOver]), Some(State::HandedOver));
    assert_eq!(of_order(&[]), None);
}

#[test]
fn states_and_ways_read_their_own_names() {
    assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
    assert!(How::ALL.into_iter().all(|how| How::parse(how.as_str()) == Some(how)));
    assert_eq!((State::parse("paid"), How::parse("post")), (None, None));
}
