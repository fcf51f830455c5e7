//! Forged webhooks: none is kept. The torture sends thousands of them.

use super::forgeries::forge;
use super::stage::{SECRET, cards, hook};
use crate::on_both;
use crate::stand_in::hooks::signature;

on_both! {
    async fn no_forged_webhook_is_kept(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let event = at.stripe.take_events().remove(0);
        forge(&at, &event, 30, 0x5eed).await;
    }

    async fn without_keys_nothing_is_believed(app: TestApp) {
        let now = app.clock.now();
        let body = r#"{"id":"evt_1","type":"checkout.session.completed","data":{"object":{}}}"#;
        for secret in ["", SECRET, "whsec_"] {
            assert_eq!(hook(&app, &[&signature(&[secret.to_owned()], body.as_bytes(), now)], body).await, 400);
        }
        assert_eq!(app.count("select count(*) from provider_events").await, 0);
    }
}
