//! What an entry may be, and what an arrival and a hand-back are made of.

use super::*;
use crate::money::Currency;

fn shop() -> ShopId {
    ShopId("toko".into())
}

#[test]
fn an_entry_that_does_not_come_to_zero_cannot_be_made() {
    let posting = |account, whole| Posting { account, amount: Money::rupiah(whole) };
    let new = |postings| Entry::new(Kind::Correction, postings);
    assert_eq!(new(vec![]), Err(Refused::Unbalanced));
    assert_eq!(new(vec![posting(Account::Operator, 5)]), Err(Refused::Unbalanced));
    assert_eq!(new(vec![posting(Account::Operator, 0)]), Err(Refused::Unbalanced));
    let off_by_one = vec![posting(Account::Operator, 5), posting(Account::Owed(shop()), -4)];
    assert_eq!(new(off_by_one), Err(Refused::Unbalanced));
    let most = Money { minor: i64::MAX, currency: Currency::Idr };
    let wraps = [most, most, Money { minor: 2, ..most }];
    let wraps = wraps.map(|amount| Posting { account: Account::Operator, amount }).to_vec();
    assert_eq!(new(wraps), Err(Refused::Unbalanced), "a sum that would wrap to zero");
    let right = new(vec![posting(Account::Operator, -5), posting(Account::Owed(shop()), 5)]).unwrap();
    assert_eq!(right.postings().len(), 2);
}

#[test]
fn nothing_moves_by_nothing_or_backwards() {
    for whole in [0, -1] {
        assert_eq!(Entry::moved(Kind::Sale, Money::rupiah(whole), Account::Buyer, Account::Operator), None);
    }
}

#[test]
fn direct_money_is_in_the_pocket_and_never_owed() {
    let direct = Arrival {
        shop: shop(),
        direct: true,
        goods: Money::rupiah(450_000),
        sending: Money::rupiah(20_000),
        costs: Costs::none(Money::rupiah(0)),
    };
    for entry in arrived(&direct) {
        assert!(entry.postings().iter().all(|one| one.account != Account::Owed(shop())), "{entry:?}");
    }
    let costs = Costs { fee: Money::rupiah(9_000), ..direct.costs };
    let with_fee = arrived(&Arrival { costs, ..direct });
    let fee = with_fee.iter().find(|entry| entry.kind() == Kind::Fee).unwrap();
    assert_eq!(fee.postings()[0], Posting { account: Account::Owed(shop()), amount: Money::rupiah(-9_000) });
}

#[test]
fn what_a_card_costs_beyond_what_a_sale_leaves_is_the_operators() {
    let rp = Money::rupiah;
    let costs = Costs { fee: rp(5_000), card: rp(4_232), hers: rp(3_000) };
    let sold = Arrival { shop: shop(), direct: false, goods: rp(8_000), sending: rp(0), costs };
    let pot = |account: Account| -> i64 {
        let entries = arrived(&sold);
        let own = entries.iter().flat_map(Entry::postings).filter(|one| one.account == account);
        own.map(|one| one.amount.minor).sum()
    };
    let pots = [Account::Owed(shop()), Account::Operator, Account::Provider, Account::Buyer].map(pot);
    assert_eq!(pots, [0, 3_768, 4_232, -8_000].map(|whole| rp(whole).minor));
    let kinds: Vec<Kind> = arrived(&sold).iter().map(Entry::kind).collect();
    assert_eq!(kinds, [Kind::Sale, Kind::Fee, Kind::CardCost], "each is one movement");
}

#[test]
fn no_more_goes_back_than_came() {
    let left =
        Left { shop: shop(), direct: false, paid: Money::rupiah(100), fee: Money::rupiah(3), cost: Money::rupiah(5) };
    assert_eq!(went_back(&left, Kind::Refund, Money::rupiah(101)), Err(Refused::TooMuch));
    assert_eq!(went_back(&left, Kind::Refund, Money::rupiah(-1)), Err(Refused::TooMuch));
    let all = went_back(&left, Kind::Refund, Money::rupiah(100)).unwrap();
    let to_shop: i64 = all
        .iter()
        .flat_map(Entry::postings)
        .filter(|one| one.account == Account::Owed(shop()))
        .map(|one| one.amount.minor)
        .sum();
    assert_eq!(to_shop, Money::rupiah(-92).minor, "what she had of it, after fee and card cost");
}

#[test]
fn kinds_and_accounts_read_their_own_names() {
    assert!(Kind::ALL.into_iter().all(|kind| Kind::parse(kind.as_str()) == Some(kind)));
    let own = [Account::Pocket(shop()), Account::Owed(shop()), Account::Way(shop())];
    for account in own.into_iter().chain([Account::Buyer, Account::Operator, Account::Provider]) {
        assert_eq!(Account::read(account.as_str(), account.shop().cloned()), Some(account));
    }
    assert_eq!(Account::read("owed", None), None);
    assert_eq!(Account::read("buyer", Some(shop())), None);
}
