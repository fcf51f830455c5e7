//! What sending costs, written straight into the database.

use server::clock;

use super::{Place, Shop, TestApp, Value};

impl TestApp {
    /// A service of a regency that takes kilograms at one price; gives its id.
    pub async fn a_service(&self, place: &Place, name: &str, zone: &str, rupiah: i64) -> String {
        let (id, now) = (clock::new_id(self.clock.now()), self.clock.now());
        let regency = place.regency.clone();
        self.house
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let sql = "insert into sending_tables (regency_id, version, updated_at) values ($1, 1, $2) \
                               on conflict (regency_id) do nothing";
                    sqlx::query(sql).bind(regency).bind(now).execute(tx.db()).await.unwrap();
                    Ok(())
                })
            })
            .await
            .unwrap();
        let row = vec![
            ("id", (&id).into()),
            ("regency_id", (&place.regency).into()),
            ("name", name.into()),
            ("zone", zone.into()),
            ("first_step_g", 1_000.into()),
            ("first_minor", Value::Number(rupiah * 100)),
            ("next_step_g", 1_000.into()),
            ("next_minor", Value::Number(rupiah * 100)),
            ("max_g", 30_000.into()),
            ("tolerance_g", 300.into()),
            ("minimum_g", 0.into()),
            ("tracked", 1.into()),
            ("valid_from", 0.into()),
            ("version", 1.into()),
            ("updated_at", now.into()),
        ];
        self.insert("sending_services", row).await;
        id
    }
}

impl TestApp {
    /// A pickup point of a regency, open every day from 8 to 16; its English name ends in `EN`. Gives its id.
    pub async fn a_point(&self, place: &Place, name: &str, lead_minutes: i64) -> String {
        let (id, now) = (clock::new_id(self.clock.now()), self.clock.now());
        let row = vec![
            ("id", (&id).into()),
            ("regency_id", (&place.regency).into()),
            ("kind", "harbour".into()),
            ("name_id", name.into()),
            ("name_en", format!("{name} EN").into()),
            ("find_id", "dekat loket".into()),
            ("find_en", "beside the ticket window".into()),
            ("lead_minutes", lead_minutes.into()),
            ("open", 1.into()),
            ("version", 1.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        self.insert("pickup_points", row).await;
        for weekday in 1..=7 {
            let row = vec![
                ("point_id", (&id).into()),
                ("weekday", weekday.into()),
                ("from_minute", 480.into()),
                ("to_minute", 960.into()),
            ];
            self.insert("pickup_point_hours", row).await;
        }
        id
    }

    /// The shop hands pieces over there as well.
    pub async fn uses_point(&self, shop: &Shop, point: &str) {
        let row = vec![("shop_id", (&shop.id).into()), ("point_id", point.into()), ("since", self.clock.now().into())];
        self.insert("shop_points", row).await;
    }
}
