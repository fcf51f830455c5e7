//! Forged webhooks: body, signature, time, secret, headers, encodings.

use super::stage::{Cards, SECRET, hook};
use crate::stand_in::hooks::{Event, signature};

/// How many forgeries one round sends.
pub const KINDS: usize = 12;

/// Sends so many rounds of forgeries of an event that is good. None is kept; the good one still is afterwards.
pub async fn forge(at: &Cards, event: &Event, rounds: usize, seed: u64) {
    let now = at.app.clock.now();
    let good = signed(SECRET, &event.body, now);
    let mut dice = seed;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % below
    };
    for round in 0..rounds {
        let second = 1_000 * i64::try_from(round).unwrap();
        let mut body = event.body.clone().into_bytes();
        let spot = roll(body.len());
        body[spot] = if body[spot] == b'7' { b'8' } else { b'7' };
        let body = String::from_utf8_lossy(&body).into_owned();
        let mut cut = good.clone();
        let digit = cut.len() - 1 - roll(64);
        cut.replace_range(digit..=digit, if &cut[digit..=digit] == "0" { "1" } else { "0" });
        let forgeries: [(Vec<String>, &str); KINDS] = [
            (vec![good.clone()], &body),
            (vec![cut], &event.body),
            (vec![signed("whsec_other", &event.body, now)], &event.body),
            (vec![signed(SECRET, &event.body, now - 301_000 - second)], &event.body),
            (vec![signed(SECRET, &event.body, now + 301_000 + second)], &event.body),
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
        }
    }
    assert_eq!(at.app.count("select count(*) from provider_events").await, 0);
    // What was signed is not what people read: no event is no event, signed or not.
    for body in ["", "[]", "{\"id\":1,\"type\":\"x\"}", "{\"id\":\"evt_1\"}", "\u{0}"] {
        assert_eq!(hook(&at.app, &[&signed(SECRET, body, now)], body).await, 400, "{body:?}");
    }
    assert_eq!(hook(&at.app, &[&good], &event.body).await, 200, "the real one is still good");
}

fn signed(secret: &str, body: &str, now: i64) -> String {
    signature(&[secret.to_owned()], body.as_bytes(), now)
}
