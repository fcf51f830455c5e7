//! Stripe, as far as we need it: a payment page is opened, looked up and closed; money is sent back; a dispute is looked
//! up. Nothing here knows an order or a row; `payments::card` keeps what was asked and what came back.
//!
//! Every call that changes something carries the caller's stored idempotency key, and none is repeated in here: the
//! caller decides, with what it has written down.

mod error;
mod facts;
pub mod signature;

use std::collections::HashMap;
use std::time::Duration;

use app::money::Money;
use app::words::Lang;
use secrecy::SecretString;
use stripe::{IdempotencyKey, RequestStrategy, StripeRequest as _};
use stripe_checkout::CheckoutSessionMode;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionAdaptivePricing, CreateCheckoutSessionLineItems,
    CreateCheckoutSessionLineItemsPriceData, ExpireCheckoutSession, ProductData, RetrieveCheckoutSession,
};
use stripe_core::dispute::RetrieveDispute;
use stripe_core::refund::{CreateRefund, ListRefund, RetrieveRefund};
use stripe_types::Currency;

pub use error::StripeError;
pub use facts::{Dispute, Page, PageState, Refund, decided};

use crate::config::Cards;

/// How long one call may take. A buyer waits for it; Stripe answers in less than a second.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The account of this installation.
pub struct Stripe {
    client: stripe::Client,
    secrets: Vec<SecretString>,
    page_origin: String,
    /// True for a test key: no real card is charged.
    pub test: bool,
}

/// A payment page to be opened: the values as they are stored, so that a second try sends the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPage {
    /// The id of our own row.
    pub session: String,
    pub order: String,
    pub attempt: i64,
    pub amount: Money,
    /// What the buyer reads beside the amount.
    pub about: String,
    pub lang: Lang,
    /// UTC ms; Stripe takes 30 minutes to 24 hours.
    pub expires_at: i64,
    /// Where the buyer comes back to.
    pub paid_url: String,
    pub left_url: String,
    pub key: String,
}

/// Money to be sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    /// The id of our own row.
    pub refund: String,
    pub payment_intent: String,
    pub amount: Money,
    pub key: String,
}

impl Stripe {
    /// The account of the settings.
    ///
    /// # Errors
    /// In words, when no client can be made of them.
    pub fn new(cards: &Cards) -> Result<Self, String> {
        Self::waiting(cards, TIMEOUT)
    }

    /// The same, with how long one call may take.
    fn waiting(cards: &Cards, longest: Duration) -> Result<Self, String> {
        let client = stripe::ClientBuilder::new(cards.key())
            .url(format!("{}/", cards.api_base))
            .timeout(longest)
            .request_strategy(RequestStrategy::Once)
            .build()
            .map_err(|error| format!("the card settings cannot be used: {error}"))?;
        Ok(Self {
            client,
            secrets: cards.webhook_secrets.clone(),
            page_origin: cards.page_origin().to_owned(),
            test: cards.test,
        })
    }

    /// The origin of the page a buyer is sent to.
    pub fn page_origin(&self) -> &str {
        &self.page_origin
    }

    /// True when a webhook's body was signed with one of our secrets, at most five minutes from `now`.
    pub fn is_from_stripe(&self, header: &[u8], body: &[u8], now: i64) -> bool {
        signature::is_signed(&self.secrets, header, body, now)
    }

    /// Opens a payment page. The same values with the same key give the same page.
    pub async fn open(&self, new: &NewPage) -> Result<Page, StripeError> {
        let price = CreateCheckoutSessionLineItemsPriceData {
            // Stripe counts rupiah in hundredths, as we do: Rp450.000 is 45000000.
            unit_amount: Some(new.amount.minor),
            product_data: Some(ProductData::new(new.about.clone())),
            ..CreateCheckoutSessionLineItemsPriceData::new(Currency::IDR)
        };
        let line = CreateCheckoutSessionLineItems {
            price_data: Some(price),
            quantity: Some(1),
            ..CreateCheckoutSessionLineItems::new()
        };
        // What is charged is what our page says, not Stripe's conversion of it.
        let as_shown = CreateCheckoutSessionAdaptivePricing { enabled: Some(false) };
        let metadata =
            [("order", new.order.clone()), ("session", new.session.clone()), ("attempt", new.attempt.to_string())];
        let metadata: HashMap<String, String> =
            metadata.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let request = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Payment)
            .line_items(vec![line])
            .adaptive_pricing(as_shown)
            .client_reference_id(new.order.clone())
            .metadata(metadata)
            .locale(facts::locale(new.lang))
            .expires_at(new.expires_at / 1000)
            .success_url(new.paid_url.clone())
            .cancel_url(new.left_url.clone());
        let session = request.customize().request_strategy(once(&new.key)?).send(&self.client).await?;
        Ok(Page::of(session))
    }

    /// Looks a payment page up.
    pub async fn page(&self, id: &str) -> Result<Page, StripeError> {
        Ok(Page::of(RetrieveCheckoutSession::new(id.to_owned()).send(&self.client).await?))
    }

    /// Closes a payment page, so that nobody can pay on it any more. Refused when it is paid or closed already.
    pub async fn close(&self, id: &str, key: &str) -> Result<Page, StripeError> {
        let request = ExpireCheckoutSession::new(id.to_owned());
        Ok(Page::of(request.customize().request_strategy(once(key)?).send(&self.client).await?))
    }

    /// Sends money back, all of a payment or a part.
    pub async fn refund(&self, new: &NewRefund) -> Result<Refund, StripeError> {
        let metadata = HashMap::from([("refund".to_owned(), new.refund.clone())]);
        let request =
            CreateRefund::new().payment_intent(new.payment_intent.clone()).amount(new.amount.minor).metadata(metadata);
        Ok(Refund::of(request.customize().request_strategy(once(&new.key)?).send(&self.client).await?))
    }

    /// Looks a refund up.
    pub async fn refund_by_id(&self, id: &str) -> Result<Refund, StripeError> {
        Ok(Refund::of(RetrieveRefund::new(id.to_owned()).send(&self.client).await?))
    }

    /// What was ever sent back of a payment: Stripe forgets an idempotency key after a day, but not what it did.
    pub async fn refunds_of(&self, payment_intent: &str) -> Result<Vec<Refund>, StripeError> {
        let request = ListRefund::new().payment_intent(payment_intent.to_owned()).limit(100_i64);
        let list = request.send(&self.client).await?;
        Ok(list.data.into_iter().map(Refund::of).collect())
    }

    /// Looks a dispute up.
    pub async fn dispute(&self, id: &str) -> Result<Dispute, StripeError> {
        Ok(Dispute::of(RetrieveDispute::new(id.to_owned()).send(&self.client).await?))
    }
}

