//! The table of payments, held against what people would say of it.

use super::*;

/// Every state, move, person and way of paying, spelled as people would: what is not listed must be refused.
fn expected(who: Who, made: Move, from: State, method: Method) -> Option<State> {
    use {Move as M, State as S, Who as W};
    let direct = method != Method::Card;
    match (who, made, from) {
        (W::Buyer, M::Claim, S::Open | S::Lapsed) if direct => Some(S::Claimed),
        (W::Artisan, M::Arrive, S::Open | S::Claimed | S::Lapsed) if direct => Some(S::Paid),
        (W::Artisan, M::ArriveLate, S::Claimed | S::Lapsed | S::Abandoned) if direct => Some(S::ToReturn),
        (W::Artisan, M::Refuse, S::Claimed) if direct => Some(S::Open),
        (W::Artisan, M::RefuseLast, S::Claimed) if direct => Some(S::Lapsed),
        (W::House, M::Arrive, S::Open | S::Lapsed) if !direct => Some(S::Paid),
        (W::House, M::ArriveLate, S::Lapsed) if !direct => Some(S::ToReturn),
        (W::Buyer | W::House, M::Abandon, S::Open) => Some(S::Abandoned),
        (W::House, M::Lapse, S::Open) => Some(S::Lapsed),
        (W::House, M::Owe, S::Paid) => Some(S::ToReturn),
        (W::Artisan, M::HandBack, S::ToReturn) if direct => Some(S::Returned),
        (W::House, M::HandBack, S::ToReturn) if !direct => Some(S::Returned),
        (W::Artisan, M::ByHand, S::ToReturn) if !direct => Some(S::Returned),
        (W::Buyer, M::Confirm, S::Returned) => Some(S::Returned),
        (W::House, M::Void, S::Paid) if direct => Some(S::Lapsed),
        (W::House, M::Take, S::Paid | S::ToReturn) if !direct => Some(S::Returned),
        (W::House, M::Bounce, S::Returned) if !direct => Some(S::ToReturn),
        _ => None,
    }
}

#[test]
fn every_state_and_move_and_person_is_allowed_or_refused_as_told() {
    for who in Who::ALL {
        for (made, from) in Move::ALL.into_iter().flat_map(|made| State::ALL.map(|from| (made, from))) {
            for method in Method::ALL {
                let found = find(who, made, from, method).map(|row| row.to);
                assert_eq!(found, expected(who, made, from, method), "{who:?} {made:?} {from:?} {method:?}");
            }
        }
    }
}

#[test]
fn only_the_artisan_makes_a_direct_payment_paid_and_only_the_house_a_card() {
    for method in Method::ALL {
        let saying = |row: &&Row| matches!(row.to, State::Paid | State::ToReturn) && row.from != State::Paid;
        let told: Vec<Who> =
            TABLE.iter().filter(saying).filter(|row| row.methods.contains(&method)).map(|row| row.who).collect();
        let who = if method == Method::Card { Who::House } else { Who::Artisan };
        assert!(!told.is_empty() && told.iter().all(|one| *one == who), "{method:?}: {told:?}");
    }
}

#[test]
fn money_that_arrived_never_goes_back_to_waiting() {
    let arrived = [State::Paid, State::ToReturn, State::Returned];
    for row in TABLE.iter().filter(|row| arrived.contains(&row.from) && row.made != Move::Void) {
        assert!(matches!(row.to, State::ToReturn | State::Returned), "{row:?}");
    }
}

/// Money that comes is booked, money that goes is told by what takes it away; and only then.
#[test]
fn what_follows_is_told_by_where_the_money_goes() {
    let here = |state| matches!(state, State::Paid | State::ToReturn);
    for row in &TABLE {
        let told = match (here(row.from), here(row.to)) {
            (false, true) if row.from == State::Returned => row.follows == Follows::Refund,
            (false, true) if row.to == State::Paid => row.follows == Follows::Booked,
            (false, true) => row.follows == Follows::BookedAndPromised,
            (true, true) => row.follows == Follows::Promised,
            (true, false) if row.to == State::Lapsed => row.follows == Follows::Unbooked,
            (true, false) if row.methods == TOLD => row.follows == Follows::Refund,
            (true, false) => row.follows == Follows::BookedBack,
            (false, false) if row.from == State::Returned => row.follows == Follows::Seen,
            // What a buyer said, or the artisan of it, moves nothing.
            (false, false) if row.from == State::Claimed || row.to == State::Claimed => row.follows == Follows::Nothing,
            (false, false) => row.follows == Follows::Closed,
        };
        assert!(told, "{row:?}");
    }
}

/// What a row names as its undoing is there, and what leads straight back is named.
#[test]
fn each_row_names_what_takes_it_back() {
    // A sale that is undone stays undone and was never a late arrival; what a bank took, or she handed back, does not
    // bounce.
    let never = [
        (Move::Arrive, Move::Void),
        (Move::Void, Move::Arrive),
        (Move::Take, Move::Bounce),
        (Move::ByHand, Move::Bounce),
    ];
    for row in &TABLE {
        let back = |other: &&Row| other.from == row.to && row.methods.iter().any(|one| other.methods.contains(one));
        let mut others = TABLE.iter().filter(back);
        match row.undone_by {
            // However it was paid.
            Some(made) => assert!(
                row.methods.iter().all(|method| {
                    let takes_back = |other: &Row| other.made == made && other.methods.contains(method);
                    others.clone().any(takes_back)
                }),
                "{row:?}"
            ),
            None => {
                let straight = |other: &Row| other.to == row.from && other.made != row.made;
                assert!(!others.any(|one| straight(one) && !never.contains(&(row.made, one.made))), "{row:?}");
            }
        }
    }
}

#[test]
fn states_read_their_own_name() {
    assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
    assert_eq!(State::parse("sold"), None);
}
