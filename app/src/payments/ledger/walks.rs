//! Random lives of shops: sales, refunds, disputes and payouts in any order. After every step the books come to
//! zero, and each pot holds what plain counting says.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;

use super::fees::{CostBy, Costs, Rules, Share};
use super::{Account, Arrival, Entry, Kind, Left, arrived, went_back};
use crate::ids::ShopId;
use crate::money::Money;

/// How many; the full size is set by `HOMORU_WALKS`.
fn walks() -> u32 {
    std::env::var("HOMORU_WALKS").ok().and_then(|text| text.parse().ok()).unwrap_or(500)
}

/// Decides one step: a plain generator (Numerical Recipes, 2nd ed., 7.1) that begins where proptest says.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(n).unwrap()).unwrap()
    }
}

/// What plain counting knows of a payment.
struct Payment {
    left: Left,
    whole: i64,
    fee: i64,
    disputed: Option<Vec<Entry>>,
}

#[derive(Default)]
struct World {
    pots: BTreeMap<Account, i64>,
    payments: Vec<Payment>,
    /// Amounts on their way, and those that arrived.
    sent: Vec<(ShopId, i64)>,
}

impl World {
    fn book(&mut self, entries: &[Entry]) {
        for one in entries.iter().flat_map(Entry::postings) {
            *self.pots.entry(one.account.clone()).or_default() += one.amount.minor;
        }
        assert_eq!(self.pots.values().sum::<i64>(), 0, "{:?}", self.pots);
    }

    fn pot(&self, account: &Account) -> i64 {
        self.pots.get(account).copied().unwrap_or(0)
    }

    fn sell(&mut self, dice: &mut Dice, shop: ShopId, rules: Rules) {
        let [goods, sending] = [1 + dice.below(2_000_000), dice.below(3) * 35_000].map(Money::rupiah);
        let direct = dice.below(2) == 0;
        let paid = goods.checked_add(sending).unwrap();
        let costs = rules.costs(goods, Money::rupiah(0), paid, (!direct).then_some(Share::ALONE));
        self.book(&arrived(&Arrival { shop: shop.clone(), direct, goods, sending, costs }));
        let left = Left { shop, direct, paid, fee: costs.fee, cost: costs.hers };
        self.payments.push(Payment { left, whole: paid.minor, fee: costs.fee.minor, disputed: None });
    }

    /// Some or all of it goes back, to the buyer or to the bank.
    fn give_back(&mut self, dice: &mut Dice, at: usize) {
        let payment = &mut self.payments[at];
        if payment.disputed.is_some() || payment.left.paid.minor == 0 {
            return;
        }
        let all = payment.left.paid.minor;
        let disputed = !payment.left.direct && dice.below(4) == 0;
        let minor = if disputed || dice.below(2) == 0 { all } else { dice.below(all / 100).max(1) * 100 };
        let amount = Money { minor, ..payment.left.paid };
        let kind = if disputed { Kind::Dispute } else { Kind::Refund };
        let entries = went_back(&payment.left, kind, amount).unwrap();
        let part = |kind: Kind| -> i64 {
            entries.iter().filter(|one| one.kind() == kind).map(|one| one.postings()[1].amount.minor).sum()
        };
        payment.left.paid.minor -= minor;
        payment.left.fee.minor -= part(Kind::Fee);
        payment.left.cost.minor -= part(Kind::CardCost);
        if minor == all {
            assert_eq!((payment.left.fee.minor, payment.left.cost.minor), (0, 0), "the last takes what is left");
        }
        if disputed {
            payment.disputed = Some(entries.clone());
        }
        self.book(&entries);
    }

    /// The bank gives the money again: everything as before.
    fn win(&mut self, at: usize) {
        let Some(entries) = self.payments[at].disputed.take() else { return };
        let again: Vec<Entry> = entries.iter().map(|entry| entry.reversed().unwrap()).collect();
        self.book(&again);
        let left = &mut self.payments[at].left;
        for entry in &entries {
            let minor = entry.postings()[1].amount.minor;
            match entry.kind() {
                Kind::Fee => left.fee.minor += minor,
                Kind::CardCost => left.cost.minor += minor,
                _ => left.paid.minor += minor,
            }
        }
    }

