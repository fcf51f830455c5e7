//! Builders: what a test needs to stand there already, written straight into the database.

use secrecy::SecretString;
use server::clock;
use server::keys::token_hash;

use super::{Client, TestApp, Value};

/// A regency with one district and one village.
#[derive(Clone)]
pub struct Place {
    pub regency: String,
    pub slug: String,
    pub village: String,
    pub village_slug: String,
}

/// A shop, its owner, and its code.
#[derive(Clone)]
pub struct Shop {
    pub id: String,
    pub code: String,
    pub owner: String,
    pub regency: String,
    pub village: String,
    pub name: String,
}

/// A published piece.
#[derive(Clone)]
pub struct Product {
    pub id: String,
    pub code: String,
    pub shop: String,
    pub price_minor: i64,
    pub name: String,
}

impl TestApp {
    /// Inserts one row.
    pub async fn insert(&self, table: &str, row: Vec<(&str, Value)>) {
        let columns: Vec<&str> = row.iter().map(|(column, _)| *column).collect();
        let marks: Vec<String> = (1..=row.len()).map(|n| format!("${n}")).collect();
        let sql = format!("insert into {table} ({}) values ({})", columns.join(", "), marks.join(", "));
        let values: Vec<Value> = row.into_iter().map(|(_, value)| value).collect();
        self.house
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
                    for value in values {
                        query = match value {
                            Value::Text(text) => query.bind(text),
                            Value::Number(number) => query.bind(number),
                            Value::Null => query.bind(Option::<String>::None),
                        };
                    }
                    query.execute(tx.db()).await.unwrap();
                    Ok(())
                })
            })
            .await
            .unwrap();
    }

    fn new_id(&self) -> String {
        clock::new_id(self.clock.now())
    }

    /// Wakatobi with Liya Togo.
    pub async fn a_place(&self) -> Place {
        self.a_place_named("74.07", "Kabupaten Wakatobi", "wakatobi").await
    }

    /// A regency with its own code and slug, one district and one village `liya-togo`.
    pub async fn a_place_named(&self, code: &str, name: &str, slug: &str) -> Place {
        let (province, regency, district, village) = (self.new_id(), self.new_id(), self.new_id(), self.new_id());
        let now = self.clock.now();
        let region = |id: &str, code: String, level: &str, name: &str, slug: &str| {
            vec![
                ("id", id.into()),
                ("code", code.into()),
                ("level", level.into()),
                ("name", name.into()),
                ("slug", slug.into()),
                ("zone", "WITA".into()),
                ("open", Value::Number(i64::from(level == "regency"))),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ]
        };
        // The province's code is made unique by the regency's own.
        let above = format!("p{code}");
        self.insert("regions", region(&province, above, "province", "Sulawesi Tenggara", "sulawesi-tenggara")).await;
        let mut row = region(&regency, code.to_owned(), "regency", name, slug);
        row.push(("parent_id", (&province).into()));
        self.insert("regions", row).await;
        let mut row = region(&district, format!("{code}.05"), "district", "Wangi-Wangi Selatan", "wangi-wangi-selatan");
        row.extend([("parent_id", (&regency).into()), ("regency_id", (&regency).into())]);
        self.insert("regions", row).await;
        let mut row = region(&village, format!("{code}.05.2022"), "village", "Liya Togo", "liya-togo");
        row.extend([
            ("parent_id", (&district).into()),
            ("regency_id", (&regency).into()),
            ("island", "Wangi-Wangi".into()),
        ]);
        self.insert("regions", row).await;
        Place { regency, slug: slug.to_owned(), village, village_slug: "liya-togo".to_owned() }
    }

    /// An account of a role; officers and artisans belong to the regency.
    pub async fn an_account(&self, role: &str, regency: Option<&str>, name: &str) -> String {
        let id = self.new_id();
        let email: Value = if role == "artisan" { Value::Null } else { format!("{id}@homoru.test").into() };
        self.insert(
            "accounts",
            vec![
                ("id", (&id).into()),
                ("role", role.into()),
                ("name", name.into()),
                ("email", email),
                ("language", "id".into()),
                ("regency_id", regency.map_or(Value::Null, Value::from)),
                ("created_at", self.clock.now().into()),
            ],
        )
        .await;
        id
    }

    /// A shop with an owner, a maker, a code, and cash.
    pub async fn a_shop(&self, place: &Place, name: &str) -> Shop {
        let owner = self.an_account("artisan", Some(&place.regency), "Ina Contoh").await;
        let id = self.new_id();
        let now = self.clock.now();
        self.insert(
            "shops",
            vec![
                ("id", (&id).into()),
                ("regency_id", (&place.regency).into()),
                ("village_id", (&place.village).into()),
                ("name", name.into()),
                ("maker_kind", "person".into()),
                ("language", "id".into()),
                ("band", 1.into()),
                ("opened_at", now.into()),
                ("opened_village_id", (&place.village).into()),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ],
        )
        .await;
        self.insert(
            "memberships",
            vec![
                ("shop_id", (&id).into()),
                ("account_id", (&owner).into()),
                ("role", "owner".into()),
                ("created_at", now.into()),
            ],
        )
        .await;
        self.insert(
            "makers",
            vec![
                ("id", self.new_id().into()),
                ("shop_id", (&id).into()),
                ("name", "Ina Contoh".into()),
                ("position", 0.into()),
                ("created_at", now.into()),
            ],
        )
        .await;
        self.insert("shop_payments", vec![("shop_id", (&id).into()), ("updated_at", now.into())]).await;
        let code = self.a_code("shop", &id).await;
        Shop { id, code, owner, regency: place.regency.clone(), village: place.village.clone(), name: name.to_owned() }
    }

    /// A published unique piece with one photo row (no files behind it).
    pub async fn a_product(&self, shop: &Shop, name: &str, rupiah: i64) -> Product {
        self.a_product_of_kind(shop, name, rupiah, "unique", 1).await
    }

    /// The same of a chosen kind and stock.
    pub async fn a_product_of_kind(&self, shop: &Shop, name: &str, rupiah: i64, kind: &str, stock: i64) -> Product {
        let id = self.new_id();
        let now = self.clock.now();
        let mut row = vec![
            ("id", (&id).into()),
            ("shop_id", (&shop.id).into()),
            ("kind", kind.into()),
            ("state", "published".into()),
            ("name", name.into()),
            ("language", "id".into()),
            ("price_minor", (rupiah * 100).into()),
            ("stock", stock.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
            ("published_at", now.into()),
        ];
        if kind == "made_to_order" {
            row.push(("weeks", 4.into()));
        }
        self.insert("products", row).await;
        self.insert(
            "photos",
            vec![
                ("id", self.new_id().into()),
                ("product_id", (&id).into()),
                ("position", 0.into()),
                ("private_key", clock::token().into()),
                ("public_key", clock::token().into()),
                ("width", 1280.into()),
                ("height", 1280.into()),
                ("tint", "#8e1c30".into()),
                ("created_at", now.into()),
            ],
        )
        .await;
        let code = self.a_code("product", &id).await;
        Product { id, code, shop: shop.id.clone(), price_minor: rupiah * 100, name: name.to_owned() }
    }

    /// A code for a thing.
    pub async fn a_code(&self, kind: &str, target: &str) -> String {
        let code = loop {
            let six: [u8; 6] = std::array::from_fn(|_| u8::try_from(clock::below(31)).unwrap());
            if let Some(code) = app::codes::rules::Code::from_random(six) {
                break code.as_str().to_owned();
            }
        };
        self.insert(
            "codes",
            vec![
                ("code", (&code).into()),
                ("kind", kind.into()),
                ("target_id", target.into()),
                ("issued_at", self.clock.now().into()),
            ],
        )
        .await;
        code
    }

    /// A browser in which this account is signed in.
    pub async fn signed_in(&self, account: &str) -> Client {
        let token = clock::token();
        let now = self.clock.now();
        self.insert(
            "sessions",
            vec![
                ("id", self.new_id().into()),
                ("token_hash", token_hash(&token).into()),
                ("account_id", account.into()),
                ("created_at", now.into()),
                ("seen_at", now.into()),
                ("expires_at", (now + 30 * 86_400_000).into()),
            ],
        )
        .await;
        let mut client = self.client();
        client.cookies.insert("session".to_owned(), token);
        client
    }

    /// Lets an artisan sign in with this PIN.
    pub async fn give_pin(&self, account: &str, pin: &str) {
        let hash = self.house.hashing.hash(&self.house.keys, &SecretString::from(pin.to_owned())).await.unwrap();
        let account = account.to_owned();
        self.house
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let update = sqlx::query("update accounts set pin_hash = $2 where id = $1");
                    update.bind(account).bind(hash).execute(tx.db()).await.unwrap();
                    Ok(())
                })
            })
            .await
            .unwrap();
    }

    /// A browser of the shop's owner.
    pub async fn owner_of(&self, shop: &Shop) -> Client {
        self.signed_in(&shop.owner).await
    }

    /// A browser of an officer of the place.
    pub async fn an_officer(&self, place: &Place) -> Client {
        let account = self.an_account("officer", Some(&place.regency), "Petugas Contoh").await;
        self.signed_in(&account).await
    }

    /// A browser of an administrator.
    pub async fn an_administrator(&self) -> Client {
        let account = self.an_account("administrator", None, "Administrator Contoh").await;
        self.signed_in(&account).await
    }
}
