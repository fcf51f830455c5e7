//! Random lives of one piece: everybody does whatever they can and cannot, money goes back, banks ask, time passes.
//! After every step the piece is in one place, no money is where it should not be, and in the end nothing is stuck.

mod world;

use std::cell::RefCell;
use std::collections::HashSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::*;
use world::World;

/// How many; the full size is set by `HOMORU_WALKS`.
fn walks() -> u32 {
    std::env::var("HOMORU_WALKS").ok().and_then(|text| text.parse().ok()).unwrap_or(500)
}

/// Minutes that pass: to both sides of a hold's end, and up to 100 hours.
const PASSES: [i64; 9] = [1, 29, 30, 31, 60, 48 * 60, 72 * 60, 96 * 60, 100 * 60];

#[derive(Clone, Copy, Debug)]
enum Step {
    Pass(i64),
    /// Anything, possible or not.
    Any(Who, Act),
    /// One of what is possible now.
    Possible(usize),
    /// Money of a paid order is given back: some of it, or all.
    Back(bool),
    /// The cardholder's bank asks, and decides for the shop, or against it.
    Bank(Bank),
    /// Somebody else takes the piece off the shelf, or lets go of it.
    Elsewhere,
    /// The way of paying that is chosen next.
    Chooses(Method),
}

#[derive(Clone, Copy, Debug)]
enum Bank {
    Asks,
    Won,
    Lost,
    /// It decides about the deposit, against the shop.
    DepositLost,
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => select(&PASSES[..]).prop_map(Step::Pass),
        12 => any::<usize>().prop_map(Step::Possible),
        4 => (select(&Who::ALL[..]), select(&Act::ALL[..])).prop_map(|(who, act)| Step::Any(who, act)),
        1 => any::<bool>().prop_map(Step::Back),
        2 => select(&[Bank::Asks, Bank::Won, Bank::Lost, Bank::DepositLost][..]).prop_map(Step::Bank),
        1 => Just(Step::Elsewhere),
        1 => select(&Method::ALL[..]).prop_map(Step::Chooses),
    ]
}

/// Walks, and gives every state that was reached.
fn walk(mut runner: TestRunner) -> HashSet<State> {
    let reached = RefCell::new(HashSet::new());
    let lives = (0..6_usize, select(&Method::ALL[..]), any::<bool>(), vec(steps(), 1..60));
    let walked = runner.run(&lives, |(start, method, deposit, steps)| {
        let mut world = World::new(start, method, deposit);
        for step in steps {
            world.step(step);
            world.holds();
            reached.borrow_mut().insert(world.standing.state);
        }
        world.end();
        Ok(())
    });
    assert!(walked.is_ok(), "{}", walked.unwrap_err());
    reached.into_inner()
}

fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

#[test]
fn whatever_anybody_does_the_piece_is_in_one_place_and_no_money_is_lost() {
    walk(TestRunner::new(config(walks())));
}

/// The same walks every time: chance must not decide whether this test passes.
#[test]
fn the_walks_reach_every_state() {
    let dice = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let reached = walk(TestRunner::new_with_rng(config(5_000), dice));
    assert_eq!(reached.len(), State::ALL.len(), "some states were never reached: {reached:?}");
}
