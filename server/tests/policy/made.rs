//! Each object of the policy walk, written straight into the database.

use app::codes::rules::OrderCode;
use server::clock;
use server::keys::token_hash;
use server::media::{File, MediaKey};

use super::objects::World;
use crate::support::{Shop, TestApp, Value};

/// A synthetic payload of the unassigned issuer 0000, with an amount.
const QRIS: &str = "00020101021226680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI520451375303360540645000058 02ID";

/// An open stay of an account.
pub async fn session(app: &TestApp, account: &str) -> String {
    let (id, now) = (clock::new_id(app.clock.now()), app.clock.now());
    let row = vec![
        ("id", (&id).into()),
        ("token_hash", clock::token().into()),
        ("account_id", account.into()),
        ("created_at", now.into()),
        ("seen_at", now.into()),
        ("expires_at", (now + 86_400_000).into()),
    ];
    app.insert("sessions", row).await;
    id
}

/// A photo that was public once.
pub async fn gone(app: &TestApp) -> String {
    let key = clock::token();
    app.insert("gone_media", vec![("public_key", (&key).into()), ("at", app.clock.now().into())]).await;
    format!("{key}-320.webp")
}

/// A piece's private photo with its file.
pub async fn photo(app: &TestApp, shop: &Shop) -> String {
    let product = app.a_product(shop, "Rahasia", 450_000).await;
    let (key,): (String,) = sqlx::query_as("select private_key from photos where product_id = $1")
        .bind(product.id)
        .fetch_one(app.house.store.read())
        .await
        .unwrap();
    let key = MediaKey::parse(&key).unwrap();
    let file = File { suffix: "320.webp", bytes: vec![1, 2, 3].into() };
    app.house.media.put_private(&key, &[file]).await.unwrap();
    key.file("320.webp")
}

/// A buyer's picture of a payment with its file.
pub async fn proof(app: &TestApp, world: &World) -> String {
    let (order, _) = order(app, world).await;
    let (payment,): (String,) = sqlx::query_as("select id from payments where order_id = $1")
        .bind(order.clone())
        .fetch_one(app.house.store.read())
        .await
        .unwrap();
    let key = MediaKey::parse(&clock::token()).unwrap();
    let file = File { suffix: "640.webp", bytes: vec![1, 2, 3].into() };
    app.house.media.put_private(&key, &[file]).await.unwrap();
    let row = vec![
        ("payment_id", payment.into()),
        ("order_id", order.into()),
        ("shop_id", (&world.shop.id).into()),
        ("media_key", key.as_str().into()),
        ("created_at", app.clock.now().into()),
    ];
    app.insert("payment_proofs", row).await;
    key.file("640.webp")
}

/// A parcel of an order, with a picture.
async fn parcel(app: &TestApp, order: &str) -> String {
    let (id, now) = (clock::new_id(app.clock.now()), app.clock.now());
    let key = MediaKey::parse(&clock::token()).unwrap();
    let file = File { suffix: "1280.webp", bytes: vec![1, 2, 3].into() };
    app.house.media.put_private(&key, &[file]).await.unwrap();
    let row = vec![
        ("id", (&id).into()),
        ("order_id", order.to_owned().into()),
        ("private_key", key.as_str().into()),
        ("sent_at", now.into()),
    ];
    app.insert("parcels", row).await;
    id
}

pub async fn maker(app: &TestApp, shop: &Shop) -> String {
    let (id, now) = (clock::new_id(app.clock.now()), app.clock.now());
    let row = vec![
        ("id", (&id).into()),
        ("shop_id", (&shop.id).into()),
        ("name", "Rahasia".into()),
        ("position", 1.into()),
        ("created_at", now.into()),
    ];
    app.insert("makers", row).await;
    id
}

pub async fn place(app: &TestApp, shop: &Shop) -> String {
    let (id, now) = (clock::new_id(app.clock.now()), app.clock.now());
    let row = vec![
        ("id", (&id).into()),
        ("shop_id", (&shop.id).into()),
        ("name", "Rahasia".into()),
        ("position", 0.into()),
        ("created_at", now.into()),
    ];
    app.insert("meeting_places", row).await;
    id
}

/// A service of the regency's table.
pub async fn service(app: &TestApp, world: &World) -> String {
    app.a_service(&world.place, "Rahasia", "java_bali", 38_000).await
}

