//! Buyers of the one piece, many at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::accountant::Promise;
use super::program::Site;
use super::web::{self, Browser, Reply};

/// What a buyer was told.
pub enum Answer {
    /// The link of the order.
    Placed(String),
    /// Something else, with its status.
    Refused(u16),
}

/// How somebody buys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Stands before the artisan.
    Stall,
    /// Has it kept and gives an address: a letter waits in the outbox.
    Letter,
}

impl Way {
    pub const fn how(self) -> &'static str {
        match self {
            Self::Stall => "stall",
            Self::Letter => "keep",
        }
    }
}

/// What a form sends.
pub type Fields = Vec<(String, String)>;

/// Who has opened the form so far.
static BUYERS: AtomicU64 = AtomicU64::new(0);
/// Addresses given so far: one may have few unpaid orders, so nobody gives another's.
static ADDRESSES: AtomicU64 = AtomicU64::new(0);

/// The form as it would be sent; None where no form is shown. Every fourth buyer gives an address.
pub async fn form(site: &Site, browser: &mut Browser) -> io::Result<Option<Fields>> {
    let way = if BUYERS.fetch_add(1, Ordering::Relaxed).is_multiple_of(4) { Way::Letter } else { Way::Stall };
    form_of(site, browser, way).await
}

/// The same of who buys in this way.
pub async fn form_of(site: &Site, browser: &mut Browser, way: Way) -> io::Result<Option<Fields>> {
    let page = browser.get(&format!("/en/checkout?p={}&how={}&via=q", site.stage.piece.code, way.how())).await?;
    let mut fields = web::hidden(&page.html);
    // "When do you leave?" is a form of its own, which holds some of the same.
    fields.sort();
    fields.dedup_by(|one, other| one.0 == other.0);
    fields.push(("method".into(), "qris".into()));
    fields.push(("quantity".into(), "1".into()));
    if way == Way::Letter {
        fields.extend(reached(&page.html, "pickup"));
    }
    Ok((page.status == 200 && fields.iter().any(|(name, _)| name == "key")).then_some(fields))
}

/// When it is fetched, in the field of that name, and where the letter goes.
pub fn reached(html: &str, pickup: &str) -> Fields {
    let number = ADDRESSES.fetch_add(1, Ordering::Relaxed);
    let time = a_time(html).map(|time| (pickup.to_owned(), time));
    let contact = ("contact".to_owned(), format!("buyer{number}@mail.example"));
    time.into_iter().chain([("contact_kind".into(), "email".into()), contact]).collect()
}

/// A time in the middle of those offered: it still is one of them when the clock jumps by a day.
fn a_time(html: &str) -> Option<String> {
    let group = html.split("<optgroup").nth(1)?.split("</optgroup>").next()?;
    let times: Vec<&str> = group.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    times.get(times.len() / 2).map(|time| (*time).to_owned())
}

pub fn told(reply: &Reply) -> Answer {
    match reply.status {
        303 if reply.location.contains("/o/") => Answer::Placed(reply.location.clone()),
        status => Answer::Refused(status),
    }
}

/// Opens the checkout and sends it.
pub async fn buy(site: &Site, browser: &mut Browser) -> io::Result<Answer> {
    match form(site, browser).await? {
        Some(fields) => Ok(told(&browser.post("/en/checkout", &fields).await?)),
        None => Ok(Answer::Refused(0)),
    }
}

/// Buyers who go on until they are stopped or the server is gone; gives what they were told is done.
pub struct Crowd {
    stop: Arc<AtomicBool>,
    tasks: Vec<tokio::task::JoinHandle<Vec<Promise>>>,
}

impl Crowd {
    pub fn at(site: &Arc<Site>, ports: &[u16], size: usize, goes_on: bool) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let tasks = (0..size)
            .map(|n| tokio::spawn(buyer(site.clone(), ports[n % ports.len()], stop.clone(), goes_on)))
            .collect();
        Self { stop, tasks }
    }

    pub async fn promises(self) -> Vec<Promise> {
        self.stop.store(true, Ordering::Relaxed);
        let mut promises = Vec::new();
        for task in self.tasks {
            promises.extend(task.await.unwrap());
        }
        promises
    }
}

async fn buyer(site: Arc<Site>, port: u16, stop: Arc<AtomicBool>, goes_on: bool) -> Vec<Promise> {
    let mut promises = Vec::new();
    let mut browser = Browser::at(port);
    while !stop.load(Ordering::Relaxed) {
        match buy(&site, &mut browser).await {
            Ok(Answer::Placed(link)) => promises.push(site.promise(&link, 1)),
            Ok(Answer::Refused(_)) => tokio::task::yield_now().await,
            Err(_) if goes_on => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
            Err(_) => break,
        }
        browser = browser.another();
    }
    promises
}
