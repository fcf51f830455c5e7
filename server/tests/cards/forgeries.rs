//! Forged webhooks: body, signature, time, secret, headers, encodings. What can differ from round to round does.

use axum::body::Body;

use super::stage::{Cards, SECRET, hook_raw};
use crate::stand_in::hooks::{Event, signature};

/// How many forgeries one round sends.
pub const KINDS: usize = 28;

/// What is sent: headers and body, to the byte.
struct Sent {
    what: &'static str,
    headers: Vec<(&'static str, Vec<u8>)>,
    body: Vec<u8>,
}

impl Sent {
    fn new(what: &'static str, headers: &[&str], body: impl Into<Vec<u8>>) -> Self {
        let headers = headers.iter().map(|one| ("stripe-signature", one.as_bytes().to_vec())).collect();
        Self { what, headers, body: body.into() }
    }

    /// The same with another header beside the signature.
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.as_bytes().to_vec()));
        self
    }

    /// The status it is answered with; `pieces` when the body comes in several, without its length.
    async fn to(&self, at: &Cards, pieces: bool) -> u16 {
        let body = if pieces {
            let chunks: Vec<_> = self.body.chunks(7).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect();
            Body::from_stream(futures::stream::iter(chunks))
        } else {
            Body::from(self.body.clone())
        };
        hook_raw(&at.app, &self.headers, body).await.status().as_u16()
    }
}

/// The same numbers again with the same seed.
struct Rolls(u64);

impl Rolls {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn byte(&mut self, from: u8) -> u8 {
        from + u8::try_from(self.below(usize::from(u8::MAX - from) + 1)).unwrap()
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..=self.below(most)).map(|_| self.byte(0)).collect()
    }

    /// A text of letters and digits.
    fn word(&mut self) -> String {
        (0..8 + self.below(24)).map(|_| char::from(*self.of(b"abcdefghijkmnpqrstuvwxyz23456789"))).collect()
    }

    /// One byte of it is another one.
    fn changed(&mut self, from: &[u8]) -> Vec<u8> {
        let (mut bytes, at) = (from.to_vec(), self.below(from.len()));
        bytes[at] ^= self.byte(1);
        bytes
    }

    /// A byte more or less somewhere, or the end cut off.
    fn longer_or_shorter(&mut self, from: &[u8]) -> Vec<u8> {
        let (mut bytes, at) = (from.to_vec(), self.below(from.len()));
        match self.below(3) {
            0 => bytes.insert(at, self.byte(0)),
            1 => drop(bytes.remove(at)),
            _ => bytes.truncate(at),
        }
        bytes
    }

    /// Anything but the secret, and often nearly it.
    fn secret(&mut self) -> String {
        let (word, at) = (self.word(), self.below(SECRET.len()));
        match self.below(6) {
            0 => String::new(),
            1 => SECRET[..at].to_owned(),
            2 => format!("{SECRET}{}", &word[..1]),
            3 => SECRET.to_uppercase(),
            4 => format!("{}~{}", &SECRET[..at], &SECRET[at + 1..]),
            _ => format!("whsec_{word}"),
        }
    }
}

/// Sends so many rounds of forgeries of an event that is good. None is kept; what is good is, in each round as well.
pub async fn forge(at: &Cards, event: &Event, rounds: usize, seed: u64) {
    let now = at.app.clock.now();
    let mut roll = Rolls(seed);
    for round in 0..rounds {
        for sent in forgeries(&mut roll, &event.body, now) {
            assert_eq!(sent.to(at, sent.what == "in pieces").await, 400, "{round}: {} {:?}", sent.what, sent.headers);
        }
        // Nothing above was refused for another reason than its own.
        let control = at.event(&format!("evt_control_{round}"), "invoice.paid", &serde_json::json!({ "id": round }));
        let away = [-300_000, -299_000, 299_000, 300_000][round % 4];
        let good = Sent::new("control", &[&signed(SECRET, &control.body, now + away)], control.body);
        assert_eq!(good.to(at, round % 3 == 0).await, 200, "{round}: signed {away} ms away");
    }
    let kept = at.app.count("select count(*) from provider_events").await;
    assert_eq!(usize::try_from(kept).unwrap(), rounds, "only what is good is kept");
    // What was signed is not what people read: no event is no event, signed or not.
    let strange: [&[u8]; 7] = [
        b"",
        b"[]",
        br#"{"id":1,"type":"x"}"#,
        br#"{"id":"evt_1"}"#,
        b"\0",
        b"\xff\xfe",
        b"{\"id\":\"\xe9\",\"type\":\"x\"}",
    ];
    for body in strange {
        let header = signature(&[SECRET.to_owned()], body, now);
        assert_eq!(Sent::new("no event", &[&header], body).to(at, false).await, 400, "{body:?}");
    }
    let good = signed(SECRET, &event.body, now);
    let (time, own) = good.split_once(',').unwrap();
    let other = signed("whsec_other", &event.body, now);
    let other = other.split_once(',').unwrap().1;
    // Stripe signs with several secrets in one header while one is being changed.
    for header in [good.clone(), format!("{time},{other},{own}"), format!("{time},{own},{other},v0=1")] {
        assert_eq!(Sent::new("good", &[&header], event.body.clone()).to(at, false).await, 200, "{header}");
    }
}

