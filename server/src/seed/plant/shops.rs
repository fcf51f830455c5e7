//! Artisans, shops and pieces.

use app::error::AppError;
use app::time::{DAY_MS, HOUR_MS};

use super::super::dice::Dice;
use super::super::sql::put;
use super::super::world::{Product, Shop};
use super::{Demo, Ground};
use crate::clock;
use crate::keys::token_hash;
use crate::store::Tx;

/// The version of the consent's words.
const TEXT_VERSION: &str = "2026-11";
/// People who were invited and have not come yet.
const INVITED: [(&str, &str); 3] =
    [("Wa Contoh Baru", "74.07.06.2003"), ("Wa Misal", "74.07.05.2020"), ("La Umpama", "74.07.07.2007")];

/// One artisan, her shop and all that belongs to it but its pieces.
pub async fn write(tx: &mut Tx, demo: &Demo, ground: &Ground, shop: &Shop) -> Result<(), AppError> {
    let village = ground.village(&shop.row.village)?.to_owned();
    person(tx, demo, ground, shop, &village).await?;
    let row = [
        ("id", (&shop.id).into()),
        ("regency_id", (&ground.regency).into()),
        ("village_id", (&village).into()),
        ("name", (&shop.row.name).into()),
        ("maker_kind", (&shop.row.maker_kind).into()),
        ("language", "id".into()),
        ("story", (&shop.row.story).into()),
        ("whatsapp", (&shop.phone).into()),
        ("whatsapp_public", (shop.row.whatsapp_public == "yes").into()),
        ("band", shop.row.band.into()),
        ("sends", shop.row.offers.contains("sends").into()),
        ("delivers", shop.row.offers.contains("delivers").into()),
        ("opened_at", shop.opened.into()),
        ("opened_village_id", shop.opened.map(|_| village.clone()).into()),
        ("created_at", shop.enrolled.into()),
        ("updated_at", shop.opened.unwrap_or(shop.enrolled).into()),
    ];
    put(tx, "shops", row).await?;
    let row = [
        ("shop_id", (&shop.id).into()),
        ("account_id", (&shop.account).into()),
        ("role", "owner".into()),
        ("created_at", shop.enrolled.into()),
    ];
    put(tx, "memberships", row).await?;
    let row = [
        ("code", (&shop.code).into()),
        ("kind", "shop".into()),
        ("target_id", (&shop.id).into()),
        ("issued_at", shop.enrolled.into()),
    ];
    put(tx, "codes", row).await?;
    makers_and_places(tx, shop).await?;
    if shop.opened.is_none() && shop.row.maker_kind == "person" {
        first_draft(tx, demo, shop).await?;
    }
    payment_settings(tx, shop).await
}

async fn person(tx: &mut Tx, demo: &Demo, ground: &Ground, shop: &Shop, village: &str) -> Result<(), AppError> {
    let name = shop.makers.first().map_or(&shop.row.name, |(_, name)| name);
    let row = [
        ("id", (&shop.account).into()),
        ("role", "artisan".into()),
        ("name", name.into()),
        ("phone", (&shop.phone).into()),
        ("language", "id".into()),
        ("regency_id", (&ground.regency).into()),
        ("village_id", village.into()),
        ("pin_hash", (&demo.hashed.pin).into()),
        ("created_by", (&demo.officer).into()),
        ("created_at", shop.enrolled.into()),
        ("seen_at", shop.seen.into()),
    ];
    put(tx, "accounts", row).await?;
    let mut dice = Dice::new(demo.seed, &shop.account);
    let kinds = ["enrolment", "public_phone"].into_iter().take(if shop.row.whatsapp_public == "yes" { 2 } else { 1 });
    for kind in kinds {
        let row = [
            ("id", dice.id(shop.enrolled).into()),
            ("account_id", (&shop.account).into()),
            ("kind", kind.into()),
            ("text_version", TEXT_VERSION.into()),
            ("language", "id".into()),
            ("given_at", shop.enrolled.into()),
        ];
        put(tx, "consents", row).await?;
    }
    let invitation = Invitation {
        id: dice.id(shop.enrolled - DAY_MS),
        account: Some(shop.account.clone()),
        village: village.to_owned(),
        name: name.clone(),
        created: shop.enrolled - DAY_MS,
        used: Some(shop.enrolled),
    };
    invite(tx, demo, ground, &invitation).await
}

struct Invitation {
    id: String,
    account: Option<String>,
    village: String,
    name: String,
    created: i64,
    used: Option<i64>,
}

async fn invite(tx: &mut Tx, demo: &Demo, ground: &Ground, one: &Invitation) -> Result<(), AppError> {
    let row = [
        ("id", (&one.id).into()),
        ("kind", "enrol".into()),
        // Nobody knows these tokens; the links that work are made at each start.
        ("token_hash", token_hash(&clock::token()).into()),
        ("account_id", one.account.as_ref().into()),
        ("regency_id", (&ground.regency).into()),
        ("village_id", (&one.village).into()),
        ("name", (&one.name).into()),
        ("created_by", (&demo.officer).into()),
        ("created_at", one.created.into()),
        ("expires_at", (one.created + 14 * DAY_MS).into()),
        ("used_at", one.used.into()),
    ];
    put(tx, "invitations", row).await
}

