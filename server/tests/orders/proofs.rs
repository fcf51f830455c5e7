//! A buyer's picture of a payment: only the shop sees it, it moves nothing but the claim, and it goes with the contact.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::stage::{DAY, Ordered, Stage, artisan_taps, at_checkout, hidden_of, key_of, stage, tick};
use crate::on_both;
use crate::support::{ORIGIN, Reply, TestApp, pictures};

async fn to_pay(app: &TestApp, changes: &[(&str, &str)]) -> (Stage, Ordered) {
    let s = stage(app).await;
    let order = at_checkout(app, &s.piece, "stall").await.order(changes).await;
    (s, order)
}

pub async fn send(order: &mut Ordered, file: &[u8]) -> Reply {
    let page = order.client.get(&format!("{}/proof?part=1", order.link)).await.text();
    on_page(order, &page, file).await
}

/// Sends the form of a page that was read some time ago.
pub async fn on_page(order: &mut Ordered, page: &str, file: &[u8]) -> Reply {
    let action = format!("{}/proof", order.link);
    let key = key_of(page, &action);
    let payment = hidden_of(page, &action, "payment").expect("it does not say for which payment it was drawn");
    let fields = [("key", key.as_str()), ("part", "1"), ("payment", &payment)];
    order.client.upload(&action, &fields, ("photo", "bukti.jpg", file)).await
}

pub fn photo() -> Vec<u8> {
    pictures::jpeg_with(&pictures::scene(640, 480), &pictures::exif(6, true))
}

fn files(app: &TestApp) -> usize {
    std::fs::read_dir(app.media_folder("private")).unwrap().count()
}

on_both! {
    async fn a_picture_says_paid_and_only_the_shop_sees_it_without_its_exif(app: TestApp) {
        let (mut s, mut order) = to_pay(&app, &[]).await;
        let before = files(&app);
        order.page().await.says(&["Send a photo of the payment", "/proof?part=1"]);
        assert_eq!(send(&mut order, &photo()).await.location(), order.link);
        order.page().await.says(&["Send another photo"]);
        assert_eq!(app.count("select count(*) from payments where state = 'claimed'").await, 1, "a claim, and no more");
        let page = s.artisan.get(&format!("/studio/orders/{}", order.code)).await;
        page.says(&["Foto bukti bayar dari tamu", "Foto bukan uang"]);
        let name = page.text().split("/private/proof/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let file = s.artisan.get(&format!("/private/proof/{name}")).await;
        assert_eq!((file.status, file.headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"));
        let master = format!("{}-master.jpg", &name[..22]);
        let kept = std::fs::read(app.media_folder("private").join(&master)).unwrap();
        assert!(!kept.windows(13).any(|bytes| bytes == b"Kamera Contoh"), "the camera's words are kept");
        let other = app.a_shop(&s.place, "Toko Lain").await;
        let mut stranger = app.owner_of(&other).await;
        for path in [format!("/private/proof/{name}"), format!("/private/photo/{name}"), format!("/media/{name}")] {
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(order.client.get(&format!("/private/proof/{name}")).await.status, StatusCode::SEE_OTHER, "nor the buyer's browser");
        // Another one takes its place, and its files go.
        send(&mut order, &photo()).await.location();
        assert_eq!(s.artisan.get(&format!("/private/proof/{name}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(files(&app), before + 3);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        assert_eq!(order.client.get(&format!("{}/proof?part=1", order.link)).await.location(), order.link, "paid is paid");
    }

    async fn a_photo_for_a_link_that_opens_nothing_is_not_waited_for(app: TestApp) {
        let endless = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
        let request = Request::post("/en/o/AAAAAAAAAAAAAAAAAAAAAA/proof")
            .header("origin", ORIGIN)
            .header("content-type", "multipart/form-data; boundary=x")
            .body(endless)
            .unwrap();
        assert_eq!(app.router.clone().oneshot(request).await.unwrap().status(), StatusCode::NOT_FOUND);
    }

    async fn one_key_never_names_two_pictures(app: TestApp) {
        let (_, mut order) = to_pay(&app, &[]).await;
        let before = files(&app);
        let action = format!("{}/proof", order.link);
        let page = order.client.get(&format!("{action}?part=1")).await;
        let key = key_of(&page.text(), &action);
        let fields = [("key", key.as_str()), ("part", "1")];
        for _ in 0..2 {
            order.client.upload(&action, &fields, ("photo", "bukti.jpg", &photo())).await.location();
            assert_eq!(files(&app), before + 3, "the same tap twice is one picture");
        }
        let other = pictures::jpeg(&pictures::scene(800, 600));
        let refused = order.client.upload(&action, &fields, ("photo", "bukti.jpg", &other)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(files(&app), before + 3);
        for lost in ["proof", "qris.png", "plain.png", "parcel.webp"] {
            for part in ["x", "1.5", "-", "9223372036854775808", "2"] {
                let reply = order.client.get(&format!("{}/{lost}?part={part}", order.link)).await;
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{lost} {part}");
                assert!(reply.text().contains("<html"), "a page of the house: {lost} {part}");
            }
        }
    }

    async fn a_file_that_is_no_photo_is_answered_at_its_field_and_moves_nothing(app: TestApp) {
        let (_, mut order) = to_pay(&app, &[]).await;
        let before = files(&app);
        let whole = photo();
        let huge = vec![0xFF; server::media::decode::MAX_BYTES + 10];
        for (file, said) in [
            (Vec::new(), "Choose the photo first"),
            (pictures::boxed(b"heic"), "HEIC"),
            (whole[..whole.len() / 2].to_vec(), "not whole"),
            (b"%PDF-1.7".to_vec(), "PDF"),
            (huge, "15 MB"),
        ] {
            let reply = send(&mut order, &file).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            reply.says(&["id=\"photo-err\"", "name=\"part\" value=\"1\""]);
            assert!(reply.text().contains(said) || said == "not whole", "{said}");
        }
        assert_eq!(app.count("select count(*) from payments where state = 'open'").await, 1);
        assert_eq!(app.count("select count(*) from payment_proofs").await, 0);
        assert_eq!(files(&app), before);
    }

    async fn it_goes_with_the_contact_and_the_sweep_leaves_it_till_then(app: TestApp) {
        let (mut s, mut order) = to_pay(&app, &[]).await;
        let before = files(&app);
        send(&mut order, &photo()).await.location();
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "handed-over", &[]).await.location();
        app.clock.forward(29 * DAY);
        tick(&app).await;
        server::catalogue::sweep::sweep(&app.house).await.unwrap();
        assert_eq!(files(&app), before + 3);
        app.clock.forward(2 * DAY);
        tick(&app).await;
        assert_eq!(app.count("select count(*) from payment_proofs").await, 0);
        assert_eq!(files(&app), before);
    }

    async fn cash_and_cards_have_nothing_to_show(app: TestApp) {
        let (_, mut order) = to_pay(&app, &[("method", "cash")]).await;
        assert!(!order.page().await.text().contains("/proof"));
        assert_eq!(order.client.get(&format!("{}/proof?part=1", order.link)).await.location(), order.link);
    }
}