/// An order that waits for its money: its id and its code.
pub async fn order(app: &TestApp, world: &World) -> (String, String) {
    let product = app.a_product(&world.shop, "Rahasia", 450_000).await;
    let (id, part, now) = (clock::new_id(app.clock.now()), clock::new_id(app.clock.now()), app.clock.now());
    let code = loop {
        let six: [u8; 6] = std::array::from_fn(|_| u8::try_from(clock::below(31)).unwrap());
        if let Some(code) = OrderCode::from_random(six) {
            break code.as_str().to_owned();
        }
    };
    let money = Value::Number(45_000_000);
    app.insert(
        "orders",
        vec![
            ("id", (&id).into()),
            ("code", (&code).into()),
            ("regency_id", (&world.place.regency).into()),
            ("language", "id".into()),
            ("channel", "web".into()),
            ("currency", "IDR".into()),
            ("total_minor", money),
            ("created_at", now.into()),
        ],
    )
    .await;
    let parcel = parcel(app, &id).await;
    app.insert(
        "shop_orders",
        vec![
            ("id", (&part).into()),
            ("parcel_id", parcel.into()),
            ("order_id", (&id).into()),
            ("shop_id", (&world.shop.id).into()),
            ("how", "keep".into()),
            ("state", "accepted".into()),
            ("held_until", (now + 86_400_000).into()),
            ("goods_minor", Value::Number(45_000_000)),
            ("total_minor", Value::Number(45_000_000)),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    app.insert(
        "order_lines",
        vec![
            ("id", clock::new_id(now).into()),
            ("shop_order_id", (&part).into()),
            ("product_id", (&product.id).into()),
            ("product_code", (&product.code).into()),
            ("quantity", 1.into()),
            ("unit_minor", Value::Number(45_000_000)),
            ("name", "Rahasia".into()),
            ("language", "id".into()),
        ],
    )
    .await;
    app.insert(
        "payments",
        vec![
            ("id", clock::new_id(now).into()),
            ("order_id", (&id).into()),
            ("shop_order_id", (&part).into()),
            ("shop_id", (&world.shop.id).into()),
            ("method", "qris".into()),
            ("qris_payload", QRIS.into()),
            ("qris_plain", QRIS.into()),
            ("currency", "IDR".into()),
            ("amount_minor", Value::Number(45_000_000)),
            ("state", "open".into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    (id, code)
}

/// An open invitation: its id and its token.
pub async fn invitation(app: &TestApp, world: &World) -> (String, String) {
    let (id, token, now) = (clock::new_id(app.clock.now()), clock::token(), app.clock.now());
    app.insert(
        "invitations",
        vec![
            ("id", (&id).into()),
            ("kind", "enrol".into()),
            ("token_hash", token_hash(&token).into()),
            ("regency_id", (&world.place.regency).into()),
            ("village_id", (&world.place.village).into()),
            ("name", "Rahasia".into()),
            ("created_at", now.into()),
            ("expires_at", (now + 86_400_000).into()),
        ],
    )
    .await;
    (id, token)
}

/// An open alarm of the office.
pub async fn alarm(app: &TestApp, world: &World) -> String {
    let id = clock::new_id(app.clock.now());
    let row = vec![
        ("id", (&id).into()),
        ("kind", "dispute".into()),
        ("subject", (&id).into()),
        ("regency_id", (&world.place.regency).into()),
        ("came", "Rahasia".into()),
        ("raised_at", app.clock.now().into()),
    ];
    app.insert("alarms", row).await;
    id
}

/// A letter to a shop that could not be sent.
pub async fn message(app: &TestApp, world: &World) -> String {
    let (id, now) = (clock::new_id(app.clock.now()), app.clock.now());
    let row = vec![
        ("id", (&id).into()),
        ("dedupe", (&id).into()),
        ("shop_id", (&world.shop.id).into()),
        ("account_id", (&world.shop.owner).into()),
        ("side", "shop".into()),
        ("event", "payout-sent".into()),
        ("language", "id".into()),
        ("channel", "email".into()),
        ("state", "dead".into()),
        ("created_at", now.into()),
        ("queued_at", now.into()),
        ("dead_at", now.into()),
    ];
    app.insert("messages", row).await;
    id
}

/// A batch that has left, with one payout.
pub async fn batch(app: &TestApp, world: &World) -> String {
    let (batch, id, now) = (clock::new_id(app.clock.now()), clock::new_id(app.clock.now()), app.clock.now());
    app.insert(
        "payout_batches",
        vec![
            ("id", (&batch).into()),
            ("regency_id", (&world.place.regency).into()),
            ("way", "bank".into()),
            ("made_by", (&world.officer).into()),
            ("made_at", now.into()),
            ("sent_at", now.into()),
        ],
    )
    .await;
    app.insert(
        "payouts",
        vec![
            ("id", (&id).into()),
            ("batch_id", (&batch).into()),
            ("shop_id", (&world.shop.id).into()),
            ("state", "sent".into()),
            ("code", (&id).into()),
            ("amount_minor", Value::Number(45_000_000)),
            ("currency", "IDR".into()),
            ("bank_name", "Bank Contoh".into()),
            ("bank_account", "0012345678".into()),
            ("bank_holder", "Rahasia".into()),
            ("owed_since", now.into()),
            ("sent_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    batch
}
