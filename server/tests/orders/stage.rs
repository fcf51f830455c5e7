//! What these tests start from: a stall with a piece, its artisan, and a tourist at the checkout.

use crate::support::{Client, Place, Product, Reply, Shop, TestApp, Value};

/// A synthetic QRIS of the unassigned issuer 0000.
pub const QRIS: &str = "00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5912TENUN CONTOH6008WAKATOBI61059379563047BA8";

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// A shop with QRIS, cash and a meeting place, and one piece for Rp450.000.
#[derive(Clone)]
pub struct Stage {
    pub place: Place,
    pub shop: Shop,
    pub piece: Product,
    pub artisan: Client,
}

pub async fn stage(app: &TestApp) -> Stage {
    stage_of(app, "unique", 1).await
}

pub async fn stage_of(app: &TestApp, kind: &str, stock: i64) -> Stage {
    let place = app.a_place().await;
    stage_at(app, place, kind, stock).await
}

pub async fn stage_at(app: &TestApp, place: Place, kind: &str, stock: i64) -> Stage {
    let shop = app.a_shop(&place, "Benang Contoh").await;
    with_qris(app, &shop).await;
    with_meeting_place(app, &shop).await;
    let piece = app.a_product_of_kind(&shop, "Senja di karang", 450_000, kind, stock).await;
    let artisan = app.owner_of(&shop).await;
    Stage { place, shop, piece, artisan }
}

pub async fn execute(app: &TestApp, sql: &'static str, id: &str) {
    let id = id.to_owned();
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql).bind(id).execute(tx.db()).await.unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn with_qris(app: &TestApp, shop: &Shop) {
    let id = shop.id.clone();
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query("update shop_payments set takes_qris = 1, qris_payload = $2, qris_name = 'TENUN CONTOH' where shop_id = $1")
                    .bind(id)
                    .bind(QRIS.to_owned())
                    .execute(tx.db())
                    .await
                    .unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
}

/// The shop takes transfers.
pub async fn with_bank(app: &TestApp, shop: &Shop) {
    let bank = "update shop_payments set takes_transfer = 1, bank_name = 'Bank Contoh', bank_account = '0099887766', \
                bank_holder = 'INA CONTOH' where shop_id = $1";
    execute(app, bank, &shop.id).await;
}

/// Every day from 8 to 16.
async fn with_meeting_place(app: &TestApp, shop: &Shop) {
    let id = server::clock::new_id(app.clock.now());
    app.insert(
        "meeting_places",
        vec![
            ("id", (&id).into()),
            ("shop_id", (&shop.id).into()),
            ("name", "Lapak pelabuhan".into()),
            ("how_to_find", "dekat dermaga".into()),
            ("position", 0.into()),
            ("created_at", app.clock.now().into()),
        ],
    )
    .await;
    for weekday in 1..=7 {
        app.insert(
            "meeting_hours",
            vec![
                ("place_id", (&id).into()),
                ("weekday", weekday.into()),
                ("from_minute", 480.into()),
                ("to_minute", Value::Number(960)),
            ],
        )
        .await;
    }
}

/// A tourist who has opened the checkout.
pub struct Buyer {
    pub client: Client,
    pub lang: &'static str,
    pub page: Reply,
    pub how: &'static str,
}

/// The link of an order, and the browser that has it.
pub struct Ordered {
    pub client: Client,
    pub link: String,
    pub code: String,
}

pub async fn at_checkout(app: &TestApp, piece: &Product, how: &'static str) -> Buyer {
    checkout_in(app.client(), "en", piece, how).await
}

pub async fn checkout_in(mut client: Client, lang: &'static str, piece: &Product, how: &'static str) -> Buyer {
    let page = client.get(&format!("/{lang}/checkout?p={}&how={how}&via=q", piece.code)).await;
    Buyer { client, lang, page, how }
}

