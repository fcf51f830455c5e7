//! What both sides read of one order: which piece went back, what is kept, what is to be done first.

use super::refunds::give_back;
use super::stage::{artisan_taps, at_checkout, stage, stage_of};
use crate::on_both;

on_both! {
    async fn what_went_back_is_marked_and_what_is_kept_is_the_amount(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let mut order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash"), ("quantity", "3")]).await;
        let code = order.code.clone();
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        let (q, again) = (format!("q-{}", s.piece.code), format!("shelf-{}", s.piece.code));
        give_back(&mut s.artisan, &code, &[(&q, "1"), (&again, "1"), ("reason", "changed")]).await.location();
        let hers = s.artisan.get(&format!("/studio/orders/{code}")).await;
        hers.says(&["uang untuk 1 karya kembali, jangan diserahkan", "<p class=\"purse num\">Rp900.000</p>", "Sudah sepakat dengan tamu"]);
        let page = order.page().await;
        page.says(&["money back for 1", "Agreed with Ina Contoh", &format!("{code}, Rp900.000")]);
        assert!(!page.text().contains("do not hand"), "that is for whoever hands it over");
        artisan_taps(&mut s.artisan, &code, "handed-over", &[]).await.location();
        assert!(!s.artisan.get(&format!("/studio/orders/{code}")).await.text().contains("jangan diserahkan"));
        // It all came back to the shelf.
        give_back(&mut s.artisan, &code, &[(&q, "2"), (&again, "1")]).await.location();
        s.artisan.get(&format!("/studio/orders/{code}")).await.says(&["Sudah dikembalikan tamu, dijual lagi."]);
        let page = order.page().await;
        page.says(&["Ina Contoh has the piece back"]);
        assert!(!page.text().contains("Enjoy it"));
    }

    async fn what_is_kept_and_paid_is_made_ready_before_it_is_handed_over(app: TestApp) {
        let mut s = stage(&app).await;
        let order = at_checkout(&app, &s.piece, "keep").await.order(&[("method", "cash")]).await;
        let path = format!("/studio/orders/{}", order.code);
        artisan_taps(&mut s.artisan, &order.code, "accept", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        for (main, other) in [("ready", Some("handed-over")), ("handed-over", None)] {
            let page = s.artisan.get(&path).await.text();
            let form = |act: &str| {
                let form = page.split(&format!("action=\"{path}/{act}\"")).nth(1).unwrap();
                form.split("</form>").next().unwrap().to_owned()
            };
            assert!(form(main).contains("btn main wide"), "{main}");
            assert!(other.is_none_or(|other| form(other).contains("btn line")), "{other:?}");
            if main == "ready" {
                artisan_taps(&mut s.artisan, &order.code, "ready", &[]).await.location();
            }
        }
    }
}