fn once(key: &str) -> Result<RequestStrategy, StripeError> {
    let key = IdempotencyKey::new(key).map_err(|error| StripeError::Refused(error.to_string()))?;
    Ok(RequestStrategy::Idempotent(key))
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    fn cards(base: Option<&str>) -> Cards {
        Cards {
            secret_key: SecretString::from("sk_test_1".to_owned()),
            webhook_secrets: vec![SecretString::from("whsec_1".to_owned())],
            api_base: base.unwrap_or("https://api.stripe.com").to_owned(),
            test: true,
        }
    }

    #[tokio::test]
    async fn a_client_for_the_real_address_can_be_made_and_one_that_is_not_there_is_asked_again_later() {
        assert_eq!(Stripe::new(&cards(None)).unwrap().page_origin(), "https://checkout.stripe.com");
        let nobody = Stripe::new(&cards(Some("http://127.0.0.1:1"))).unwrap();
        assert!(matches!(nobody.page("cs_test_1").await, Err(StripeError::Later(_))));
    }

    #[tokio::test]
    async fn a_call_that_is_under_way_with_the_same_key_is_no_refusal_and_other_values_are() {
        let says = |status: &str, code: &str| {
            let body = format!(r#"{{"error":{{"type":"idempotency_error","code":"{code}","message":"-"}}}}"#);
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            &*Box::leak((head + &body).into_boxed_str())
        };
        let under_way =
            Stripe::new(&cards(Some(&silent(says("409 Conflict", "idempotency_key_in_use")).await))).unwrap();
        assert!(matches!(under_way.page("cs_test_1").await, Err(StripeError::Later(_))));
        let others =
            Stripe::new(&cards(Some(&silent(says("400 Bad Request", "parameter_invalid_empty")).await))).unwrap();
        assert_eq!(others.page("cs_test_1").await.unwrap_err(), StripeError::OtherValues);
    }

    /// Takes every call, says so much of an answer, and then nothing for ever.
    async fn silent(said: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                assert!(stream.read(&mut [0; 4_096]).await.unwrap() > 0);
                stream.write_all(said.as_bytes()).await.unwrap();
                open.push(stream);
            }
        });
        url
    }

    /// What each call comes to.
    async fn every_call(stripe: &Stripe) -> [Option<StripeError>; 7] {
        let amount = Money::rupiah(450_000);
        let page = NewPage {
            session: "s".to_owned(),
            order: "o".to_owned(),
            attempt: 1,
            amount,
            about: "H4M2-R7".to_owned(),
            lang: Lang::En,
            expires_at: 1_760_000_000_000,
            paid_url: "http://localhost/paid".to_owned(),
            left_url: "http://localhost/left".to_owned(),
            key: "order:o:card:1".to_owned(),
        };
        let refund =
            NewRefund { refund: "r".to_owned(), payment_intent: "pi_1".to_owned(), amount, key: "refund:r".to_owned() };
        [
            stripe.open(&page).await.err(),
            stripe.page("cs_test_1").await.err(),
            stripe.close("cs_test_1", "close:s").await.err(),
            stripe.refund(&refund).await.err(),
            stripe.refund_by_id("re_1").await.err(),
            stripe.refunds_of("pi_1").await.err(),
            stripe.dispute("dp_1").await.err(),
        ]
    }

    #[tokio::test]
    async fn a_service_that_never_answers_or_stops_in_the_middle_is_not_waited_for() {
        for said in ["", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"id\":"] {
            let stripe = Stripe::waiting(&cards(Some(&silent(said).await)), Duration::from_millis(50)).unwrap();
            // Without a limit of its own a call would never end, and this test says so instead of waiting with it.
            let ended =
                tokio::time::timeout(Duration::from_secs(60), every_call(&stripe)).await.expect("a call that waits");
            let late = |one: &Option<StripeError>| *one == Some(StripeError::Later("timeout".to_owned()));
            assert!(ended.iter().all(late), "{said}: {ended:?}");
        }
    }
}