impl Buyer {
    /// The first time that can be chosen.
    pub fn first_pickup(&self) -> String {
        let html = self.page.text();
        let at = html.find("<optgroup").expect("no times");
        html[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// The fields of the form, as a browser would send them.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> =
            ["key", "p", "v", "how"].into_iter().map(|name| (name.to_owned(), self.page.field(name))).collect();
        for optional in ["via", "again"] {
            if self.page.text().contains(&format!("name=\"{optional}\"")) {
                fields.push((optional.to_owned(), self.page.field(optional)));
            }
        }
        fields.push(("method".into(), "qris".into()));
        if self.how == "keep" {
            fields.push(("pickup".into(), self.first_pickup()));
            fields.push(("contact_kind".into(), "email".into()));
            fields.push(("contact".into(), "mia@mail.example".into()));
        }
        fields
    }

    /// Sends the form with some fields changed.
    pub async fn send(&mut self, changes: &[(&str, &str)]) -> Reply {
        let mut fields = self.fields();
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.client.post(&format!("/{}/checkout", self.lang), &fields).await
    }

    /// Places the order.
    pub async fn order(mut self, changes: &[(&str, &str)]) -> Ordered {
        let link = self.send(changes).await.location();
        let page = self.client.get(&link).await;
        Ordered { client: self.client, code: order_code(&page.text()), link }
    }
}

/// The first `H4M2-R7` of a page's title.
pub fn order_code(html: &str) -> String {
    let title = html.split("<title>").nth(1).unwrap();
    let at = title.find('-').unwrap();
    title[at - 4..at + 3].to_owned()
}

impl Ordered {
    pub async fn page(&mut self) -> Reply {
        self.client.get(&self.link).await
    }

    /// Taps the button of a form on the order's page.
    pub async fn tap(&mut self, act: &str, more: &[(&str, &str)]) -> Reply {
        let page = self.page().await.text();
        tap_on(&mut self.client, &page, &format!("{}/{act}", self.link), more).await
    }
}

/// Taps a button on the artisan's page of an order.
pub async fn artisan_taps(artisan: &mut Client, code: &str, act: &str, more: &[(&str, &str)]) -> Reply {
    let path = format!("/studio/orders/{code}");
    let from =
        if matches!(act, "decline" | "cancel" | "answer" | "send") { format!("{path}/{act}") } else { path.clone() };
    let page = artisan.get(&from).await.text();
    tap_on(artisan, &page, &format!("{path}/{act}"), more).await
}

/// Taps the button of a form on a page that was read some time ago.
pub async fn tap_on(client: &mut Client, page: &str, action: &str, more: &[(&str, &str)]) -> Reply {
    let (key, payment) = (key_of(page, action), hidden_of(page, action, "payment"));
    let mut fields = vec![("key", key.as_str())];
    fields.extend(payment.as_deref().map(|payment| ("payment", payment)));
    fields.extend(more);
    client.post(action, &fields).await
}

/// A field of the form with this action, where it has one.
pub fn hidden_of(html: &str, action: &str, name: &str) -> Option<String> {
    let form = html.split(&format!("action=\"{action}\"")).nth(1)?.split("</form>").next()?;
    let input = form.split(&format!("name=\"{name}\"")).nth(1)?;
    Some(input.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

/// The key of the form with this action.
pub fn key_of(html: &str, action: &str) -> String {
    let form =
        html.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("no form {action} in\n{html}"));
    let input = form.split("name=\"key\"").nth(1).unwrap();
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// `stock` and `held` of the one product.
pub async fn shelf(app: &TestApp) -> (i64, i64) {
    (app.count("select stock from products").await, app.count("select held from products").await)
}

/// True when the page offers the form.
pub fn offers(page: &Reply, action: &str) -> bool {
    page.text().contains(&format!("action=\"{action}\""))
}

/// What the timetable and the queue have to do by now.
pub async fn tick(app: &TestApp) {
    server::jobs::timetable::enqueue_due(&app.house).await.unwrap();
    app.run_jobs().await;
}
