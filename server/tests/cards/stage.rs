//! What these tests start from: a stall whose regency takes cards, a house that speaks to the stand-in, and a buyer
//! who has ordered by card.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use crate::orders::stage::{Ordered, Stage, at_checkout, stage_of};
use crate::stand_in::StandIn;
use crate::stand_in::hooks::{Event, signature};
use crate::support::{Reply, TestApp};

pub const SECRET: &str = "whsec_test_wakatobi";

/// The stage, a house that takes cards, and the stand-in it speaks to.
pub struct Cards {
    pub app: TestApp,
    pub stage: Stage,
    pub stripe: StandIn,
}

pub async fn cards(app: TestApp) -> Cards {
    cards_of(app, "unique", 1).await
}

pub async fn cards_of(app: TestApp, kind: &str, stock: i64) -> Cards {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let clock = app.clock.clone();
    let stripe = StandIn::new(url.clone(), vec![SECRET.to_owned()], None, Arc::new(move || clock.now()));
    let serving = stripe.clone();
    tokio::spawn(async move { serving.serve(listener).await });
    let app = speaking_to(app, &url, SECRET).await;
    let stage = stage_of(&app, kind, stock).await;
    offer(&app, &stage.place.regency).await;
    Cards { app, stage, stripe }
}

pub async fn speaking_to(app: TestApp, url: &str, secrets: &str) -> TestApp {
    let settings =
        [("STRIPE_SECRET_KEY", "sk_test_stand_in"), ("STRIPE_WEBHOOK_SECRET", secrets), ("STRIPE_API_BASE", url)];
    app.with_cards(&settings).await
}

/// The regency takes cards.
pub async fn offer(app: &TestApp, regency: &str) {
    let row = vec![
        ("regency_id", regency.into()),
        ("offers_card", 1.into()),
        ("merchant_name", "Koperasi Contoh".into()),
        ("merchant_contact", "kartu@koperasi.example".into()),
        ("updated_at", app.clock.now().into()),
    ];
    app.insert("region_money", row).await;
}

impl Cards {
    /// A buyer at the stall who has ordered by card.
    pub async fn ordered(&self) -> Ordered {
        at_checkout(&self.app, &self.stage.piece, "stall").await.order(&[("method", "card")]).await
    }

    /// The same, sent on to the payment page; gives its id.
    pub async fn gone_to_pay(&self) -> (Ordered, String) {
        let mut buyer = self.ordered().await;
        let id = self.to_pay(&mut buyer).await;
        (buyer, id)
    }

    /// Taps "Pay by card"; gives the id of the payment page.
    pub async fn to_pay(&self, buyer: &mut Ordered) -> String {
        let to = buyer.tap("card", &[]).await.location();
        let start = format!("{}/pay/", self.stripe.url());
        to.strip_prefix(&start).unwrap_or_else(|| panic!("{to}")).to_owned()
    }

    /// Pays on the payment page; the events wait to be told.
    pub fn pay(&self, id: &str) {
        let now = self.app.clock.now();
        assert!(self.stripe.state().complete(id, true, now), "{id} cannot be paid");
    }

    /// Comes back from the payment page.
    pub async fn come_back(&self, buyer: &mut Ordered) -> Reply {
        let link = buyer.link.clone();
        assert_eq!(buyer.client.get(&format!("{link}?card=paid")).await.location(), link);
        buyer.page().await
    }

    /// Tells every event that waits, as the stand-in was wished to, and runs the jobs.
    pub async fn tell(&self) {
        for event in self.stripe.take_events() {
            self.tell_one(&event).await;
        }
        self.app.run_jobs().await;
    }

    pub async fn tell_one(&self, event: &Event) {
        let header = signature(&[SECRET.to_owned()], event.body.as_bytes(), self.app.clock.now());
        assert_eq!(hook(&self.app, &[&header], &event.body).await, StatusCode::OK, "{}", event.kind);
    }

    /// An event as Stripe would tell it, with this object.
    pub fn event(&self, id: &str, kind: &str, object: &Value) -> Event {
        let body =
            json!({ "id": id, "object": "event", "type": kind, "livemode": false, "data": { "object": object } });
        Event { id: id.to_owned(), kind: kind.to_owned(), body: body.to_string() }
    }