    fn pay_out(&mut self, shop: ShopId) {
        let minor = self.pot(&Account::Owed(shop.clone()));
        let amount = Money { minor, ..Money::rupiah(0) };
        let entry = Entry::moved(Kind::Payout, amount, Account::Owed(shop.clone()), Account::Way(shop.clone()));
        assert_eq!(entry.is_some(), minor > 0, "nothing, or less, is not paid out");
        if let Some(entry) = entry {
            self.book(&[entry]);
            self.sent.push((shop, minor));
        }
    }

    fn settle(&mut self, dice: &mut Dice) {
        let Some((shop, minor)) = self.sent.pop() else { return };
        let to = if dice.below(3) == 0 { Account::Owed(shop.clone()) } else { Account::Pocket(shop.clone()) };
        let amount = Money { minor, ..Money::rupiah(0) };
        self.book(&[Entry::moved(Kind::Payout, amount, Account::Way(shop), to).unwrap()]);
    }

    /// What the payments say, counted without the books.
    fn agree(&self, shops: &[ShopId]) {
        let paid: i64 = self.payments.iter().map(|one| one.left.paid.minor).sum();
        assert_eq!(self.pot(&Account::Buyer), -paid, "what buyers have paid and not got back");
        for shop in shops {
            let own = self.payments.iter().filter(|one| one.left.shop == *shop);
            let hers: i64 = own.map(|one| one.left.paid.minor - one.left.fee.minor - one.left.cost.minor).sum();
            let pots = [Account::Pocket(shop.clone()), Account::Owed(shop.clone()), Account::Way(shop.clone())];
            assert_eq!(pots.iter().map(|pot| self.pot(pot)).sum::<i64>(), hers, "hers altogether, wherever it lies");
            let way: i64 = self.sent.iter().filter(|(to, _)| to == shop).map(|(_, minor)| minor).sum();
            assert_eq!(self.pot(&pots[2]), way);
        }
        for one in &self.payments {
            assert!((0..=one.whole).contains(&one.left.paid.minor) && (0..=one.fee).contains(&one.left.fee.minor));
        }
    }
}

fn walk(start: u64, steps: Vec<u64>) {
    let mut dice = Dice(start);
    let rules = Rules {
        fee_bp: dice.below(3_001),
        fee_fixed: dice.below(10_001) * 100,
        card_bp: dice.below(1_001),
        card_fixed: dice.below(10_001) * 100,
        card_by: if dice.below(2) == 0 { CostBy::Shop } else { CostBy::Region },
    };
    let shops = ["a", "b", "c"].map(|name| ShopId(name.into()));
    let mut world = World::default();
    for mut dice in steps.into_iter().map(Dice) {
        let shop = shops[usize::try_from(dice.below(3)).unwrap()].clone();
        let many = i64::try_from(world.payments.len()).unwrap();
        let at = if many > 0 { usize::try_from(dice.below(many)).unwrap() } else { 0 };
        match dice.below(6) {
            0 | 1 => world.sell(&mut dice, shop, rules),
            2 if many > 0 => world.give_back(&mut dice, at),
            3 if many > 0 => world.win(at),
            4 => world.pay_out(shop),
            _ => world.settle(&mut dice),
        }
        world.agree(&shops);
    }
}

proptest! {
    #![proptest_config(Config { cases: walks(), failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_happens_the_books_come_to_zero_and_say_what_the_payments_say(
        start in any::<u64>(), steps in vec(any::<u64>(), 1..80)
    ) {
        walk(start, steps);
    }
}

#[test]
fn a_refund_after_the_payout_leaves_less_than_nothing() {
    let shop = ShopId("a".into());
    let mut world = World::default();
    let left = Left {
        shop: shop.clone(),
        direct: false,
        paid: Money::rupiah(100_000),
        fee: Money::rupiah(2_000),
        cost: Money::rupiah(0),
    };
    let sale = Arrival {
        shop: shop.clone(),
        direct: false,
        goods: left.paid,
        sending: Money::rupiah(0),
        costs: Costs { fee: left.fee, ..Costs::none(left.fee) },
    };
    world.book(&arrived(&sale));
    world.pay_out(shop.clone());
    assert_eq!(world.pot(&Account::Owed(shop.clone())), 0);
    world.book(&went_back(&left, Kind::Refund, left.paid).unwrap());
    assert_eq!(world.pot(&Account::Owed(shop)), Money::rupiah(-98_000).minor);
}
