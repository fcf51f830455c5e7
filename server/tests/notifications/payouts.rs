//! Letters of payouts and of a bank that asks for money back go to the shop alone.

use app::money::Money;
use app::notifications::Event;
use server::notifications::{Told, tell};

use super::stage::{Smtp, speaking_to, told, with_address};
use crate::on_both;
use crate::orders::stage::{stage, tick};

on_both! {
    async fn a_payout_is_told_to_everybody_of_the_shop_who_has_an_address(app: TestApp) {
        let smtp = Smtp::open().await;
        let app = speaking_to(app, &smtp.url).await;
        let s = stage(&app).await;
        with_address(&app).await;
        for _ in 0..2 {
            let shop = s.shop.id.clone();
            app.house.store.write(move |tx| Box::pin(async move {
                let told = Told::of_shop(Event::PayoutSent, &shop, "payout-1").amount(Money::rupiah(450_000));
                tell(tx, &told).await
            })).await.unwrap();
        }
        tick(&app).await;
        assert_eq!(told(&app).await, ["payout-sent shop inbox sent", "payout-sent shop email sent"]);
        let letters = smtp.letters();
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "ina@toko.example"));
        for part in ["Uang dalam perjalanan: Benang Contoh", "Rp450.000 sedang dikirim.", "http://localhost:3000/studio/money"] {
            assert!(letters[0].text.contains(part), "{part} is missing in {}", letters[0].text);
        }
        app.owner_of(&s.shop).await.get("/studio/news").await.says(&["Uang dalam perjalanan", "Rp450.000", "href=\"/studio/money\""]);
    }
}