    /// A payment page as Stripe would describe it if it stood like this.
    pub fn object(&self, id: &str, status: &str, payment: &str) -> Value {
        let state = self.stripe.state();
        let session = &state.sessions[id];
        json!({
            "id": id, "object": "checkout.session", "status": status, "payment_status": payment,
            "amount_total": session.amount, "currency": session.currency, "client_reference_id": session.order,
            "metadata": session.metadata, "payment_intent": (status == "complete").then_some(&session.intent),
        })
    }

    /// A charge as Stripe would describe it when so much of it had gone back.
    pub fn charge(&self, id: &str, refunded: i64) -> Value {
        let state = self.stripe.state();
        let session = &state.sessions[id];
        json!({
            "id": session.intent.replacen("pi_", "ch_", 1), "object": "charge", "payment_intent": session.intent,
            "amount": session.amount, "amount_refunded": refunded, "currency": session.currency,
        })
    }

    /// State of the payment, of the part, and what is on the shelf: stock and held.
    pub async fn now(&self) -> (String, String, i64, i64) {
        let (payment, part): (String, String) = sqlx::query_as(
            "select p.state, s.state from payments p join shop_orders s on s.id = p.shop_order_id \
             where p.state <> 'abandoned' order by p.created_at, p.id limit 1",
        )
        .fetch_one(self.app.house.store.read())
        .await
        .unwrap();
        let (stock, held) = crate::orders::stage::shelf(&self.app).await;
        (payment, part, stock, held)
    }

    #[track_caller]
    pub fn is(now: &(String, String, i64, i64), payment: &str, part: &str, stock: i64, held: i64) {
        let expected = (payment.to_owned(), part.to_owned(), stock, held);
        assert_eq!(*now, expected);
    }

    /// How many alarms of a kind are open.
    pub async fn alarms(&self, kind: &str) -> i64 {
        let (count,): (i64,) = sqlx::query_as("select count(*) from alarms where kind = $1 and settled_at is null")
            .bind(kind.to_owned())
            .fetch_one(self.app.house.store.read())
            .await
            .unwrap();
        count
    }

    /// How often the trail says that a card was charged.
    pub async fn times_paid(&self) -> i64 {
        self.app.count("select count(*) from audit where action = 'payment.card_paid'").await
    }
}

/// Each field of a page that makes it another's.
pub fn not_ours() -> [(&'static str, Value); 9] {
    [
        ("amount_total", json!(45_000_001)),
        ("amount_total", json!(44_999_999)),
        ("amount_total", json!(450_000)),
        ("amount_total", json!(4_500_000_000_i64)),
        ("amount_total", json!(null)),
        ("currency", json!("usd")),
        ("client_reference_id", json!("01940000-0000-7000-8000-000000000001")),
        ("metadata", json!({ "session": "another" })),
        ("id", json!("cs_test_other")),
    ]
}

/// Posts to the webhook's address with these signature headers.
pub async fn hook(app: &TestApp, signatures: &[&str], body: &str) -> StatusCode {
    hook_answer(app, signatures, Body::from(body.to_owned())).await.status()
}

/// The same with a body of any kind, and its whole answer.
pub async fn hook_answer(app: &TestApp, signatures: &[&str], body: Body) -> Response<Body> {
    let headers: Vec<(&'static str, Vec<u8>)> =
        signatures.iter().map(|one| ("stripe-signature", one.as_bytes().to_vec())).collect();
    hook_raw(app, &headers, body).await
}

/// The same with any headers, of any bytes.
pub async fn hook_raw(app: &TestApp, sent: &[(&'static str, Vec<u8>)], body: Body) -> Response<Body> {
    let mut headers = HeaderMap::new();
    for (name, value) in sent {
        headers.append(*name, HeaderValue::from_bytes(value).unwrap());
    }
    let mut request = Request::builder().method(Method::POST).uri("/hooks/stripe");
    if let Some(all) = request.headers_mut() {
        *all = headers;
    }
    app.router.clone().oneshot(request.body(body).unwrap()).await.unwrap()
}
