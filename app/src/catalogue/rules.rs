//! Rules of pieces: their kinds, their states as a table, and what a visitor is told of them.
//! What a typed form means is in `rules::typed`, how a number in stock changes in `rules::stock`.

pub mod stock;
pub mod typed;

/// How many there are of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One only.
    Unique,
    /// Several alike.
    Stocked,
    /// Woven after it is asked for.
    MadeToOrder,
}

impl Kind {
    /// In the order they are offered.
    pub const ALL: [Self; 3] = [Self::Unique, Self::Stocked, Self::MadeToOrder];

    /// As it stands in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unique => "unique",
            Self::Stocked => "stocked",
            Self::MadeToOrder => "made_to_order",
        }
    }

    /// Reads what the database or a form holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Where a piece stands. "Ordered" and "sold out" are not here: they follow from the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Being written; only the shop sees it.
    Draft,
    /// On the shop's page.
    Published,
    /// Off the shop's page; its printed code answers with the maker's other work.
    Hidden,
    /// Put away for good.
    Archived,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Hidden, Self::Archived];

    /// As it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Hidden => "hidden",
            Self::Archived => "archived",
        }
    }

    /// Reads what the database holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What can be done with a piece's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    Publish,
    Hide,
    Show,
    Archive,
    /// Throws a draft away.
    Discard,
}

impl Move {
    /// As the audit trail names it.
    pub const fn audit(self) -> &'static str {
        match self {
            Self::Publish => "product.published",
            Self::Hide => "product.hidden",
            Self::Show => "product.shown",
            Self::Archive => "product.archived",
            Self::Discard => "product.discarded",
        }
    }
}

/// What must hold before a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    /// A photo, a name, a price, and stock or weeks.
    Complete,
    /// No order is open for it.
    NothingHeld,
}

/// One line of the state table. Every move is made by somebody of the shop itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub from: State,
    pub by: Move,
    pub to: State,
    pub needs: Needs,
    /// The move that takes it back; None when nothing does.
    pub undo: Option<Move>,
}

const fn step(from: State, by: Move, to: State, needs: Needs, undo: Option<Move>) -> Step {
    Step { from, by, to, needs, undo }
}

/// Every move there is. Archiving cannot be undone: the addresses of its photos answer 410 from then on.
pub const STEPS: [Step; 6] = [
    step(State::Draft, Move::Publish, State::Published, Needs::Complete, Some(Move::Hide)),
    step(State::Draft, Move::Discard, State::Archived, Needs::Nothing, None),
    step(State::Published, Move::Hide, State::Hidden, Needs::NothingHeld, Some(Move::Show)),
    step(State::Hidden, Move::Show, State::Published, Needs::Complete, Some(Move::Hide)),
    step(State::Published, Move::Archive, State::Archived, Needs::NothingHeld, None),
    step(State::Hidden, Move::Archive, State::Archived, Needs::NothingHeld, None),
];

/// The line of the table for a move from a state; None when there is no such move.
pub fn step_from(from: State, by: Move) -> Option<Step> {
    STEPS.into_iter().find(|step| step.from == from && step.by == by)
}

/// What people are told of a piece: its state, its stock and what open orders hold, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    Draft,
    ForSale,
    /// All that are left are in open orders.
    Ordered,
    SoldOut,
    /// For sale, but woven only after it is asked for.
    ToOrder,
    Hidden,
    Archived,
}

impl Shown {
    /// Its word in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "catalogue-shown-draft",
            Self::ForSale => "catalogue-shown-for-sale",
            Self::Ordered => "catalogue-shown-ordered",
            Self::SoldOut => "catalogue-shown-sold-out",
            Self::ToOrder => "catalogue-shown-to-order",
            Self::Hidden => "catalogue-shown-hidden",
            Self::Archived => "catalogue-shown-archived",
        }
    }

    /// The class of its mark: dot, diamond or hollow ring.
    pub const fn class(self) -> &'static str {
        match self {
            Self::ForSale | Self::ToOrder => "state here",
            Self::Ordered | Self::Draft => "state wait",
            Self::SoldOut | Self::Hidden | Self::Archived => "state gone",
        }
    }
}

/// `stock` is what is left for sale, `held` what open orders have taken out of it.
pub const fn shown(state: State, kind: Kind, stock: i64, held: i64) -> Shown {
    match state {
        State::Draft => Shown::Draft,
        State::Hidden => Shown::Hidden,
        State::Archived => Shown::Archived,
        State::Published => match kind {
            Kind::MadeToOrder => Shown::ToOrder,
            Kind::Unique | Kind::Stocked if stock > 0 => Shown::ForSale,
            Kind::Unique | Kind::Stocked if held > 0 => Shown::Ordered,
            Kind::Unique | Kind::Stocked => Shown::SoldOut,
        },
    }
}

/// Most photos of one piece.
pub const MOST_PHOTOS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_kind_reads_its_own_name() {
        assert!(State::ALL.into_iter().all(|state| State::parse(state.as_str()) == Some(state)));
        assert!(Kind::ALL.into_iter().all(|kind| Kind::parse(kind.as_str()) == Some(kind)));
        assert_eq!(State::parse("sold"), None);
    }

    #[test]
    fn a_move_has_one_outcome_and_its_undoing_leads_back() {
        for step in STEPS {
            assert_eq!(step_from(step.from, step.by), Some(step));
            if let Some(back) = step.undo {
                let undone = step_from(step.to, back);
                assert!(undone.is_some(), "{step:?}");
                // A published piece never becomes a draft again: hiding is its way back.
                assert!(step.from == State::Draft || undone.map(|undone| undone.to) == Some(step.from), "{step:?}");
            }
        }
    }

    #[test]
    fn what_is_archived_stays_so_and_a_draft_is_not_hidden() {
        assert!(STEPS.into_iter().all(|step| step.from != State::Archived));
        assert_eq!(step_from(State::Draft, Move::Hide), None);
        assert_eq!(step_from(State::Published, Move::Publish), None);
        assert_eq!(step_from(State::Published, Move::Discard), None);
    }

    #[test]
    fn nothing_disappears_while_an_order_is_open() {
        for step in STEPS.into_iter().filter(|step| matches!(step.by, Move::Hide | Move::Archive)) {
            assert_eq!(step.needs, Needs::NothingHeld);
        }
    }

    #[test]
    fn ordered_and_sold_out_follow_from_what_is_left_and_held() {
        assert_eq!(shown(State::Published, Kind::Unique, 1, 0), Shown::ForSale);
        assert_eq!(shown(State::Published, Kind::Unique, 0, 1), Shown::Ordered);
        assert_eq!(shown(State::Published, Kind::Unique, 0, 0), Shown::SoldOut);
        assert_eq!(shown(State::Published, Kind::Stocked, 2, 3), Shown::ForSale);
        assert_eq!(shown(State::Published, Kind::MadeToOrder, 0, 0), Shown::ToOrder);
        assert_eq!(shown(State::Hidden, Kind::Unique, 1, 0), Shown::Hidden);
        assert_eq!(shown(State::Archived, Kind::Stocked, 0, 0), Shown::Archived);
        assert_eq!(shown(State::Draft, Kind::Stocked, 5, 0), Shown::Draft);
    }
}
