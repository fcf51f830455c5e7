//! Vectors of Stripe's own libraries and of ours, and forgeries.

use super::*;

/// The event of Stripe.net's and async-stripe's own tests, to the byte.
const THEIRS: &str = r#"{
  "id": "evt_123",
  "object": "event",
  "account": "acct_123",
  "api_version": "2017-05-25",
  "created": 1533204620,
  "data": {
    "object": {
      "id": "ii_123",
      "object": "invoiceitem",
      "amount": 1000,
      "currency": "usd",
      "customer": "cus_123",
      "date": 1533204620,
      "description": "Test Invoice Item",
      "discountable": false,
      "invoice": "in_123",
      "livemode": false,
      "metadata": {},
      "period": {
        "start": 1533204620,
        "end": 1533204620
      },
      "plan": null,
      "proration": false,
      "quantity": null,
      "subscription": null
    }
  },
  "livemode": false,
  "pending_webhooks": 1,
  "request": {
    "id": "req_123",
    "idempotency_key": "idempotency-key-123"
  },
  "type": "invoiceitem.created"
}
"#;
const THEIR_SIGNATURE: &str = "f0bdba6d4eacbd8ad8a3bbadd7248e633ec1477f7899c124c51b39405fa36613";
const THEIR_V0: &str = "63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef";

const SECRET: &str = "whsec_test_wakatobi";
const AT: i64 = 1_760_000_000;
const BODY: &str = r#"{"id":"evt_test_1","object":"event","type":"checkout.session.completed"}"#;
const SIGNATURE: &str = "b24a28f60fd342a5586ba5caeb3be7463a6fa0e131a4129612d20f501914481d";

fn signed_with(secrets: &[&str], header: &str, body: &str, now_s: i64) -> bool {
    let secrets: Vec<SecretString> = secrets.iter().map(|secret| SecretString::from((*secret).to_owned())).collect();
    is_signed(&secrets, header.as_bytes(), body.as_bytes(), now_s * 1000)
}

fn signed(header: &str, body: &str, now_s: i64) -> bool {
    signed_with(&[SECRET], header, body, now_s)
}

#[test]
fn stripes_own_vector_is_accepted_within_five_minutes() {
    assert_eq!(THEIRS.len(), 807);
    let header = format!("t=1533204620,v1={THEIR_SIGNATURE},v0={THEIR_V0}");
    assert!(signed_with(&["webhook_secret"], &header, THEIRS, 1_533_204_720));
    assert!(!signed_with(&["webhook_secret"], &header, THEIRS, 1_533_205_020));
    // The same event written down again is another one.
    let again: serde_json::Value = serde_json::from_str(THEIRS).unwrap();
    assert!(!signed_with(&["webhook_secret"], &header, &again.to_string(), 1_533_204_720));
}

#[test]
fn our_vectors_are_accepted_to_the_second_and_not_beyond() {
    let empty = format!("t={AT},v1=f81b5389fe08d93a9d13e8748f61ef3387c5d1329fecd5f7930c8bd73b2ded93");
    assert!(signed(&empty, "{}", AT));
    let header = format!("t={AT},v1={SIGNATURE}");
    for (away, expected) in [(0, true), (300, true), (-300, true), (301, false), (-301, false)] {
        assert_eq!(signed(&header, BODY, AT + away), expected, "{away} s");
    }
}

#[test]
fn two_secrets_are_good_at_once_and_a_third_is_not() {
    let header = format!("t={AT},v1={SIGNATURE}");
    assert!(signed_with(&["whsec_new", SECRET], &header, BODY, AT));
    assert!(signed_with(&[SECRET, "whsec_new"], &header, BODY, AT));
    assert!(!signed_with(&["whsec_new", "whsec_other"], &header, BODY, AT));
    assert!(!signed_with(&[], &header, BODY, AT));
    // Stripe signs with both secrets while one is being changed.
    let both = format!("t={AT},v1={},v1={SIGNATURE}", "0".repeat(64));
    assert!(signed(&both, BODY, AT));
}

#[test]
fn what_is_unusual_is_refused() {
    let good = format!("t={AT},v1={SIGNATURE}");
    let many = format!("t={AT}{}", format!(",v1={SIGNATURE}").repeat(9));
    for header in [
        "".to_owned(),
        ",".to_owned(),
        "t=".to_owned(),
        format!("v1={SIGNATURE}"),
        format!("t={AT}"),
        format!("t={AT},v0={SIGNATURE}"),
        format!("t={AT},v1={}", SIGNATURE.to_uppercase()),
        format!("t={AT},v1={}", &SIGNATURE[1..]),
        format!("t={AT},v1={SIGNATURE}0"),
        format!("t={AT}, v1={SIGNATURE}"),
        format!(" t={AT},v1={SIGNATURE}"),
        format!("t=0{AT},v1={SIGNATURE}"),
        format!("t=+{AT},v1={SIGNATURE}"),
        format!("t={AT}.0,v1={SIGNATURE}"),
        format!("t={AT},t={AT},v1={SIGNATURE}"),
        format!("t={},v1={SIGNATURE}", i128::MAX),
        format!("t={AT};v1={SIGNATURE}"),
        format!("{good},{}", "x".repeat(2000)),
        format!("{good}, {good}"),
        format!("{good},\t{good}"),
        format!("{good}, t={AT}"),
        format!("{good},=x"),
        many,
    ] {
        assert!(!signed(&header, BODY, AT), "{header}");
    }
    assert!(!is_signed(&[SecretString::from(SECRET.to_owned())], &[0xff, 0xfe], BODY.as_bytes(), AT * 1000));
}

/// A small generator, so that a failure can be run again: xorshift64*.
fn dice(seed: &mut u64) -> u64 {
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    seed.wrapping_mul(0x2545_f491_4f6c_dd1d)
}

#[test]
fn no_changed_byte_of_header_or_body_is_accepted() {
    let header = format!("t={AT},v1={SIGNATURE}");
    let secrets = [SecretString::from(SECRET.to_owned())];
    let mut seed = 0x00c0_ffee;
    for round in 0..4_000 {
        let (mut head, mut body) = (header.clone().into_bytes(), BODY.as_bytes().to_vec());
        let part = if round % 2 == 0 { &mut head } else { &mut body };
        let at = usize::try_from(dice(&mut seed)).unwrap_or_default() % part.len();
        let byte = u8::try_from(dice(&mut seed) % 256).unwrap_or_default();
        match dice(&mut seed) % 4 {
            0 => part.insert(at, byte),
            1 => drop(part.remove(at)),
            2 => part.truncate(at),
            _ if part[at] != byte => part[at] = byte,
            _ => part[at] ^= 1,
        }
        let unchanged = head == header.as_bytes() && body == BODY.as_bytes();
        assert!(unchanged || !is_signed(&secrets, &head, &body, AT * 1000), "{round}: {head:?} {body:?}");
    }
}

#[test]
fn no_bytes_at_all_make_it_stop() {
    let secrets = [SecretString::from(SECRET.to_owned())];
    let mut seed = 0x0bad_cafe;
    for _ in 0..2_000 {
        let long = usize::try_from(dice(&mut seed) % 200).unwrap_or_default();
        let bytes: Vec<u8> = (0..long).map(|_| u8::try_from(dice(&mut seed) % 256).unwrap_or_default()).collect();
        let now = i64::from_ne_bytes(dice(&mut seed).to_ne_bytes());
        assert!(!is_signed(&secrets, &bytes, &bytes, now));
    }
}
