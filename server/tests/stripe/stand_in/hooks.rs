//! Telling what happened: events, signed, posted to the webhook's address; as often and in such an order as is
//! wished for.

use std::time::Duration;

use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::StandIn;

/// Waits between tries, in seconds.
const AGAIN: [u64; 4] = [1, 5, 30, 120];

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: String,
    pub kind: String,
    pub body: String,
}

/// The header of a body, signed with each secret at `now` (UTC ms).
pub fn signature(secrets: &[String], body: &[u8], now: i64) -> String {
    let at = now.div_euclid(1000);
    let mut header = format!("t={at}");
    for secret in secrets {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { continue };
        mac.update(format!("{at}.").as_bytes());
        mac.update(body);
        let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        header.push_str(&format!(",v1={hex}"));
    }
    header
}

impl StandIn {
    /// Takes what was not told yet: each event as often and in such an order as is wished for.
    pub fn take_events(&self) -> Vec<Event> {
        let mut state = self.state();
        let times = state.wishes.times.max(1);
        let waiting = std::mem::take(&mut state.outbox);
        let mut events: Vec<Event> = waiting.iter().flat_map(|event| (0..times).map(|_| event.clone())).collect();
        if let Some(seed) = state.wishes.shuffle {
            shuffle(&mut events, seed);
        }
        state.told.extend(waiting);
        events
    }

    /// Posts what was not told yet, unless events are held or nobody listens.
    pub fn deliver(&self) {
        let Some(webhook) = self.0.webhook.clone() else { return };
        if self.state().wishes.hold {
            return;
        }
        for event in self.take_events() {
            let (own, webhook) = (self.clone(), webhook.clone());
            tokio::spawn(async move { own.tell(&webhook, &event).await });
        }
    }

    async fn tell(&self, webhook: &str, event: &Event) {
        for wait in AGAIN {
            let header = signature(&self.0.secrets, event.body.as_bytes(), self.now());
            match post(webhook, &header, &event.body).await {
                Ok(200) => return,
                Ok(status) => eprintln!("stripe-stand-in: {} of {} was answered {status}", event.kind, event.id),
                Err(error) => eprintln!("stripe-stand-in: {} could not be told: {error}", event.id),
            }
            tokio::time::sleep(Duration::from_secs(wait)).await;
        }
    }
}

/// xorshift64*, so that the same number gives the same order.
fn shuffle(events: &mut [Event], seed: u64) {
    let mut dice = seed | 1;
    for at in (1..events.len()).rev() {
        dice ^= dice >> 12;
        dice ^= dice << 25;
        dice ^= dice >> 27;
        let roll = usize::try_from(dice.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap_or_default();
        events.swap(at, roll % (at + 1));
    }
}

/// One POST over plain http; gives the status. A client library would be a dependency for ten lines.
async fn post(url: &str, signature: &str, body: &str) -> std::io::Result<u16> {
    let rest = url.strip_prefix("http://").unwrap_or(url);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).await?;
    let head = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json; charset=utf-8\r\nStripe-Signature: {signature}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let line = String::from_utf8_lossy(&answer);
    Ok(line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0))
}
