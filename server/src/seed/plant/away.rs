//! For guests who cannot come to a shop: where its pieces are handed over besides, what customs forms reckon with, and
//! what is being asked of the demo weaver. All of it as the rooms themselves do it, at the time it is said to happen.

mod asked;

use app::accounts::shop::Hours;
use app::accounts::shop::rules::hours::PlaceForm;
use app::error::AppError;
use app::ids::{RegionId, ShopId};
use app::money::Money;
use app::orders::points::{PointForm, PointKind};
use app::orders::shipping::customs::Rate;

use super::{Demo, Ground};
use crate::audit::By;
use crate::orders::{points, shipping};
use crate::store::Tx;

/// Kind, names and ways in both languages, minutes before leaving: places that do not exist.
type Somewhere = (PointKind, [&'static str; 2], [&'static str; 2], i64);
const POINTS: [Somewhere; 2] = [
    (
        PointKind::Harbour,
        ["Dermaga Contoh, Wanci", "Sample pier, Wanci"],
        ["Meja Koperasi Tenun Contoh, di samping loket tiket.", "The weavers' table beside the ticket window."],
        60,
    ),
    (
        PointKind::Resort,
        ["Penginapan Contoh, Patuno", "Sample guest house, Patuno"],
        ["Tanya di meja depan.", "Ask at the front desk."],
        120,
    ),
];
/// Every day from eight to five.
const OPEN: (i64, i64) = (480, 1_020);
/// About what it was when this was written; the office enters the day's own.
const SDR: Money = Money::rupiah(22_500);
/// The table of services stands when the rate is entered.
const TABLE: i64 = 1;

pub async fn write(tx: &mut Tx, demo: &Demo, ground: &Ground) -> Result<(), AppError> {
    let regency = RegionId(ground.regency.clone());
    let rate = Rate { rupiah: SDR, on: demo.world.today };
    shipping::set_rate(tx, &By::System, &regency, TABLE, rate).await?;
    let mut ids = Vec::new();
    for point in POINTS {
        ids.push(points::add(tx, &By::System, &regency, &form(point)).await?);
    }
    for shop in demo.world.shops.iter().filter(|shop| !shop.row.offers.is_empty()) {
        points::choose(tx, &By::System, &ShopId(shop.id.clone()), &ids).await?;
    }
    asked::write(tx, demo, ground).await
}

fn form((kind, [name, name_en], [find, find_en], lead_minutes): Somewhere) -> PointForm {
    let (from, to) = OPEN;
    let hours = (1..=7).map(|weekday| Hours { weekday, from, to }).collect();
    PointForm {
        kind,
        place: PlaceForm { name: name.to_owned(), how_to_find: find.to_owned(), hours },
        name_en: name_en.to_owned(),
        find_en: find_en.to_owned(),
        lead_minutes,
        open: true,
    }
}
