//! The house's cookies: HttpOnly, SameSite=Lax, Path=/; on https also Secure with the `__Host-`
//! prefix, on plain http neither, because browsers refuse them there.

use axum::http::{HeaderMap, HeaderValue, header};

/// A signed-in stay, 30 days or 12 hours.
pub const SESSION: &str = "session";
/// A browser that knows accounts, 180 days.
pub const DEVICE: &str = "device";
/// The language that was chosen in this browser, a year.
pub const LANGUAGE: &str = "language";
/// A tourist's checkout, 30 days.
pub const VISITOR: &str = "visitor";

fn full_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// The value of a cookie, if the browser sent it.
pub fn read(headers: &HeaderMap, name: &str, secure: bool) -> Option<String> {
    let name = full_name(name, secure);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.to_owned())
}

/// Sets a cookie for `seconds`; 0 removes it.
pub fn set(headers: &mut HeaderMap, name: &str, value: &str, seconds: i64, secure: bool) {
    let guard = if secure { "; Secure" } else { "" };
    let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{guard}", full_name(name, secure));
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(header::SET_COOKIE, line);
    }
}