/// A shop without a piece has begun one and not found the time for its photo.
async fn first_draft(tx: &mut Tx, demo: &Demo, shop: &Shop) -> Result<(), AppError> {
    let row = [
        ("id", Dice::new(demo.seed, &shop.id).id(shop.seen).into()),
        ("shop_id", (&shop.id).into()),
        ("kind", "unique".into()),
        ("state", "draft".into()),
        ("name", "Kain pertama".into()),
        ("language", "id".into()),
        ("created_at", shop.seen.into()),
        ("updated_at", shop.seen.into()),
    ];
    put(tx, "products", row).await
}

/// A few who were invited and have not come yet.
pub async fn invited(tx: &mut Tx, demo: &Demo, ground: &Ground) -> Result<(), AppError> {
    let mut dice = Dice::new(demo.seed, "invited");
    for (name, village) in INVITED {
        let created = demo.world.today - dice.between(1, 9) * DAY_MS + 2 * HOUR_MS;
        let village = ground.village(village)?.to_owned();
        let one =
            Invitation { id: dice.id(created), account: None, village, name: name.to_owned(), created, used: None };
        invite(tx, demo, ground, &one).await?;
    }
    Ok(())
}

async fn makers_and_places(tx: &mut Tx, shop: &Shop) -> Result<(), AppError> {
    for (at, (id, name)) in (0_i64..).zip(&shop.makers) {
        let row = [
            ("id", id.into()),
            ("shop_id", (&shop.id).into()),
            ("name", name.into()),
            ("position", at.into()),
            ("created_at", shop.enrolled.into()),
        ];
        put(tx, "makers", row).await?;
    }
    for (at, place) in (0_i64..).zip(&shop.places) {
        let row = [
            ("id", (&place.id).into()),
            ("shop_id", (&shop.id).into()),
            ("name", (&place.name).into()),
            ("how_to_find", (&place.find).into()),
            ("position", at.into()),
            ("created_at", shop.enrolled.into()),
        ];
        put(tx, "meeting_places", row).await?;
        for (weekday, from, to) in &place.hours {
            let row = [
                ("place_id", (&place.id).into()),
                ("weekday", (*weekday).into()),
                ("from_minute", (*from).into()),
                ("to_minute", (*to).into()),
            ];
            put(tx, "meeting_hours", row).await?;
        }
    }
    Ok(())
}

async fn payment_settings(tx: &mut Tx, shop: &Shop) -> Result<(), AppError> {
    let qris = shop.qris.as_ref();
    let row = [
        ("shop_id", (&shop.id).into()),
        ("takes_cash", true.into()),
        ("takes_qris", qris.is_some().into()),
        ("qris_payload", qris.map(|qris| &qris.payload).into()),
        ("qris_name", qris.map(|qris| &qris.name).into()),
        ("qris_city", qris.map(|qris| &qris.city).into()),
        ("qris_nmid", qris.map(|qris| &qris.nmid).into()),
        ("updated_at", shop.enrolled.into()),
    ];
    put(tx, "shop_payments", row).await
}

/// One piece with its facts, makers and photos.
pub async fn piece(tx: &mut Tx, demo: &Demo, at: usize, product: &Product) -> Result<(), AppError> {
    let shop = &demo.world.shops[product.shop];
    let row = &product.row;
    let values = [
        ("id", (&product.id).into()),
        ("shop_id", (&shop.id).into()),
        ("kind", (&row.kind).into()),
        ("state", (&row.status).into()),
        ("name", (&row.name).into()),
        ("language", (&row.lang).into()),
        ("price_minor", (row.price * 100).into()),
        ("stock", product.stock.into()),
        ("held", product.held.into()),
        ("weeks", row.weeks.into()),
        ("size_note", (&row.size).into()),
        ("weight_g", row.weight_g.into()),
        ("story", (&row.story).into()),
        ("created_at", (product.published - HOUR_MS).into()),
        ("updated_at", product.published.into()),
        ("published_at", product.published.into()),
    ];
    put(tx, "products", values).await?;
    let values = [
        ("code", (&product.code).into()),
        ("kind", "product".into()),
        ("target_id", (&product.id).into()),
        ("issued_at", product.published.into()),
    ];
    put(tx, "codes", values).await?;
    for fact in row.facts.split_whitespace() {
        put(tx, "product_facts", [("product_id", (&product.id).into()), ("fact", fact.into())]).await?;
    }
    if let Some((maker, _)) = shop.makers.iter().find(|(_, name)| *name == row.maker) {
        let values = [("product_id", (&product.id).into()), ("maker_id", maker.into()), ("position", 0.into())];
        put(tx, "product_makers", values).await?;
    }
    photos(tx, demo, at, product).await
}

async fn photos(tx: &mut Tx, demo: &Demo, at: usize, product: &Product) -> Result<(), AppError> {
    let mut dice = Dice::new(demo.seed, &product.id);
    for photo in demo.photos.iter().filter(|photo| photo.product == at) {
        let values = [
            ("id", dice.id(product.published).into()),
            ("product_id", (&product.id).into()),
            ("position", photo.position.into()),
            ("private_key", (&photo.private).into()),
            ("public_key", (&photo.public).into()),
            ("width", photo.width.into()),
            ("height", photo.height.into()),
            ("tint", (&photo.tint).into()),
            ("is_drawing", true.into()),
            ("created_at", (product.published - HOUR_MS).into()),
        ];
        put(tx, "photos", values).await?;
    }
    Ok(())
}
