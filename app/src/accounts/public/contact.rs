//! The page that gives a shop's number away, after a tap that posted.

use leptos::prelude::*;

use super::PublicShop;
use crate::accounts::phone::Phone;
use crate::backend::Backend;
use crate::catalogue::public::PublicPiece;
use crate::error::AppError;
use crate::page::{Frame, Page, ShopLink};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// The shop's number, after a tap that posted. Never cached, never for search engines.
///
/// # Errors
/// `NotFound` where the shop does not show a number.
pub async fn contact(b: &Backend, code: &str, piece: &str) -> Result<Page, AppError> {
    let shop = b.accounts.public_shop_by_code(code).await?;
    if !shop.open {
        return Err(AppError::NotFound);
    }
    let number = b.accounts.public_number(&shop.id).await?;
    let piece = if piece.is_empty() { None } else { b.catalogue.public_piece(piece).await.ok() };
    let piece = piece.filter(|piece| piece.shop == shop.id);
    let w = b.words();
    let href = routes::whatsapp(&b.visit, number.wa_me_digits(), &greeting(&shop, piece.as_ref(), &w));
    let link = ShopLink { name: shop.name.clone(), href: routes::shop(w.lang, &shop.code) };
    let title = b.with("accounts-public-contact-title", &[("shop", (&shop.name).into())]);
    Ok(Page::new(title.clone(), Frame::private(shop.band, Some(link)), move || {
        let back = match &piece {
            Some(piece) => (routes::product(w.lang, &piece.code), piece.name.clone()),
            None => (routes::shop(w.lang, &shop.code), shop.name.clone()),
        };
        number_page(title, &number, href, back, &w)
    })
    .noindex())
}

/// The message's first words, in the language the shop reads.
fn greeting(shop: &PublicShop, piece: Option<&PublicPiece>, w: &Words) -> String {
    let w = w.in_lang(shop.language);
    match piece {
        Some(piece) => w.with(
            "accounts-public-hello-piece",
            &[("name", (&piece.name).into()), ("code", (&piece.code).into()), ("price", w.money(piece.price).into())],
        ),
        None => w.with("accounts-public-hello", &[("shop", (&shop.name).into())]),
    }
}

fn number_page(
    title: String,
    number: &Phone,
    href: String,
    back: (String, String),
    w: &Words,
) -> impl IntoView + use<> {
    view! {
        <div class="page">
            <section class="blank">
                <Drawing name=Draw::Letter/>
                <h1 class="name">{title}</h1>
                <p class="price">{number.display()}</p>
                <p class="soft">{w.t("accounts-public-contact-text")}</p>
                <a class="btn main wide" href=href><Icon name=Ico::Chat/>{w.t("accounts-public-contact-open")}</a>
                <a class="btn wide" href=format!("tel:{}", number.as_str())><Icon name=Ico::Phone/>{w.t("accounts-public-contact-call")}</a>
                <a class="btn wide" href=back.0><Icon name=Ico::Back/>{back.1}</a>
            </section>
        </div>
    }
}
