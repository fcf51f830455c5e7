//! What the office and the administrator see.

use axum::http::StatusCode;
use serde_json::json;

use super::stage::cards;
use crate::on_both;
use crate::orders::stage::key_of;

on_both! {
    async fn the_office_reads_an_alarm_and_settles_it_once_with_a_note(app: TestApp) {
        let at = cards(app).await;
        let (buyer, id) = at.gone_to_pay().await;
        at.pay(&id);
        let told = at.stripe.take_events().remove(0);
        let mut object = serde_json::from_str::<serde_json::Value>(&told.body).unwrap()["data"]["object"].clone();
        object["amount_total"] = json!(450_000);
        at.tell_one(&at.event("evt_x", "checkout.session.completed", &object)).await;
        at.app.run_jobs().await;
        let mut officer = at.app.an_officer(&at.stage.place).await;
        let list = format!("/office/{}/alarms", at.stage.place.slug);
        let page = officer.get(&list).await;
        page.says(&[&buyer.code, "Rp450.000", "Rp4.500"]);
        let html = page.text();
        let action = html.split("action=\"").find(|rest| rest.starts_with(&format!("{list}/"))).unwrap();
        let action = action.split('"').next().unwrap().to_owned();
        let key = key_of(&html, &action);
        assert_eq!(officer.post(&action, &[("key", &key), ("note", "")]).await.status, StatusCode::CONFLICT);
        assert_eq!(officer.post(&action, &[("key", &key), ("note", "dicek")]).await.location(), list);
        assert_eq!(officer.post(&action, &[("key", &key), ("note", "dicek")]).await.location(), list);
        // What was said of it is read by the next officer.
        let page = officer.get(&list).await;
        page.says(&["Yang sudah selesai", "dicek", &buyer.code]);
        assert!(!page.text().contains(&action), "nobody settles it again");
        assert_eq!(at.app.count("select count(*) from audit where action = 'alarm.settled'").await, 1);
    }

    async fn an_administrator_switches_cards_on_with_who_takes_them(app: TestApp) {
        let at = cards(app).await;
        let privacy = at.app.client().get(&format!("/en/privacy/{}", at.stage.place.slug)).await;
        privacy.says(&["you pay on a page of Stripe", "deleted after 7 days"]);
        let mut admin = at.app.an_administrator().await;
        let path = format!("/admin/regencies/{}", at.stage.place.regency);
        let page = admin.get(&path).await;
        page.says(&["Koperasi Contoh", "name=\"offers_card\""]);
        let version = page.field("money_version");
        let post = format!("{path}/money");
        let mut fields = vec![("offers_cash", "yes"), ("offers_card", "yes"), ("merchant_name", ""), ("merchant_contact", ""),
            ("money_version", version.as_str())];
        assert_eq!(admin.post(&post, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        fields[2].1 = "Koperasi Baru";
        fields[3].1 = "0404-00000";
        assert_eq!(admin.post(&post, &fields).await.location(), format!("{path}?saved=1"));
        // The same form again finds its own words; an older one with others does not.
        assert_eq!(admin.post(&post, &fields).await.location(), format!("{path}?saved=1"));
        fields[2].1 = "Koperasi Lain";
        assert_eq!(admin.post(&post, &fields).await.status, StatusCode::CONFLICT);
        assert_eq!(at.app.count("select count(*) from region_money where merchant_name = 'Koperasi Baru' and offers_qris = 0").await, 1);
        assert_eq!(at.app.count("select count(*) from audit where action = 'region.money'").await, 1);
    }

    async fn without_keys_the_card_cannot_be_switched_on(app: TestApp) {
        let place = app.a_place().await;
        let mut admin = app.an_administrator().await;
        let path = format!("/admin/regencies/{}", place.regency);
        let page = admin.get(&path).await;
        page.says(&["STRIPE_SECRET_KEY"]);
        let fields = [("offers_cash", "yes"), ("offers_card", "yes"), ("merchant_name", ""), ("merchant_contact", ""), ("money_version", "0")];
        assert_eq!(admin.post(&format!("{path}/money"), &fields).await.location(), format!("{path}?saved=1"));
        assert_eq!(app.count("select offers_card from region_money").await, 0);
    }
}
