//! Writes the world and its history, all in the transaction that also writes the demo mark: a run that is
//! stopped leaves a database as empty as it was.

mod away;
mod money;
mod orders;
mod shops;

use app::error::AppError;
use app::time::Zone;

use super::history::History;
use super::pictures::Drawn;
use super::secrets::Hashed;
use super::sql::{self, put};
use super::world::World;
use crate::audit::{self, By};
use crate::orders::shipping;
use crate::regions::import;
use crate::store::Tx;

/// Who runs the demo regency: nobody who exists.
const OPERATOR: [&str; 3] = [
    "Dinas Ekonomi Contoh Kabupaten Wakatobi",
    "Jalan Peragaan 1, Wanci (alamat rekaan)",
    "dinas@homoru.example, 0812-0000-0000",
];
/// Who takes the demo's cards: nobody who exists either.
const MERCHANT: [&str; 2] = ["Koperasi Tenun Contoh", "kartu@homoru.example"];
/// 2.5 % for the operator; a card costs 2.9 % and Rp2.000, which the shop bears.
const FEES: [i64; 3] = [250, 290, 200_000];
const COMPLAINT_DAYS: i64 = 5;
/// The regency's code.
const REGENCY: &str = "74.07";

/// Everything that is written, and the people who sign in.
pub struct Demo {
    pub seed: u64,
    pub world: World,
    pub history: History,
    pub photos: Vec<Drawn>,
    pub hashed: Hashed,
    pub officer: String,
    pub administrator: String,
}

/// Ids the rows hang on.
pub struct Ground {
    pub regency: String,
    villages: std::collections::HashMap<String, String>,
}

impl Ground {
    /// The id of a village by its code.
    pub fn village(&self, code: &str) -> Result<&str, AppError> {
        self.villages.get(code).map(String::as_str).ok_or(AppError::Internal)
    }
}

/// Writes all of it; gives the regency's id.
pub async fn write(tx: &mut Tx, demo: &Demo) -> Result<String, AppError> {
    let ground = regions(tx).await?;
    staff(tx, demo, &ground).await?;
    for shop in &demo.world.shops {
        shops::write(tx, demo, &ground, shop).await?;
    }
    shops::invited(tx, demo, &ground).await?;
    for (at, product) in demo.world.products.iter().enumerate() {
        shops::piece(tx, demo, at, product).await?;
    }
    for order in &demo.history.orders {
        orders::write(tx, demo, &ground, order).await?;
    }
    money::write(tx, demo, &ground).await?;
    away::write(tx, demo, &ground).await?;
    for (code, hour, visits) in &demo.history.scans {
        put(tx, "scan_counts", [("code", code.into()), ("hour", (*hour).into()), ("visits", (*visits).into())]).await?;
    }
    let now = tx.now;
    let detail = serde_json::json!({"seed": demo.seed, "shops": demo.world.shops.len()});
    put(tx, "marks", [("name", "demo".into()), ("value", mark(demo).into()), ("at", now.into())]).await?;
    audit::note(tx, &By::System, "demo.seeded", ("region", &ground.regency), detail).await?;
    Ok(ground.regency)
}

/// What later starts need to find again.
fn mark(demo: &Demo) -> String {
    let accepted = demo.history.orders.get(demo.history.accepted).map(|order| order.part.clone());
    serde_json::json!({
        "seed": demo.seed,
        "weaver": demo.world.shops.first().map(|shop| shop.account.clone()),
        "officer": demo.officer,
        "administrator": demo.administrator,
        "accepted": accepted,
    })
    .to_string()
}

async fn regions(tx: &mut Tx) -> Result<Ground, AppError> {
    let sheet = import::read(super::content::REGIONS.as_bytes()).map_err(|_| AppError::Internal)?;
    let imported = import::import(tx, &By::System, &sheet.rows, true, false).await?;
    if !matches!(imported, import::Imported::Plan(_)) {
        return Err(AppError::Internal);
    }
    let villages = sql::region_ids(tx).await?;
    let regency = villages.get(REGENCY).cloned().ok_or(AppError::Internal)?;
    sql::open_regency(tx, &regency, OPERATOR, COMPLAINT_DAYS).await?;
    let money = [
        ("regency_id", regency.as_str().into()),
        ("offers_card", 1.into()),
        ("fee_bp", FEES[0].into()),
        ("card_cost_bp", FEES[1].into()),
        ("card_cost_fixed_minor", FEES[2].into()),
        ("merchant_name", MERCHANT[0].into()),
        ("merchant_contact", MERCHANT[1].into()),
        ("updated_at", tx.now.into()),
    ];
    put(tx, "region_money", money).await?;
    shipping::plant(tx, &regency.clone().into(), super::content::SENDING, Zone::Wita).await?;
    Ok(Ground { regency, villages })
}

/// The officer and the administrator.
async fn staff(tx: &mut Tx, demo: &Demo, ground: &Ground) -> Result<(), AppError> {
    let born = demo.world.today - 120 * app::time::DAY_MS;
    let staff = [
        (
            &demo.administrator,
            "administrator",
            "Administrator Contoh",
            super::secrets::ADMINISTRATOR,
            None,
            &demo.hashed.administrator,
        ),
        (
            &demo.officer,
            "officer",
            "Petugas Contoh",
            super::secrets::OFFICER,
            Some(&ground.regency),
            &demo.hashed.officer,
        ),
    ];
    for (id, role, name, email, regency, password) in staff {
        let row = [
            ("id", id.into()),
            ("role", role.into()),
            ("name", name.into()),
            ("email", email.into()),
            ("language", "id".into()),
            ("regency_id", regency.into()),
            ("password_hash", password.into()),
            ("created_at", born.into()),
            ("seen_at", demo.world.today.into()),
        ];
        put(tx, "accounts", row).await?;
    }
    Ok(())
}
