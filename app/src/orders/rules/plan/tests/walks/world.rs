//! One piece, its order and its money, as the house carries plans out.

use super::super::super::super::enquiry::State as Asked;
use super::*;

#[derive(Debug)]
pub struct World {
    now: i64,
    pub standing: Standing,
    /// The payment asked for now is a deposit, or will be once both agree.
    deposit: bool,
    method: Method,
    on_shelf: i64,
    held: i64,
    gone: i64,
    elsewhere: i64,
    /// Payments that arrived, less those written down by mistake.
    arrived: usize,
    /// What was done.
    done: Vec<(Who, Act)>,
}

const fn has(payment: payments::State) -> bool {
    matches!(payment, payments::State::Paid | payments::State::ToReturn | payments::State::Returned)
}

impl World {
    pub fn new(start: usize, method: Method, deposit: bool) -> Self {
        let asked = |how| Standing {
            how,
            state: State::Asked,
            enquiry: Some(Asked::Asked),
            held_until: Some(NOW + 96 * HOUR_MS),
            accepted: false,
            ..at_the_stall()
        };
        let sold = start == 5;
        let standing = match start {
            0 => at_the_stall(),
            1 => kept(),
            2 => asked(How::Keep),
            3 => Standing { late_at: Some(NOW + 3 * DAY_MS), ..asked(How::Deliver) },
            4 => asked(How::Send),
            _ => Standing {
                how: How::Sold,
                state: State::HandedOver,
                payment: payments::State::Paid,
                held_until: None,
                ended_at: Some(NOW),
                undo_until: Some(NOW + 8 * HOUR_MS),
                ..at_the_stall()
            },
        };
        let method = if sold { Method::Cash } else { method };
        Self {
            now: NOW,
            standing: Standing { method, ..standing },
            deposit: deposit && standing.enquiry.is_some(),
            method,
            on_shelf: 0,
            held: i64::from(!sold),
            gone: i64::from(sold),
            elsewhere: 0,
            arrived: usize::from(sold),
            done: Vec::new(),
        }
    }

    fn possible(&self) -> Vec<(Who, Act)> {
        let pairs = Who::ALL.into_iter().flat_map(|who| Act::ALL.map(|act| (who, act)));
        pairs.filter(|(who, act)| self.standing.may(*who, *act, self.now)).collect()
    }

    pub fn step(&mut self, step: Step) {
        match step {
            Step::Pass(minutes) => self.now += minutes * MINUTE_MS,
            Step::Any(who, act) => self.act(who, act),
            Step::Possible(number) => {
                let possible = self.possible();
                if let Some((who, act)) = possible.get(number % possible.len().max(1)) {
                    self.act(*who, *act);
                }
            }
            Step::Back(all) => self.give_back(all),
            Step::Bank(bank) => self.bank(bank),
            Step::Elsewhere => std::mem::swap(&mut self.on_shelf, &mut self.elsewhere),
            Step::Chooses(method) => self.method = method,
        }
    }

    fn act(&mut self, who: Who, act: Act) {
        let before = self.standing;
        let Some(plan) = before.plan(who, act, self.now) else { return };
        self.done.push((who, act));
        let order = self.shelve(plan);
        let plan = plan.with(order);
        self.ended(before, plan, act);
        self.arrived += usize::from(has(plan.payment) && !has(before.payment));
        self.arrived -= usize::from(act == Act::Undo);
        self.standing = after(before, plan, self.now);
        self.asks_for_more(act, before.payment);
    }

    /// As the house does it; gives where that leaves the order.
    fn shelve(&mut self, plan: Plan) -> State {
        match plan.shelf {
            Shelf::Stay => {}
            Shelf::GiveBack => (self.held, self.on_shelf) = (self.held - 1, self.on_shelf + 1),
            Shelf::Settle => (self.held, self.gone) = (self.held - 1, self.gone + 1),
            Shelf::Restock => (self.gone, self.on_shelf) = (self.gone - 1, self.on_shelf + 1),
            // Nobody has written the end down yet.
            Shelf::Take if self.held == 1 => {}
            Shelf::Take if self.on_shelf == 1 => (self.held, self.on_shelf) = (1, 0),
            Shelf::Take => return plan.if_gone.expect("what is taken again may be gone").0,
        }
        plan.order
    }

    /// After the end nothing happens but what is told here.
    fn ended(&self, before: Standing, plan: Plan, act: Act) {
        if !before.state.is_over() {
            return;
        }
        let heard = match before.state {
            State::Expired => matches!(act, Act::Claim | Act::CardPaid | Act::Arrived | Act::NotArrived),
            State::HandedOver => act == Act::Undo,
            State::Cancelled => matches!(act, Act::CardPaid | Act::Arrived),
            _ => act == Act::CardPaid,
        };
        let back = matches!(act, Act::HandBack | Act::CameBack) && plan.order == before.state;
        assert!(heard || back, "{act:?} after the end: {self:?}");
        let again = matches!(act, Act::Claim | Act::CardPaid | Act::Arrived) && before.state == State::Expired
            || act == Act::Arrived && before.state == State::Cancelled && before.refusals == holds::MOST_REFUSALS;
        assert!(plan.order == before.state || act == Act::Undo || again, "{act:?} ends it otherwise: {self:?}");
    }

    /// The payment that is opened by what was done.
    fn asks_for_more(&mut self, act: Act, before: payments::State) {
        let standing = &mut self.standing;
        let open = (payments::State::Open, 0);
        match (act, standing.payment) {
            (Act::Change | Act::Agree, _) => {
                standing.payment = payments::State::Open;
                standing.method = self.method;
            }
            (Act::Cancel | Act::Lose, payments::State::Abandoned) => {
                if let Some((state, method)) = standing.deposit.take() {
                    (standing.payment, standing.method) = (state, method);
                }
            }
            (_, payments::State::Paid) if self.deposit && before != payments::State::Paid => {
                standing.deposit = Some((standing.payment, standing.method));
                (standing.payment, standing.refusals) = open;
                self.deposit = false;
            }
            _ => {}
        }
    }

