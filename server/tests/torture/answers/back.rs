//! What an artisan asks to give back, wrong numbers among it: never more than is left, never by looking alone, once
//! for a tap that is sent twice.

use super::super::dice::Dice;
use super::super::requests::an_injection;
use super::super::web::hidden;
use super::{Order, PRICE, RP, World, of_payments, some};
use crate::orders::stage::{hidden_of, tap_on};

/// How many of a piece are given back for.
const COUNTS: [(&str, Option<i64>); 9] = [
    ("0", Some(0)),
    ("", Some(0)),
    ("1", Some(1)),
    ("2", Some(2)),
    ("-1", None),
    ("1.5", None),
    ("99", None),
    ("9223372036854775807", None),
    ("1e0", None),
];

/// What is given besides, in rupiah.
const MORE: [(&str, Option<i64>); 10] = [
    ("", Some(0)),
    ("0", Some(0)),
    ("10.000", Some(10_000)),
    ("25rb", Some(25_000)),
    ("450.000", Some(450_000)),
    ("9.000.000", Some(9_000_000)),
    ("-5.000", None),
    ("1e3", None),
    ("9223372036854775808", None),
    ("lima", None),
];

/// A form that asks for something back, and the page that asks once more.
pub async fn gives_back(world: &mut World, order: &mut Order, in_hand: bool, dice: &mut Dice) {
    let left = order.terms().0 - order.refunded;
    if left == 0 {
        return;
    }
    let most = order.quantity - order.pieces_back;
    let ((count, pieces), (more, besides)) = (some(dice, &COUNTS, Option::is_some), some(dice, &MORE, Option::is_some));
    let reason = *dice.pick(&["flaw", "flaw", "missing", "sending", "changed", "changed", "dispute", "x"]);
    let action = format!("/studio/orders/{}/refund", order.page.code);
    let (quantity, shelf) = (format!("q-{}", order.piece), format!("shelf-{}", order.piece));
    let fields = [("reason", reason), ("text", ""), ("more", more), (&quantity, count), (&shelf, "1")];
    let known = matches!(reason, "flaw" | "missing" | "sending" | "changed");
    let wanted = pieces.filter(|count| (0..=most).contains(count)).zip(besides).filter(|_| known);
    let amount = wanted.map(|(count, more)| match (PRICE * count, more) {
        // Pieces alone are given back for at most what is left.
        (goods, 0) => goods.min(left),
        (goods, more) => goods + more,
    });
    let amount = amount.filter(|amount| *amount > 0 && *amount <= left && !(in_hand && *amount == left));
    let look = world.stage.artisan.post(&action, &fields).await;
    let status = if amount.is_some() { 200 } else { 422 };
    assert_eq!(look.status.as_u16(), status, "{fields:?} of {left}");
    assert_eq!(of_refunds(world, order).await, order.refunded, "looking changes nothing");
    let (Some(amount), Some((count, _))) = (amount, wanted) else {
        world.refused += 1;
        return;
    };
    let html = look.text();
    let form = html.split(&format!("action=\"{action}/confirm\"")).nth(1).unwrap().split("</form>").next().unwrap();
    let mut confirmed = hidden(form);
    let stale = dice.below(5) == 0;
    if stale {
        let version = confirmed.iter_mut().find(|(name, _)| name == "v").unwrap();
        (*dice.pick(&["0", "-1", "x", "9223372036854775808"])).clone_into(&mut version.1);
    }
    let injected = an_injection(dice, PRICE * RP);
    confirmed.push((injected.0.to_owned(), injected.1));
    let fields: Vec<(&str, &str)> = confirmed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    // The same tap twice is one refund.
    for _ in 0..2 {
        let reply = world.stage.artisan.post(&format!("{action}/confirm"), &fields).await;
        assert_eq!(reply.status.as_u16(), if stale { 409 } else { 303 }, "{fields:?}");
    }
    if stale {
        world.refused += 1;
    } else {
        world.refunds += 1;
        order.refunded += amount;
        order.pieces_back += count;
    }
    assert_eq!(of_refunds(world, order).await, order.refunded, "{fields:?}");
}

/// What was promised back of an order, in rupiah.
async fn of_refunds(world: &World, order: &Order) -> i64 {
    let code = order.page.code.replace('-', "");
    let sql = "select cast(coalesce(sum(r.amount_minor), 0) as bigint) from refunds r join orders o on o.id = r.order_id where o.code = $1";
    let (sum,): (i64,) = sqlx::query_as(sql).bind(code).fetch_one(world.app.house.store.read()).await.unwrap();
    sum / RP
}

/// She hands over what is owed: each refund once, or all at once where nothing stays.
pub async fn handed_back(world: &mut World, order: &Order) {
    let path = format!("/studio/orders/{}", order.page.code);
    let (each, all) = (format!("{path}/handed-back"), format!("{path}/returned"));
    let artisan = &mut world.stage.artisan;
    let mut page = artisan.get(&path).await.text();
    while let Some(refund) = hidden_of(&page, &each, "refund") {
        tap_on(artisan, &page, &each, &[("refund", &refund)]).await.location();
        page = artisan.get(&path).await.text();
    }
    if page.contains(&format!("action=\"{all}\"")) {
        tap_on(artisan, &page, &all, &[]).await.location();
    }
    assert_eq!(of_payments(world, order).await.1, order.refunded, "what was promised is handed back");
}
