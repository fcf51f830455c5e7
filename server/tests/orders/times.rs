//! How long pieces and contacts are kept is a regency's choice, and pages say so.

use axum::http::StatusCode;

use super::stage::{DAY, HOUR, MINUTE, at_checkout, shelf, stage, tick};
use crate::on_both;
use crate::support::TestApp;

/// Sets a regency's times as the administrator does; what is not named stays.
async fn set(app: &TestApp, regency: &str, times: &[(&str, &str)]) -> StatusCode {
    let mut admin = app.an_administrator().await;
    let version = admin.get(&format!("/admin/regencies/{regency}")).await.field("money_version");
    let mut fields = vec![("money_version", version.as_str()), ("offers_cash", "yes"), ("offers_qris", "yes")];
    fields.extend(times);
    admin.post(&format!("/admin/regencies/{regency}/money"), &fields).await.status
}

on_both! {
    async fn a_regency_sets_how_long_a_stall_keeps_a_piece(app: TestApp) {
        let s = stage(&app).await;
        assert_eq!(set(&app, &s.place.regency, &[("stall_minutes", "45")]).await, StatusCode::SEE_OTHER);
        let buyer = at_checkout(&app, &s.piece, "stall").await;
        buyer.page.says(&["for 45 minutes"]);
        buyer.order(&[]).await;
        app.clock.forward(44 * MINUTE);
        tick(&app).await;
        assert_eq!(shelf(&app).await, (0, 1));
        app.clock.forward(2 * MINUTE);
        tick(&app).await;
        assert_eq!(shelf(&app).await, (1, 0));
    }

    async fn a_regency_sets_how_long_an_answer_and_a_contact_are_waited_for(app: TestApp) {
        let s = stage(&app).await;
        let times = [("answer_hours", "12"), ("after_pickup_hours", "168"), ("retention_days", "7")];
        assert_eq!(set(&app, &s.place.regency, &times).await, StatusCode::SEE_OTHER);
        let buyer = at_checkout(&app, &s.piece, "keep").await;
        buyer.page.says(&["within 12 hours", "removed 7 days after the order ends"]);
        app.client().get(&format!("/en/help/{}", s.place.slug)).await.says(&["answers within 12 hours", "here it can be: QRIS, cash."]);
        app.client().get(&format!("/id/help/{}", s.place.slug)).await.says(&["paling lama 12 jam", "di sini bisa: QRIS, tunai."]);
        buyer.order(&[]).await;
        let kept = app.client().get(&format!("/en/privacy/{}", s.place.slug)).await;
        kept.says(&["removed 7 days after", "the telephone number for the courier", "60 days later", "money is still to be settled", "two years more at most"]);
        assert!(!kept.text().contains("Stripe"), "it takes no cards");
        app.clock.forward(13 * HOUR);
        tick(&app).await;
        assert_eq!(shelf(&app).await, (1, 0));
        app.clock.forward(6 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 1);
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from orders where contact is not null").await, 0);
    }

    async fn a_time_that_cannot_be_is_said_at_its_field_and_changes_nothing(app: TestApp) {
        let s = stage(&app).await;
        for wrong in [("stall_minutes", "5"), ("answer_hours", ""), ("retention_days", "1.5")] {
            assert_eq!(set(&app, &s.place.regency, &[wrong]).await, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        }
        assert_eq!(app.count("select count(*) from region_money").await, 0);
    }
}
