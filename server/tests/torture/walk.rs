//! Random walks by proptest: a sequence of numbers, each of which decides one step. The same seed walks the same way,
//! and what fails is told as the shortest sequence that still does.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::ops::RangeInclusive;
use std::sync::Mutex;

use proptest::collection::vec;
use proptest::num::u64::ANY;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use super::Run;
use super::dice::Dice;
use crate::support::TestApp;

/// How often a sequence that fails is tried again shorter: each time in a new house.
const SHORTER: u32 = 200;

/// What was done and refused in all walks, and how they ended.
#[derive(Default)]
pub struct Tally {
    pub done: usize,
    pub refused: usize,
    pub ends: BTreeMap<String, i64>,
}

impl Tally {
    /// A form was answered; 0 stands for what is no form.
    pub fn answered(&mut self, status: u16) {
        self.done += usize::from(status == 303);
        self.refused += usize::from(status >= 400);
    }

    fn add(&mut self, other: Self) {
        self.done += other.done;
        self.refused += other.refused;
        for (kind, many) in other.ends {
            *self.ends.entry(kind).or_default() += many;
        }
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} moves were made and {} refused; {:?}", self.done, self.refused, self.ends)
    }
}

/// Where walks are walked.
pub trait Walker: Sized {
    /// Walks in one house: its books grow, and are read whole after each.
    const IN_ONE_HOUSE: usize;
    /// Steps of a walk.
    const STEPS: RangeInclusive<usize>;

    async fn new(app: TestApp) -> Self;

    /// One walk: how it begins, and each of its steps. Panics where something is wrong afterwards.
    async fn walk(&mut self, start: Dice, steps: Vec<Dice>, tally: &mut Tally);

    /// How the house is left: what there is of a kind.
    async fn ends(self) -> Vec<(String, i64)>;
}

/// Walks on both databases, half of them on each.
pub async fn all<W: Walker>(run: Run) -> String {
    let tally = Mutex::new(Tally::default());
    for (on_postgres, many) in [(false, run.size.div_ceil(2)), (true, run.size / 2)] {
        block_in_place(|| on_one::<W>(many, run.seed, on_postgres, &tally));
    }
    tally.into_inner().unwrap().to_string()
}

fn on_one<W: Walker>(many: usize, seed: u64, on_postgres: bool, tally: &Mutex<Tally>) {
    let config = Config {
        cases: u32::try_from(many).unwrap(),
        failure_persistence: None,
        max_shrink_iters: SHORTER,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, rng(seed, on_postgres));
    // After a walk that failed its house is gone, and the next walk has a new one.
    let house = Mutex::new(None);
    let walked = runner.run(&(ANY, vec(ANY, W::STEPS)), |(start, steps)| {
        Handle::current().block_on(async {
            let here = house.lock().unwrap().take();
            let (mut walker, walks) = match here {
                Some(here) => here,
                None if on_postgres => (W::new(TestApp::on_postgres().await).await, 0),
                None => (W::new(TestApp::on_sqlite().await).await, 0),
            };
            let mut counted = Tally::default();
            walker.walk(Dice::new(start), steps.into_iter().map(Dice::new).collect(), &mut counted).await;
            if walks + 1 < W::IN_ONE_HOUSE {
                *house.lock().unwrap() = Some((walker, walks + 1));
            } else {
                counted.ends.extend(walker.ends().await);
            }
            tally.lock().unwrap().add(counted);
        });
        Ok(())
    });
    let last = house.into_inner().unwrap();
    if let Some((walker, _)) = last {
        let ends = Handle::current().block_on(walker.ends()).into_iter().collect();
        tally.lock().unwrap().add(Tally { ends, ..Tally::default() });
    }
    assert!(walked.is_ok(), "on {}: {}", if on_postgres { "PostgreSQL" } else { "SQLite" }, walked.unwrap_err());
}

/// Other walks on the other database.
fn rng(seed: u64, on_postgres: bool) -> TestRng {
    let mut bytes = [u8::from(on_postgres); 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)
}
