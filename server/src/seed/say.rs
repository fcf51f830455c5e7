//! What a start of the demo tells the person at the terminal, and what `--json` tells a script.

use app::error::AppError;
use app::routes;
use app::words::Lang;
use serde_json::{Value, json};

use super::fresh::Fresh;
use super::sql;
use crate::codes::symbol::Symbol;
use crate::house::House;

/// Addresses, a product's link with its symbol, the links and the logins.
pub fn in_words(house: &House, fresh: &Fresh) -> String {
    let origins = house.config.origins.join("\n  ");
    let product = product_link(house, fresh);
    let symbol = Symbol::of_url(&routes::printed(house.config.origin(), &fresh.product_code));
    let symbol = symbol.map(|symbol| symbol.terminal()).unwrap_or_default();
    let Fresh { weaver, shop, product_name, secrets, .. } = fresh;
    let regency = house.config.origin().to_owned() + &routes::office("wakatobi");
    format!(
        "\nHomoru, the demo: all people, pieces and orders are invented.\n\n  {origins}\n\n\
         \"{product_name}\", a piece by {shop}. Scan it as a tourist would:\n  {product}\n\n{symbol}\n\
         Enrol as a new weaver (open once, 14 days):\n  {}\n\n\
         {weaver} of {shop}, who has orders waiting. Open on her phone, PIN {}:\n  {}\n\n\
         Officer          {}  {}\n                 {regency}\n\
         Administrator    {}  {}\n                 {}{}\n\n\
         Passwords and PIN are kept in {}. Stop with Ctrl-C.\n",
        fresh.invitation,
        secrets.pin,
        fresh.fresh_device,
        secrets.officer.email,
        secrets.officer.password,
        secrets.administrator.email,
        secrets.administrator.password,
        house.config.origin(),
        routes::ADMIN,
        super::secrets::file(&house.config.data).display(),
    )
}

fn product_link(house: &House, fresh: &Fresh) -> String {
    format!("{}{}", house.config.origin(), routes::product(Lang::En, &fresh.product_code))
}

/// The same and every id and code, for scripts.
pub async fn as_json(house: &House, fresh: &Fresh) -> Result<Value, AppError> {
    let rows = sql::listing(house.store.read()).await?;
    let of = |wanted: &str| -> Vec<Value> {
        let rows = rows.iter().filter(|row| row.0 == wanted);
        rows.map(|(_, id, code, name, state, shop)| match wanted {
            "order" => json!({"id": id, "code": code, "payment": name, "state": state, "shop": shop}),
            _ => json!({"id": id, "code": code, "name": name, "state": state, "shop": shop}),
        })
        .collect()
    };
    let secrets = &fresh.secrets;
    Ok(json!({
        "origin": house.config.origin(),
        "regency": {"code": "74.07", "slug": "wakatobi"},
        "shops": of("shop"),
        "products": of("product"),
        "waiting": of("order"),
        "links": {
            "product": product_link(house, fresh),
            "scan": format!("{}/q/{}", house.config.origin(), fresh.product_code),
            "invitation": fresh.invitation,
            "fresh_device": fresh.fresh_device,
        },
        "logins": {
            "weaver": {"name": fresh.weaver, "shop": fresh.shop, "pin": secrets.pin},
            "officer": {"email": secrets.officer.email, "password": secrets.officer.password},
            "administrator": {"email": secrets.administrator.email, "password": secrets.administrator.password},
        },
    }))
}