fn forgeries(roll: &mut Rolls, body: &str, now: i64) -> [Sent; KINDS] {
    let good = signed(SECRET, body, now);
    let good = good.as_str();
    let (time, own) = good.split_once(",v1=").unwrap();
    let at = roll.below(64);
    let digit = if &own[at..=at] == "0" { "1" } else { "0" };
    let false_one = format!("{time},v1={}{digit}{}", &own[..at], &own[at + 1..]);
    let (other, long, spot) = (signed(&roll.secret(), body, now), roll.below(good.len()), roll.below(body.len()));
    let seconds = now / 1000 + [-7, -1, 1, 7][roll.below(4)];
    let scheme = roll.of(&["v0=", "v2=", "V1=", "v1 =", " v1=", "v1:", "v="]);
    let odd = roll.of(&["{g} ", " {g}", "{g},", ",{g}", "{g};", "\"{g}\"", "\u{feff}{g}", "{g},x", "Bearer {g}"]);
    let strange = roll.byte(0x80);
    let two_times =
        [format!("t=1,{good}"), format!("{good},{time}"), format!("{time},{good}"), format!("{time},t=,v1={own}")];
    let joined = [
        format!("{good}, {good}"),
        format!("{good},{false_one}"),
        format!("{false_one}, {good}"),
        format!("{good};{good}"),
    ];
    let mut not_text = good.as_bytes().to_vec();
    not_text.insert(long, strange);
    let mut not_utf8 = body.as_bytes().to_vec();
    not_utf8.insert(spot, strange);
    let wide: Vec<u8> = match roll.below(3) {
        0 => body.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => body.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => [0xfeff].into_iter().chain(body.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
    };
    let spaced = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(body).unwrap()).unwrap();
    let escaped = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let packing = roll.of(&["gzip", "GZIP", "deflate", "br", "zstd", "gzip, gzip", "identity", "x"]);
    let mut raw_header = Sent::new("a header that is no text", &[], body);
    raw_header.headers.push(("stripe-signature", not_text));
    [
        Sent::new("a changed byte", &[good], roll.changed(body.as_bytes())),
        Sent::new("a body longer or shorter", &[good], roll.longer_or_shorter(body.as_bytes())),
        Sent::new("another body", &[good], roll.bytes(300)),
        Sent::new("a changed digit", &[&false_one], body),
        Sent::new("a header cut off", &[&good[..long]], body),
        Sent::new("another secret", &[&other], body),
        Sent::new("another scheme", &[&good.replace("v1=", scheme)], body),
        Sent::new("301 s before", &[&signed(SECRET, body, now - 301_000)], body),
        Sent::new("301 s after", &[&signed(SECRET, body, now + 301_000)], body),
        Sent::new("another time than was signed", &[&format!("t={seconds},v1={own}")], body),
        Sent::new("two times", &[roll.of(&two_times).as_str()], body),
        Sent::new("capitals", &[&format!("{time},v1={}", own.to_uppercase())], body),
        Sent::new("an odd header", &[&odd.replace("{g}", good)], body),
        Sent::new("no header", &[], body),
        Sent::new("a good header and a false one", &[good, &false_one], body),
        Sent::new("a false header and a good one", &[&false_one, good], body),
        Sent::new("two good headers", &[good, good], body),
        Sent::new("a good header and one of another secret", &[good, &other], body),
        Sent::new("headers joined into one", &[roll.of(&joined).as_str()], body),
        raw_header,
        Sent::new("a body that is no text", &[good], not_utf8),
        Sent::new("two bytes to a letter", &[good], wide),
        Sent::new("written with other spaces", &[good], spaced),
        Sent::new("a mark before the body", &[good], [b"\xef\xbb\xbf", body.as_bytes()].concat()),
        Sent::new("an escaped body", &[good], escaped(body)),
        Sent::new("an escaped header", &[&escaped(good)], body),
        Sent::new("a body that says it is packed", &[good], body).with("content-encoding", packing),
        Sent::new("in pieces", &[good], roll.changed(body.as_bytes())),
    ]
}

fn signed(secret: &str, body: &str, now: i64) -> String {
    signature(&[secret.to_owned()], body.as_bytes(), now)
}
