//! Money that comes while time runs out.

use futures::future::join_all;

use super::super::Run;
use super::stage::Cards;
use super::{houses, must_be_right, until_heard};
use crate::orders::stage::{artisan_taps, at_checkout, tick};

/// How far from the end of a hold, in ms.
const EDGES: [i64; 5] = [-1_000, -1, 0, 1, 1_000];

/// Around the end of a hold: whoever holds it pays, another buyer orders, the job comes by, all at once. One owner.
pub async fn edges(run: Run) -> String {
    let mut kept = 0;
    for at in houses("unique", 1).await {
        for round in 0..run.size {
            let edge = EDGES[round % EDGES.len()];
            let by_card = (round / EDGES.len()).is_multiple_of(2);
            kept += usize::from(one_edge(&at, edge, by_card, round).await);
        }
        must_be_right(&at, &[], 1, "at the end").await;
    }
    format!("{} holds ended, {kept} of them were kept", 2 * run.size)
}

/// True when the first buyer kept the piece.
async fn one_edge(at: &Cards, edge: i64, by_card: bool, round: usize) -> bool {
    let app = &at.app;
    let method = if by_card { "card" } else { "cash" };
    let mut first = at_checkout(app, &at.stage.piece, "stall").await.order(&[("method", method)]).await;
    let page = if by_card { Some(at.to_pay(&mut first).await) } else { None };
    if let Some(id) = &page {
        // Filled in while it is open; the event is told at the edge.
        at.pay(id);
    }
    let events = at.stripe.take_events();
    let until = app.count("select max(held_until) from shop_orders where stock_held = 1").await;
    let claim = format!("{}/paid", first.link);
    let key = if by_card { String::new() } else { crate::orders::stage::key_of(&first.page().await.text(), &claim) };
    app.clock.forward(until + edge - app.clock.now());
    let mut second = app.client();
    let shop = format!("/en/checkout?p={}&how=stall&via=q", at.stage.piece.code);
    let open = second.get(&shop).await;
    let mut other = crate::orders::stage::Buyer { client: second, lang: "en", page: open, how: "stall" };
    let offered = other.page.text().contains("name=\"key\"");
    let pays = async {
        if by_card {
            join_all(events.iter().map(|event| until_heard(app, event))).await;
            app.run_jobs().await;
        } else {
            first.client.post(&claim, &[("key", &key)]).await;
        }
    };
    let orders = async { if offered { Some(other.send(&[("method", "cash")]).await.status.as_u16()) } else { None } };
    let ((), ordered, ()) = tokio::join!(pays, orders, tick(app));
    app.run_jobs().await;
    let when = format!("round {round}: {edge} ms, card: {by_card}");
    assert!(matches!(ordered, None | Some(303 | 409 | 422)), "{when}: {ordered:?}");
    let holders = app.count("select count(*) from shop_orders where stock_held = 1").await;
    assert_eq!(holders, 1, "{when}: {ordered:?}");
    assert_eq!(app.count("select stock from products").await, 0, "{when}");
    if edge < 0 {
        assert_ne!(ordered, Some(303), "{when}: sold while it was held");
    }
    must_be_right(at, &[&first], 1, &when).await;
    clear(at).await;
    assert_eq!(app.count("select stock from products").await, 1, "{when}");
    ordered != Some(303)
}

/// Brings every open order to its end, so that the piece is for sale again.
async fn clear(at: &Cards) {
    at.app.clock.forward(2 * 3_600_000);
    tick(&at.app).await;
    let mut artisan = at.app.owner_of(&at.stage.shop).await;
    let open: Vec<(String,)> = sqlx::query_as(
        "select distinct o.code from orders o join shop_orders s on s.order_id = o.id join payments p on p.shop_order_id = s.id \
         where s.stock_held = 1 or p.state in ('claimed', 'to_return')",
    )
    .fetch_all(at.app.house.store.read())
    .await
    .unwrap();
    for (stored,) in open {
        // As pages write it.
        let code = format!("{}-{}", &stored[..4], &stored[4..]);
        for _ in 0..6 {
            let html = artisan.get(&format!("/studio/orders/{code}")).await.text();
            let offered = |act: &str| html.contains(&format!("/studio/orders/{code}/{act}\""));
            let Some(act) = ["not-arrived", "release", "cancel"].into_iter().find(|act| offered(act)) else { break };
            let fields = [("reason", "sold"), ("text", "")];
            let status = artisan_taps(&mut artisan, &code, act, &fields).await.status;
            assert_eq!(status, 303, "{act} of {code}");
        }
    }
    tick(&at.app).await;
    at.tell().await;
}
