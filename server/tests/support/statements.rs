//! Counts the statements a piece of work sends to the database. Only PostgreSQL's driver speaks where
//! it is asked; SQLite's works in a thread of its own and is not heard.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use tracing::instrument::WithSubscriber as _;
use tracing::{Dispatch, Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

struct Counter(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

fn listening(count: &Arc<AtomicUsize>) -> Dispatch {
    Dispatch::new(tracing_subscriber::registry().with(Counter(count.clone())))
}

/// Hears nothing and is never dropped. While there is one listener only, a place in the code that tells something asks
/// whoever passes it first whether anybody listens: the thread of another test says no, for all.
static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| listening(&Arc::default()));

/// Does the work and says how many statements it took.
pub async fn statements<F: Future>(work: F) -> (F::Output, usize) {
    LazyLock::force(&ANOTHER);
    let count = Arc::new(AtomicUsize::new(0));
    let listening = listening(&count);
    let done = work.with_subscriber(listening).await;
    (done, count.load(Ordering::SeqCst))
}
