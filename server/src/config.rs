//! Every setting, typed. All that is missing or wrong comes in one error, each with how to mend it.

mod cards;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use lettre::SmtpTransport;
use lettre::message::Mailbox;
use secrecy::{ExposeSecret as _, SecretString};

pub use cards::Cards;

/// How the server is set up. Read once at start.
#[derive(Clone, Debug)]
pub struct Config {
    pub addr: SocketAddr,
    /// Trusted origins; the first is canonical and printed. Empty until `startup` fills in the default.
    pub origins: Vec<String>,
    pub data: PathBuf,
    pub database_url: String,
    /// `1:<base64url of 32 bytes>,...`; absent means the key file of the data folder.
    pub secret_keys: Option<SecretString>,
    pub smtp_url: Option<SecretString>,
    /// The account that takes cards.
    pub cards: Option<Cards>,
    /// The sender of e-mail.
    pub mail_from: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Argon2's memory in KiB and its rounds.
    pub argon2: (u32, u32),
    /// How long a mail server may take over one letter, from the first knock to its last word.
    pub mail_patience: Duration,
}

/// What is wrong with the settings, all at once.
#[derive(Debug, thiserror::Error)]
#[error("the settings need a look:\n{}", .0.iter().map(|line| format!("  - {line}")).collect::<Vec<_>>().join("\n"))]
pub struct ConfigError(pub Vec<String>);

/// OWASP's recommendation for Argon2id: 19 MiB, two rounds, one lane.
pub const ARGON2: (u32, u32) = (19 * 1024, 2);

/// A letter is a few kilobytes and half a dozen questions.
pub const MAIL_PATIENCE: Duration = Duration::from_secs(300);

impl Config {
    /// Reads the environment through `var`, so tests can bring their own.
    pub fn read(var: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let get = |name: &str| var(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let mut wrong = Vec::new();
        let addr = get("HOMORU_ADDR").unwrap_or_else(|| "127.0.0.1:3000".into());
        let addr = addr.parse::<SocketAddr>().unwrap_or_else(|_| {
            wrong.push(format!("HOMORU_ADDR is {addr:?}; write an address and a port, such as 127.0.0.1:3000"));
            SocketAddr::from(([127, 0, 0, 1], 3000))
        });
        let mut origins = Vec::new();
        for origin in get("HOMORU_PUBLIC_URL").unwrap_or_default().split(',').map(str::trim).filter(|o| !o.is_empty()) {
            match clean_origin(origin) {
                Some(clean) => origins.push(clean),
                None => wrong.push(format!(
                    "HOMORU_PUBLIC_URL holds {origin:?}; write scheme and host only, such as https://homoru.example"
                )),
            }
        }
        let data = PathBuf::from(get("HOMORU_DATA").unwrap_or_else(|| "data".into()));
        let database_url = get("DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", data.join("homoru.sqlite").display()));
        let postgres = database_url.starts_with("postgres:") || database_url.starts_with("postgresql:");
        if !postgres && !database_url.starts_with("sqlite:") {
            wrong.push("DATABASE_URL must begin with sqlite: or postgres:".into());
        }
        let secret_keys = get("HOMORU_SECRET_KEYS").map(SecretString::from);
        if postgres && secret_keys.is_none() {
            wrong.push(
                "HOMORU_SECRET_KEYS is needed with PostgreSQL, so that every server has the same keys; \
                 write 1: and the output of `openssl rand 32 | basenc --base64url`"
                    .into(),
            );
        }
        let mut trusted_proxies = Vec::new();
        for proxy in
            get("HOMORU_TRUSTED_PROXIES").unwrap_or_default().split(',').map(str::trim).filter(|p| !p.is_empty())
        {
            match proxy.parse() {
                Ok(address) => trusted_proxies.push(address),
                Err(_) => wrong.push(format!("HOMORU_TRUSTED_PROXIES holds {proxy:?}; write IP addresses")),
            }
        }
        let smtp_url = get("HOMORU_SMTP_URL").map(SecretString::from);
        let usable = |url: &str| url.starts_with("smtp") && SmtpTransport::from_url(url).is_ok();
        if smtp_url.as_ref().is_some_and(|url| !usable(url.expose_secret())) {
            // The password in it is never shown.
            wrong.push("HOMORU_SMTP_URL cannot be read; write smtps://user:password@host".into());
        }
        let mail_from = get("HOMORU_MAIL_FROM").unwrap_or_else(|| "Homoru <homoru@localhost>".into());
        if mail_from.parse::<Mailbox>().is_err() {
            wrong.push(format!(
                "HOMORU_MAIL_FROM is {mail_from:?}; write a name and an address, such as Homoru <homoru@homoru.example>"
            ));
        }
        let cards = Cards::read(get, &mut wrong);
        if !wrong.is_empty() {
            return Err(ConfigError(wrong));
        }
        Ok(Self {
            addr,
            origins,
            data,
            database_url,
            secret_keys,
            smtp_url,
            cards,
            mail_from,
            trusted_proxies,
            argon2: ARGON2,
            mail_patience: MAIL_PATIENCE,
        })
    }

