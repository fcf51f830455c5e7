//! The demo region: plainly invented people, drawn cloth, 90 days of scans and orders. What it is made of
//! stands in `server/seed`; the mark it leaves in the database is what makes a server a demo.

pub mod cloth;
mod content;
mod dice;
mod fresh;
mod history;
pub mod http;
mod pictures;
mod plant;
mod progress;
pub mod qris;
mod say;
mod secrets;
mod sql;
mod world;

use app::error::AppError;

use crate::clock::{self, Clock};
use crate::config::Config;
use crate::house::House;
use crate::startup::{self, StartError};
use crate::store::Store;

pub use fresh::{Fresh, make as fresh};
pub use pictures::Amount;
pub use say::{as_json, in_words};
pub use secrets::Secrets;

/// The seed number of every demo that asks for no other.
pub const SEED: u64 = 2026;
/// All photos, as large as the house keeps them.
pub const FULL: Amount = Amount { pixels: 1280, scenes: 3 };
/// One small photo a piece: for tests and hurried people.
pub const SMALL: Amount = Amount { pixels: 240, scenes: 1 };

/// True when `seed --demo` has made this database.
pub async fn is_demo(store: &Store) -> Result<bool, AppError> {
    Ok(sql::mark(store.read(), "demo").await?.is_some())
}

/// True while nobody has an account or a shop.
async fn is_empty(store: &Store) -> Result<bool, AppError> {
    Ok(sql::people(store.read()).await? == 0)
}

/// True for a database that holds the demo or nobody yet.
///
/// # Errors
/// `Refused` for a database with accounts or shops that the demo did not make.
pub async fn may_be_demo(store: &Store) -> Result<bool, StartError> {
    if is_demo(store).await? || is_empty(store).await? {
        return Ok(true);
    }
    Err(StartError::Refused(
        "this database holds accounts or shops of its own, and the demo is only put into an empty one; \
         name another folder with HOMORU_DATA (or another DATABASE_URL)."
            .into(),
    ))
}

/// Fills an empty database with the demo region; one that has it already is left as it is.
///
/// # Errors
/// `Refused` for a database with accounts or shops that the demo did not make.
pub async fn demo(house: &House, seed: u64, amount: Amount) -> Result<(), StartError> {
    if is_demo(&house.store).await? {
        return Ok(());
    }
    may_be_demo(&house.store).await?;
    let wrong = |what: String| StartError::Refused(format!("the demo's files are wrong: {what}"));
    let content = content::Content::read().map_err(wrong)?;
    let mut world = world::World::make(&content, seed, house.clock.now()).map_err(wrong)?;
    let history = history::History::tell(&mut world, seed);
    let photos = pictures::draw(house, &world.products, seed, amount).await?;
    let secrets = Secrets::random();
    let hashed = secrets.hash(house).await?;
    secrets.keep(&house.config.data)?;
    let born = world.today;
    let (officer, administrator) = (clock::new_id(born), clock::new_id(born));
    let demo = plant::Demo { seed, world, history, photos, hashed, officer, administrator };
    house.store.write(move |tx| Box::pin(async move { plant::write(tx, &demo).await.map(drop) })).await?;
    Ok(())
}

/// `homoru seed --demo`: fills the database, makes the links of a start, and prints them.
///
/// # Errors
/// As [`demo`].
pub async fn command(config: Config, seed: u64, amount: Amount, json: bool) -> Result<(), StartError> {
    let house = startup::open_demo(config, Clock::system()).await?;
    demo(&house, seed, amount).await?;
    let links = fresh(&house).await?;
    if json {
        println!("{:#}", as_json(&house, &links).await?);
    } else {
        println!("{}", in_words(&house, &links));
    }
    house.store.close().await;
    Ok(())
}
