//! A piece for which money went back because it has a flaw, or is missing, is nobody's any more: when the order ends it is
//! not for sale again, unless she put it on the shelf herself.

use super::market::{code_of, of};
use super::refunds::give_back;
use super::stage::{Stage, artisan_taps, at_checkout, shelf, stage_of};
use crate::accountant::books::{Known, audit};
use crate::on_both;

on_both! {
    async fn after_cancelling_it_is_not_for_sale_again(app: TestApp) {
        let mut s = stage_of(&app, "stocked", 5).await;
        let order = at_checkout(&app, &s.piece, "stall").await.order(&[("method", "cash"), ("quantity", "3")]).await;
        let (code, q, again) = (order.code, format!("q-{}", s.piece.code), format!("shelf-{}", s.piece.code));
        artisan_taps(&mut s.artisan, &code, "arrived", &[]).await.location();
        give_back(&mut s.artisan, &code, &[(&q, "1")]).await.location();
        give_back(&mut s.artisan, &code, &[(&q, "1"), (&again, "1")]).await.location();
        assert_eq!(shelf(&app).await, (3, 2), "one is nobody's, and one still the guest's");
        artisan_taps(&mut s.artisan, &code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        assert_eq!(shelf(&app).await, (4, 0), "the flawed one is gone");
        let known = Known { made: [(s.piece.id.clone(), 5)].into(), now: app.clock.now(), ..Known::default() };
        assert_eq!(audit(&app.house.store, &known).await, Vec::<String>::new());
        // Nor more of them: the accountant knows of the one that is gone.
        app.execute("update products set stock = stock + 1").await;
        let wrong = audit(&app.house.store, &known).await;
        assert!(wrong.iter().any(|line| line.contains("more sold and held than made")), "{wrong:?}");
    }

    async fn the_only_one_of_its_kind_is_gone_and_what_was_ordered_with_it_is_for_sale_again(app: TestApp) {
        let several = stage_of(&app, "stocked", 5).await;
        let only = app.a_product_of_kind(&several.shop, "Laut tenang", 450_000, "unique", 1).await;
        let beside = Stage { piece: only.clone(), ..several.clone() };
        let market = of(&app, several, beside).await;
        let method = format!("method-{}", code_of(&app, &market.first.shop).await);
        let (order, mut s, _) = market.order_with(&app, &[(method, "cash")]).await;
        assert_eq!(app.count("select count(*) from shop_orders").await, 1);
        assert_eq!(app.count("select count(*) from order_lines").await, 2);
        artisan_taps(&mut s.artisan, &order.code, "arrived", &[]).await.location();
        give_back(&mut s.artisan, &order.code, &[(&format!("q-{}", only.code), "1"), ("reason", "missing")]).await.location();
        artisan_taps(&mut s.artisan, &order.code, "cancel", &[("reason", "damaged"), ("text", "")]).await.location();
        assert_eq!(app.count("select cast(sum(held) as bigint) from products").await, 0);
        assert_eq!(app.count("select stock from products where kind = 'unique'").await, 0);
        assert_eq!(app.count("select stock from products where kind = 'stocked'").await, 5);
        let made = [(only.id.clone(), 1), (s.piece.id.clone(), 5)].into();
        let known = Known { made, now: app.clock.now(), ..Known::default() };
        assert_eq!(audit(&app.house.store, &known).await, Vec::<String>::new());
    }
}
