//! Whether a webhook comes from Stripe: an HMAC-SHA256 over the time and the raw bytes of the body, with the secret
//! only both of us know (<https://docs.stripe.com/webhooks/signatures>). Anything unusual is refused.

use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq as _};

/// How far the time of a signature may be from ours, in seconds, to either side.
const TOLERANCE_S: u64 = 300;
/// The longest header that is looked at, and the most signatures in it.
const LONGEST: usize = 1024;
const MOST: usize = 8;

/// True when one of the header's `v1` signatures over `t.body` was made with one of our secrets, at most five
/// minutes from `now` (UTC ms). All are compared, each in constant time.
pub fn is_signed(secrets: &[SecretString], header: &[u8], body: &[u8], now: i64) -> bool {
    let Some(header) = Header::read(header) else { return false };
    if now.div_euclid(1000).abs_diff(header.at) > TOLERANCE_S {
        return false;
    }
    let mut signed = Choice::from(0);
    for secret in secrets {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else { continue };
        mac.update(header.written.as_bytes());
        mac.update(b".");
        mac.update(body);
        let own = mac.finalize().into_bytes();
        for theirs in &header.signatures {
            signed |= own.ct_eq(theirs.as_slice());
        }
    }
    signed.into()
}

/// `t=1760000000,v1=...,v1=...`
struct Header<'a> {
    /// The time as it was written, which is what was signed.
    written: &'a str,
    /// Seconds since 1970.
    at: i64,
    signatures: Vec<[u8; 32]>,
}

impl<'a> Header<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST)?;
        let mut time = None;
        let mut signatures = Vec::new();
        for part in text.split(',') {
            match part.split_once('=')? {
                ("t", value) if time.is_none() => time = Some(value),
                // Two times: which one was signed?
                ("t", _) => return None,
                ("v1", value) if signatures.len() < MOST => signatures.push(hex(value)?),
                ("v1", _) => return None,
                // Other schemes are weaker or not known.
                (scheme, _)
                    if !scheme.is_empty() && scheme.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9')) => {}
                // Two headers that were joined into one look like this: ` t=`.
                _ => return None,
            }
        }
        let written = time?;
        let plain = (1..=11).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit());
        let at = if plain { written.parse().ok()? } else { return None };
        (!signatures.is_empty()).then_some(Self { written, at, signatures })
    }
}

/// 64 digits, lower case, as Stripe writes them.
fn hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut out = [0; 32];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(out)
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
