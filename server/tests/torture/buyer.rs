//! Buyers of the one piece, many at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// The form as it would be sent; None where no form is shown.
pub async fn form(site: &Site, browser: &mut Browser) -> io::Result<Option<Vec<(String, String)>>> {
    let page = browser.get(&site.checkout()).await?;
    let mut fields = web::hidden(&page.html);
    fields.push(("method".into(), "qris".into()));
    fields.push(("quantity".into(), "1".into()));
    Ok((page.status == 200 && fields.iter().any(|(name, _)| name == "key")).then_some(fields))
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
