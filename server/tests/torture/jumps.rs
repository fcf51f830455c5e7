//! A clock that jumps by an hour or a day: pages stay up and orders are taken, what was held is let go when its time is
//! over and not before, and background work goes on whichever way the clock went.

use std::path::Path;
use std::time::Duration;

use server::clock::Clock;
use server::store::Store;

use super::accountant::Promise;
use super::buyer::Way;
use super::ends::until;
use super::program::Site;
use super::trouble::{pages_stay_up, places, ready_to};
use super::{LEFT_OUT, Run, shim};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Where the clock goes, in seconds from the real time: by an hour and by a day, both ways.
const JUMPS: [i64; 8] = [HOUR, 0, -DAY, 0, DAY, 0, -HOUR, 0];

/// Longer than the timetable's shortest turn and the job runner's rest.
const PATIENCE: Duration = Duration::from_secs(150);

/// On both databases at once: most of it is waiting for the job runner.
pub async fn of_the_clock(run: Run) -> String {
    let Some(library) = shim::library() else { return format!("{LEFT_OUT}no C compiler") };
    let (sqlite, postgres) = (Site::sqlite("stocked", 9999).await, Site::postgres("stocked", 9999).await);
    let (on_sqlite, on_postgres) = tokio::join!(jumps(run, sqlite, &library), jumps(run, postgres, &library));
    std::fs::remove_file(library).unwrap();
    format!("{on_sqlite}; {on_postgres}")
}

async fn jumps(run: Run, mut site: Site, library: &Path) -> String {
    site.set("LD_PRELOAD", library);
    let ahead = site.data.join("ahead");
    let set = |seconds: i64| std::fs::write(&ahead, seconds.to_string()).unwrap();
    set(0);
    site.set("HOMORU_CLOCK", &ahead);
    let (mut program, _) = site.start().await;
    let (store, port) = (site.store().await, program.port);
    let (mut promised, mut released, mut at) = (Vec::new(), 0, 0);
    for jump in JUMPS.into_iter().cycle().take(run.size) {
        let when = format!("the clock jumped from {at} to {jump} s");
        // Kept for half an hour from now.
        let (mut browser, fields) = ready_to(&site, port, Way::Stall).await;
        let held = places(&site, &mut browser, &fields, &when).await;
        let (waiting, fields) = ready_to(&site, port, Way::Letter).await;
        set(jump);
        pages_stay_up(&site, port, &when).await;
        if jump > at {
            // Before anybody orders again, which would let go of it as well.
            until(&format!("{when}: its time is over"), PATIENCE, || is_held(&store, &held, false)).await;
            released += 1;
        } else {
            assert!(is_held(&store, &held, true).await, "{when}: what is held stays held");
        }
        promised.push(held);
        // With a form from before the jump, and with one from after it.
        let mut browser = waiting.anew();
        promised.push(places(&site, &mut browser, &fields, &when).await);
        let (mut browser, fields) = ready_to(&site, port, Way::Stall).await;
        promised.push(places(&site, &mut browser, &fields, &when).await);
        until(&format!("{when}: letters leave"), PATIENCE, || no_letter_waits(&store)).await;
        if jump < at {
            until(&format!("{when}: what was done ahead is to be done again"), PATIENCE, || {
                nothing_is_ahead(&store, jump)
            })
            .await;
        }
        at = jump;
    }
    store.close().await;
    set(0);
    program.stop().await;
    let placed = promised.len();
    let letters = site.must_end_right(run, promised, 9999).await;
    format!("{placed} orders were placed before and after jumps, {released} holds ended by one, {letters}")
}

/// True when its piece is taken off the shelf and the order open, or is for sale again and the order over.
async fn is_held(store: &Store, promise: &Promise, held: bool) -> bool {
    let (state, stock_held): (String, i64) =
        sqlx::query_as("select state, stock_held from shop_orders where order_id = $1")
            .bind(promise.order.clone())
            .fetch_one(store.read())
            .await
            .unwrap();
    (state.as_str(), stock_held) == if held { ("accepted", 1) } else { ("expired", 0) }
}

async fn no_letter_waits(store: &Store) -> bool {
    super::ends::number(store.read(), "select count(*) from messages where state = 'queued'").await == 0
}

/// The timetable has seen that the clock stands at so many seconds from the real time: no turn that is done lies more
/// than a minute ahead of it.
async fn nothing_is_ahead(store: &Store, seconds: i64) -> bool {
    let (ahead,): (i64,) =
        sqlx::query_as("select count(*) from jobs where kind = 'release_holds' and run_at > $1 and done_at > $1")
            .bind(Clock::system().now() + (seconds + 60) * 1_000)
            .fetch_one(store.read())
            .await
            .unwrap();
    ahead == 0
}
