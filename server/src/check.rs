//! `homoru check`: what is wrong with settings, folders, keys, database, site and regencies, each with how
//! to mend it. It changes nothing but what opening the database does.

mod sql;

use crate::clock::Clock;
use crate::config::Config;
use crate::http::site;
use crate::keys::Keys;
use crate::media::Media;
use crate::payments::stripe::Stripe;
use crate::startup;
use crate::store::{Engine, Store};

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Good,
    /// It runs, but somebody will miss something.
    Warning,
    /// It does not run.
    Broken,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub weight: Weight,
    pub said: String,
}

impl Finding {
    fn new(weight: Weight, said: impl Into<String>) -> Self {
        Self { weight, said: said.into() }
    }

    /// As it stands on the terminal.
    pub fn line(&self) -> String {
        let mark = match self.weight {
            Weight::Good => "ok      ",
            Weight::Warning => "warning ",
            Weight::Broken => "BROKEN  ",
        };
        format!("{mark}{}", self.said)
    }
}

/// Looks at everything. Without a usable database what needs one is left out.
pub async fn all(config: &Config) -> Vec<Finding> {
    let mut found = vec![folder(config), built()];
    found.extend(mail(config));
    found.extend(cards(config));
    let mut demo = false;
    match Store::open(&config.database_url, Clock::system()).await {
        Ok(store) => {
            let engine = match store.engine() {
                Engine::Sqlite => "SQLite",
                Engine::Postgres => "PostgreSQL",
            };
            found.push(Finding::new(Weight::Good, format!("the database opens ({engine}) and is up to date")));
            match startup::lost_its_keys(config, &store).await {
                Ok(true) => found.push(Finding::new(Weight::Broken, startup::KEYS_LOST)),
                _ => found.push(key(config)),
            }
            match sql::look(store.read()).await {
                Ok(looked) => {
                    demo = looked.demo;
                    found.extend(house(looked));
                }
                Err(error) => found.push(Finding::new(Weight::Broken, format!("the database cannot be read: {error}"))),
            }
            store.close().await;
        }
        Err(error) => {
            found.push(key(config));
            found.push(Finding::new(Weight::Broken, error.to_string()));
        }
    }
    found.push(address(config, demo));
    found
}

fn folder(config: &Config) -> Finding {
    if let Err(error) = startup::prepare_data(config) {
        return Finding::new(Weight::Broken, error.to_string());
    }
    match Media::open(&config.data.join("media")) {
        Ok(_) => Finding::new(Weight::Good, format!("the data folder {} can be written", config.data.display())),
        Err(error) => Finding::new(Weight::Broken, format!("the media folder cannot be used: {error}")),
    }
}

fn key(config: &Config) -> Finding {
    if config.secret_keys.is_none() && !config.data.join("secret.keys").exists() {
        let said =
            "no secret key yet; the first start makes one in the data folder. Keep a copy: links and PINs need it";
        return Finding::new(Weight::Warning, said);
    }
    match Keys::load(config.secret_keys.as_ref(), &config.data) {
        Ok(keys) => {
            Finding::new(Weight::Good, format!("the secret key can be read (version {} signs)", keys.version()))
        }
        Err(error) => Finding::new(Weight::Broken, error.to_string()),
    }
}

fn address(config: &Config, demo: bool) -> Finding {
    let mut own = config.clone();
    match own.default_origins(demo, startup::lan_address()) {
        Err(error) => Finding::new(Weight::Broken, error.to_string()),
        Ok(()) if own.secure() => Finding::new(Weight::Good, format!("people come to {}", own.origin())),
        Ok(()) => Finding::new(
            Weight::Warning,
            format!(
                "people come to {}, without https; before anything is printed set HOMORU_PUBLIC_URL to the https address",
                own.origin()
            ),
        ),
    }
}

fn built() -> Finding {
    if site::is_built() {
        Finding::new(Weight::Good, "style and scripts are in this program")
    } else {
        Finding::new(
            Weight::Broken,
            "style and scripts are not in this program; build it with `make serve` or `make dist`",
        )
    }
}

fn mail(config: &Config) -> Option<Finding> {
    config.smtp_url.is_none().then(|| {
        let outbox = config.data.join("outbox");
        let said = format!("no HOMORU_SMTP_URL: e-mail is not sent but written to {}", outbox.display());
        Finding::new(Weight::Warning, said)
    })
}

/// Whether cards are taken. Nothing is asked of Stripe: `check` changes and sends nothing.
fn cards(config: &Config) -> Option<Finding> {
    let cards = config.cards.as_ref()?;
    if let Err(said) = Stripe::new(cards) {
        return Some(Finding::new(Weight::Broken, said));
    }
    let hook = format!("{}/hooks/stripe", config.origin());
    let secrets = cards.webhook_secrets.len();
    Some(if cards.test {
        Finding::new(Weight::Warning, "the card key is a test key: pages say so, and no real card is charged")
    } else if !config.secure() {
        Finding::new(Weight::Broken, "a live card key needs https: set HOMORU_PUBLIC_URL to the https address")
    } else {
        let said = format!(
            "cards are taken where a regency has switched them on; Stripe is to send its events to {hook} ({secrets} secrets are good)"
        );
        Finding::new(Weight::Good, said)
    })
}

fn house(looked: sql::Looked) -> Vec<Finding> {
    let mut found = Vec::new();
    if looked.administrators == 0 {
        let said = "there is no administrator; make one with `homoru admin create --email NAME@HOST`";
        found.push(Finding::new(Weight::Warning, said));
    }
    if looked.regencies == 0 {
        let said = "no regency is open; import regions with `homoru regions import`, then open one at /admin";
        found.push(Finding::new(Weight::Warning, said));
    }
    for name in looked.without_operator {
        let said = format!("{name} does not say who runs it; buyers have a right to know. Fill it in at /admin");
        found.push(Finding::new(Weight::Warning, said));
    }
    if looked.dead_jobs > 0 {
        let said = format!("{} jobs were given up; their last_error in the table jobs says why", looked.dead_jobs);
        found.push(Finding::new(Weight::Warning, said));
    }
    if looked.demo {
        found.push(Finding::new(Weight::Warning, "this database holds the demo; real shops need an empty HOMORU_DATA"));
    }
    found
}
