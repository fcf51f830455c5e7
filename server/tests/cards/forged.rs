//! Forged webhooks: body, signature, time, secret, headers, encodings. None is kept.

use super::stage::{SECRET, cards, hook};
use crate::on_both;
use crate::stand_in::hooks::signature;

/// How many of each kind; the full size is set by `HOMORU_FORGED`.
fn rounds() -> u64 {
    std::env::var("HOMORU_FORGED").ok().and_then(|text| text.parse().ok()).unwrap_or(30)
}

on_both! {
    async fn no_forged_webhook_is_kept(app: TestApp) {
        let at = cards(app).await;
        let (_buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let event = at.stripe.take_events().remove(0);
        let now = at.app.clock.now();
        let sign = |secret: &str, body: &str, now: i64| signature(&[secret.to_owned()], body.as_bytes(), now);
        let good = sign(SECRET, &event.body, now);
        let mut dice = 0x5eed_u64;
        let mut roll = |below: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(dice >> 33).unwrap() % below
        };
        let mut sent = 0;
        for round in 0..rounds() {
            let second = 1_000 * i64::try_from(round).unwrap();
            let mut body = event.body.clone().into_bytes();
            let spot = roll(body.len());
            body[spot] = if body[spot] == b'7' { b'8' } else { b'7' };
            let body = String::from_utf8_lossy(&body).into_owned();
            let mut cut = good.clone();
            let digit = cut.len() - 1 - roll(64);
            cut.replace_range(digit..=digit, if &cut[digit..=digit] == "0" { "1" } else { "0" });
            let forgeries: Vec<(Vec<String>, &str)> = vec![
                (vec![good.clone()], &body),
                (vec![cut], &event.body),
                (vec![sign("whsec_other", &event.body, now)], &event.body),
                (vec![sign(SECRET, &event.body, now - 301_000 - second)], &event.body),
                (vec![sign(SECRET, &event.body, now + 301_000 + second)], &event.body),
                (vec![good.clone(), good.clone()], &event.body),
                (vec![good.replace("v1=", "v0=")], &event.body),
                (vec![good.replace("t=", "t=1,t=")], &event.body),
                (vec![good.to_uppercase()], &event.body),
                (vec![format!("\u{feff}{good}")], &event.body),
                (vec![], &event.body),
                (vec![good.clone()], ""),
            ];
            for (headers, body) in forgeries {
                let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
                assert_eq!(hook(&at.app, &headers, body).await, 400, "{round}: {headers:?}");
                sent += 1;
            }
        }
        assert!(sent >= 12 * 30 || rounds() < 30);
        assert_eq!(at.app.count("select count(*) from provider_events").await, 0);
        // What was signed is not what people read: no event is no event, signed or not.
        for body in ["", "[]", "{\"id\":1,\"type\":\"x\"}", "{\"id\":\"evt_1\"}", "\u{0}"] {
            assert_eq!(hook(&at.app, &[&sign(SECRET, body, now)], body).await, 400, "{body:?}");
        }
        assert_eq!(hook(&at.app, &[&good], &event.body).await, 200, "the real one is still good");
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
