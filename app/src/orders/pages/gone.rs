//! For those who came too late: somebody else was quicker, and the same maker has more. And for those who
//! have an order already.

use leptos::prelude::*;

use super::bits;
use crate::backend::Backend;
use crate::error::AppError;
use crate::orders::{Checkout, Other};
use crate::page::Page;
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::written::naming;
use crate::words::{Lang, Words};

/// The piece is kept for somebody, is sold, or was taken off the page: 409 with the maker's other work.
pub async fn gone(b: &Backend, checkout: &Checkout) -> Result<Page, AppError> {
    let others = b.orders.others(&checkout.piece.shop, &checkout.piece.id).await?;
    let w = b.words();
    let lang = b.lang();
    // What its shop took off the page was bought by nobody.
    let (title, text) = if checkout.piece.published {
        ("orders-gone-title", "orders-gone-text")
    } else {
        ("orders-gone-off-title", "orders-gone-off-text")
    };
    let title = w.t(title);
    let text = w.with(text, &[("piece", (&checkout.piece.name).into())]);
    let (name, written) = (checkout.piece.name.clone(), checkout.piece.lang);
    let at = routes::product(lang, &checkout.piece.code);
    let (href, shop) = (routes::shop(lang, &checkout.shop.code), checkout.shop.name.clone());
    let to_shop = w.with("orders-gone-shop", &[("shop", shop.into())]);
    let page = Page::new(title.clone(), bits::frame(lang, &checkout.shop), move || {
        view! {
            <div class="page">
                <div class="blank part">
                    <Drawing name=Draw::Gift/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{naming(&text, &name, written)}</p>
                    <a class="btn main wide" href=href>{to_shop}</a>
                </div>
                {(!others.is_empty()).then(|| shelf(others, lang, &w))}
            </div>
        }
    })
    .noindex()
    .status(409);
    // The answer to a form opens again as the page of the piece, which says how it stands.
    Ok(if b.visit.query.is_empty() { page.opens_at(at) } else { page })
}

/// The maker's other pieces.
fn shelf(others: Vec<Other>, lang: Lang, w: &Words) -> impl IntoView + use<> {
    let pieces = others
        .into_iter()
        .map(|other| {
            let photo = bits::picture(other.photo.as_deref(), 320, "", 320);
            let (href, price) = (routes::product(lang, &other.code), w.money(other.price));
            let (own, name) = (other.lang.code(), other.name);
            view! { <li><a href=href>{photo}<span class="name" lang=own>{name}</span><span class="price">{price}</span></a></li> }
        })
        .collect_view();
    view! {
        <section class="part" aria-labelledby="others">
            <h2 id="others" class="lift">{w.t("orders-gone-others")}</h2>
            <ul class="shelf">{pieces}</ul>
        </section>
    }
}

/// A visitor with an open order for a piece there are several of: open it, or order another.
pub fn several(b: &Backend, checkout: &Checkout, token: &str, again: String) -> Page {
    let w = b.words();
    let title = w.t("orders-several-title");
    let text = w.with("orders-several-text", &[("piece", (&checkout.piece.name).into())]);
    let (name, written) = (checkout.piece.name.clone(), checkout.piece.lang);
    let order = routes::order(b.lang(), token);
    Page::new(title.clone(), bits::frame(b.lang(), &checkout.shop), move || {
        view! {
            <div class="page">
                <div class="blank part">
                    <Drawing name=Draw::Basket/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{naming(&text, &name, written)}</p>
                    <a class="btn main wide" href=order>{w.t("orders-several-open")}</a>
                    <a class="btn line wide" href=again>{w.t("orders-several-again")}</a>
                </div>
            </div>
        }
    })
    .noindex()
}