    fn give_back(&mut self, all: bool) {
        let standing = &mut self.standing;
        let in_hand = matches!(standing.state, State::Accepted | State::Ready);
        let there = matches!(standing.state, State::Sent | State::HandedOver);
        // A bank may have taken one of the two: of that nothing is left.
        let paid = |state| state == payments::State::Paid;
        let some = paid(standing.payment) || standing.deposit.is_some_and(|(state, _)| paid(state));
        if !some || standing.disputed || (!in_hand && !there) {
            return;
        }
        standing.refunded = true;
        // All of it while the pieces are still here is a cancellation.
        if all && there {
            let owed = |state, method| {
                payments::find(Who::House, payments::Move::Owe, state, method).map_or(state, |row| row.to)
            };
            standing.payment = owed(standing.payment, standing.method);
            standing.deposit = standing.deposit.map(|(state, method)| (owed(state, method), method));
        }
    }

    fn bank(&mut self, bank: Bank) {
        let charged = matches!(self.standing.payment, payments::State::Paid | payments::State::ToReturn);
        match bank {
            Bank::Asks => self.standing.disputed |= charged && self.standing.method == Method::Card,
            Bank::Won => self.standing.disputed = false,
            Bank::Lost if self.standing.disputed => {
                let Standing { payment, method, .. } = self.standing;
                self.standing.disputed = false;
                if let Some(taken) = payments::find(Who::House, payments::Move::Take, payment, method) {
                    self.standing.payment = taken.to;
                    self.act(Who::House, Act::Lose);
                }
            }
            Bank::DepositLost => {
                let Some((state, method)) = self.standing.deposit else { return };
                if let Some(taken) = payments::find(Who::House, payments::Move::Take, state, method) {
                    self.standing.deposit = Some((taken.to, method));
                    self.standing.deposit_taken = true;
                    self.act(Who::House, Act::Lose);
                }
            }
            Bank::Lost => {}
        }
    }

    /// What holds at any time.
    pub fn holds(&self) {
        let Standing { state, payment, deposit, enquiry, .. } = self.standing;
        let places = [self.on_shelf, self.held, self.gone, self.elsewhere];
        assert!(places.iter().all(|place| *place >= 0) && places.iter().sum::<i64>() == 1, "{self:?}");
        assert_eq!(self.held == 1, state.is_open(), "held for somebody, once: {self:?}");
        assert_eq!(self.gone == 1, matches!(state, State::Sent | State::HandedOver), "{self:?}");
        let there = usize::from(has(payment)) + usize::from(deposit.is_some_and(|(state, _)| has(state)));
        assert_eq!(there, self.arrived, "money is never lost and never made up: {self:?}");
        use payments::State as P;
        let fits = match state {
            State::Asked => payment == P::Open,
            State::Accepted | State::Ready => matches!(payment, P::Open | P::Claimed | P::Paid),
            State::Sent | State::HandedOver => has(payment),
            State::Expired => matches!(payment, P::Lapsed | P::Claimed | P::ToReturn | P::Returned),
            State::Declined | State::Cancelled => matches!(payment, P::Lapsed | P::ToReturn | P::Returned),
        };
        assert!(fits, "{self:?}");
        let over = matches!(state, State::Declined | State::Cancelled | State::Expired);
        let goes_back = deposit.is_none_or(|(state, _)| matches!(state, P::ToReturn | P::Returned));
        assert!(!over || goes_back, "a deposit is kept of what is over: {self:?}");
        assert!(!enquiry.is_some_and(Asked::is_open) || state == State::Asked, "{self:?}");
        self.reads_as_written();
    }

    /// Time that ran out counts from that moment, written down or not.
    fn reads_as_written(&self) {
        let accepted = self.standing.accepted;
        let Some(plan) = self.standing.plan(Who::House, Act::Expire, self.now).filter(|_| accepted) else { return };
        let written = after(self.standing, plan, self.standing.held_until.unwrap());
        for (who, act) in [(Who::Buyer, Act::Claim), (Who::House, Act::CardPaid), (Who::Artisan, Act::Arrived)] {
            let of = |standing: Standing| {
                standing.plan(who, act, self.now).map(|plan| (plan.order, plan.payment, plan.shelf, plan.if_gone))
            };
            assert_eq!(of(self.standing), of(written), "{act:?}: {self:?}");
        }
    }

    /// Whoever wants to bring it to an end can.
    pub fn end(&mut self) {
        self.bank(Bank::Won);
        self.now += 400 * DAY_MS;
        for _ in 0..12 {
            let ways = [
                (Who::House, Act::Expire),
                (Who::Artisan, Act::NotArrived),
                (Who::Artisan, Act::HandOver),
                (Who::House, Act::Receive),
                (Who::Artisan, Act::Cancel),
                (Who::Artisan, Act::HandBack),
                (Who::House, Act::HandBack),
            ];
            if let Some((who, act)) = ways.into_iter().find(|(who, act)| self.standing.may(*who, *act, self.now)) {
                self.act(who, act);
                self.holds();
            }
        }
        assert!(self.standing.state.is_over(), "it never ends: {self:?}");
        use payments::State as P;
        let settled = |state| matches!(state, P::Paid | P::Lapsed | P::Returned);
        let deposit = self.standing.deposit.is_none_or(|(state, _)| settled(state));
        assert!(settled(self.standing.payment) && deposit, "money waits for ever: {self:?}");
    }
}
