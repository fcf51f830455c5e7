//! Printed codes: issues them, tells what one leads to, and counts visits. What a target's page shows
//! is the target's room.

pub mod http;
mod memory;
mod people;
pub mod print;
mod scans;
mod sql;
pub mod symbol;

pub use app::codes::{Kind, Target};
pub use memory::Memory;
pub use scans::Scans;

use std::time::Duration;

use app::codes::Codes;
use app::codes::print::Drawn;
use app::codes::rules::{Code, OrderCode, VALUES};
use app::error::AppError;
use sqlx::AnyPool;
use tokio_util::sync::CancellationToken;

use crate::clock;
use crate::house::House;
use crate::store::Tx;

/// How often gathered visits are written.
const PAUSE: Duration = Duration::from_secs(2);
/// Draws before giving up. With half of all 31^6 codes issued, 64 misses in a row do not happen.
const DRAWS: usize = 64;

/// The code of a thing: the one it already has, or a new one. A code once issued is never taken back.
pub async fn issue(tx: &mut Tx, kind: Kind, target_id: &str) -> Result<String, AppError> {
    if let Some(code) = sql::code_of(tx.db(), kind, target_id).await? {
        return Ok(code);
    }
    for _ in 0..DRAWS {
        let now = tx.now;
        let code = draw();
        if sql::insert(tx.db(), &code, kind, target_id, now).await? {
            return Ok(code.as_str().to_owned());
        }
        // The code is taken, or somebody has just issued one for this thing.
        if let Some(code) = sql::code_of(tx.db(), kind, target_id).await? {
            return Ok(code);
        }
    }
    Err(AppError::Unavailable { retry_after: 1 })
}

/// A random order code, for orders and payouts: who takes it looks whether it is free. None where chance spelled a
/// word nobody wants to read out.
pub fn draw_order_code() -> Option<OrderCode> {
    OrderCode::from_random(std::array::from_fn(|_| u8::try_from(clock::below(31)).unwrap_or_default()))
}

/// The code of a thing, if one was issued.
pub async fn code_of(db: &AnyPool, kind: Kind, target_id: &str) -> Result<Option<String>, AppError> {
    sql::code_of(db, kind, target_id).await
}

/// What a code leads to, if it was ever issued.
pub async fn target(db: &AnyPool, code: &Code) -> Result<Option<Target>, AppError> {
    sql::target(db, code).await
}

/// A well-formed random code that spells nothing rude.
fn draw() -> Code {
    loop {
        let six = std::array::from_fn(|_| u8::try_from(clock::below(u32::from(VALUES))).unwrap_or_default());
        if let Some(code) = Code::from_random(six) {
            return code;
        }
    }
}

/// Writes the visits that have gathered, every few seconds until the server stops.
pub async fn write_scans(house: House, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        if let Err(error) = house.scans.flush(&house.store, house.clock.now()).await {
            tracing::warn!(%error, "visits could not be written; they are kept");
        }
    }
}

#[async_trait::async_trait]
impl Codes for House {
    async fn code_of(&self, kind: Kind, target: &str) -> Result<Option<String>, AppError> {
        code_of(self.store.read(), kind, target).await
    }

    fn printed(&self, code: &str) -> Result<Drawn, AppError> {
        print::drawn(self, code)
    }

    async fn issued(&self, codes: &[Code]) -> Result<Vec<Code>, AppError> {
        let Some(first) = codes.first() else {
            return Ok(Vec::new());
        };
        let three = [0, 1, 2].map(|place| codes.get(place).unwrap_or(first).as_str());
        let known = sql::issued(self.store.read(), three).await?;
        Ok(codes.iter().filter(|code| known.iter().any(|one| one == code.as_str())).cloned().collect())
    }

    async fn target(&self, code: &Code) -> Result<Target, AppError> {
        self.codes.target(self.store.read(), code).await
    }
}