    /// The canonical origin, without a slash at the end.
    pub fn origin(&self) -> &str {
        self.origins.first().map_or("", String::as_str)
    }

    /// True when visitors come by https.
    pub fn secure(&self) -> bool {
        self.origin().starts_with("https://")
    }

    /// Fills in the origins where none are set. Outside demo mode only a loopback address may guess.
    pub fn default_origins(&mut self, demo: bool, lan: Option<std::net::IpAddr>) -> Result<(), ConfigError> {
        if !self.origins.is_empty() {
            return Ok(());
        }
        let port = self.addr.port();
        let loopback = self.addr.ip().is_loopback();
        if !demo && !loopback {
            return Err(ConfigError(vec![format!(
                "HOMORU_PUBLIC_URL is needed when the server listens on {}; write the address people see, such as https://homoru.example",
                self.addr
            )]));
        }
        if let Some(lan) = lan.filter(|_| !loopback) {
            self.origins.push(format!("http://{lan}:{port}"));
        }
        self.origins.push(format!("http://localhost:{port}"));
        self.origins.push(format!("http://127.0.0.1:{port}"));
        Ok(())
    }
}

/// Scheme, host and port only, lower case, no slash at the end.
fn clean_origin(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/').to_ascii_lowercase();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    (!host.is_empty() && host.chars().all(plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(pairs: &'static [(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let error =
            from(&[("HOMORU_ADDR", "here"), ("HOMORU_PUBLIC_URL", "homoru.example"), ("DATABASE_URL", "postgres://x")])
                .unwrap_err();
        let said = error.to_string();
        for name in ["HOMORU_ADDR", "HOMORU_PUBLIC_URL", "HOMORU_SECRET_KEYS"] {
            assert!(said.contains(name), "{said}");
        }
    }

    #[test]
    fn a_mail_server_or_sender_that_cannot_be_is_said_without_its_password() {
        let said = from(&[("HOMORU_SMTP_URL", "smtp.example.org:secret"), ("HOMORU_MAIL_FROM", "nobody")]).unwrap_err();
        assert!(said.0.len() == 2 && !said.to_string().contains("secret"), "{said}");
        let config = from(&[
            ("HOMORU_SMTP_URL", "smtps://me:secret@mail.example"),
            ("HOMORU_MAIL_FROM", "Homoru <me@mail.example>"),
        ])
        .unwrap();
        assert_eq!(config.mail_from, "Homoru <me@mail.example>");
    }

    #[test]
    fn an_open_address_needs_a_public_url_unless_it_is_a_demo() {
        let mut config = from(&[("HOMORU_ADDR", "0.0.0.0:80")]).unwrap();
        assert!(config.default_origins(false, None).is_err());
        let lan = "192.168.1.5".parse().ok();
        config.default_origins(true, lan).unwrap();
        assert_eq!(config.origin(), "http://192.168.1.5:80");
    }

    #[test]
    fn origins_lose_their_last_slash_and_refuse_paths() {
        let config = from(&[("HOMORU_PUBLIC_URL", "https://Homoru.Example/, http://localhost:3000")]).unwrap();
        assert_eq!(config.origins, ["https://homoru.example", "http://localhost:3000"]);
        assert!(from(&[("HOMORU_PUBLIC_URL", "https://homoru.example/shop")]).is_err());
    }
}
