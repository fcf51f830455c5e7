//! Two shops of one regency and a buyer with a piece of each in the basket.

use super::stage::{Ordered, Stage, key_of, order_code, stage_at, stage_of};
use crate::support::{Client, Reply, Shop, TestApp};

/// Two shops of one regency, the first with five of a piece, the second with one.
pub struct Market {
    pub first: Stage,
    pub second: Stage,
    pub buyer: Client,
}

pub async fn market(app: &TestApp) -> Market {
    beside(app, stage_of(app, "stocked", 5).await).await
}

/// The same with a first shop that stands there already.
pub async fn beside(app: &TestApp, first: Stage) -> Market {
    let second = stage_at(app, first.place.clone(), "unique", 1).await;
    of(app, first, second).await
}

/// Two shops that stand there already.
pub async fn of(app: &TestApp, first: Stage, second: Stage) -> Market {
    let mut buyer = app.client();
    for code in [&first.piece.code, &second.piece.code] {
        buyer.post("/en/cart/add", &[("p", code), ("via", "q")]).await.location();
        // What was put in first stands first.
        app.clock.forward(1);
    }
    Market { first, second, buyer }
}

pub async fn code_of(app: &TestApp, shop: &Shop) -> String {
    let (code,): (String,) = sqlx::query_as("select code from codes where kind = 'shop' and target_id = $1")
        .bind(shop.id.clone())
        .fetch_one(app.house.store.read())
        .await
        .unwrap();
    code
}

impl Market {
    pub fn slug(&self) -> &str {
        &self.first.place.slug
    }

    pub async fn checkout(&mut self) -> Reply {
        let path = format!("/en/checkout?r={}", self.slug());
        self.buyer.get(&path).await
    }

    /// The fields of the checkout as a browser would send them, with some changed.
    pub async fn fields(&mut self, app: &TestApp, page: &Reply, changes: &[(String, &str)]) -> Vec<(String, String)> {
        let mut fields = vec![("key".to_owned(), page.field("key")), ("r".to_owned(), page.field("r"))];
        for (shop, piece) in [(&self.first.shop, &self.first.piece), (&self.second.shop, &self.second.piece)] {
            let code = code_of(app, shop).await;
            fields.push((format!("how-{code}"), "stall".to_owned()));
            fields.push((format!("method-{code}"), "qris".to_owned()));
            for name in ["v", "q"] {
                let name = format!("{name}-{}", piece.code);
                if page.text().contains(&format!("name=\"{name}\"")) {
                    fields.push((name.clone(), page.field(&name)));
                }
            }
        }
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name.clone(), (*value).to_owned()));
        }
        fields
    }

    pub async fn place(&mut self, app: &TestApp, changes: &[(String, &str)]) -> Reply {
        let page = self.checkout().await;
        let fields = self.fields(app, &page, changes).await;
        self.send(&fields).await
    }

    pub async fn send(&mut self, fields: &[(String, String)]) -> Reply {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.buyer.post("/en/checkout", &fields).await
    }

    pub async fn order(self, app: &TestApp) -> (Ordered, Stage, Stage) {
        self.order_with(app, &[]).await
    }

    /// The same with some fields changed.
    pub async fn order_with(mut self, app: &TestApp, changes: &[(String, &str)]) -> (Ordered, Stage, Stage) {
        let link = self.place(app, changes).await.location();
        let page = self.buyer.get(&link).await;
        (Ordered { code: order_code(&page.text()), client: self.buyer, link }, self.first, self.second)
    }
}

/// The buyer agrees to the answer that stands in one part of the order's page.
pub async fn agree_part(order: &mut Ordered, number: i64, method: &str) -> Reply {
    let html = order.page().await.text();
    let part = html.split(&format!("id=\"part-{number}\"")).nth(1).unwrap();
    let answer = part.split("name=\"answer\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let action = format!("{}/agree", order.link);
    let (key, number) = (key_of(part, &action), number.to_string());
    let fields = [("key", key.as_str()), ("part", &number), ("answer", &answer), ("method", method)];
    order.client.post(&action, &fields).await
}

/// Taps a button of one part on the order's page.
pub async fn tap_part(order: &mut Ordered, part: i64, act: &str) -> Reply {
    let page = order.page().await.text();
    let action = format!("action=\"{}/{act}\"", order.link);
    let form = page
        .split(&action)
        .skip(1)
        .find(|form| form.split("</form>").next().unwrap().contains(&format!("name=\"part\" value=\"{part}\"")))
        .unwrap_or_else(|| panic!("part {part} has no {act}"));
    let key = form.split("name=\"key\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("{}/{act}", order.link);
    order.client.post(&path, &[("key", key), ("part", &part.to_string())]).await
}
