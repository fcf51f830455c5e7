//! "Tell the maker": her public number and a ready message. The page answers a tap that posts, so that no
//! reader of pages collects numbers; the message carries the order's code and the studio's link, never the token.

use leptos::prelude::*;

use super::bits;
use crate::accounts::phone::Phone;
use crate::backend::Backend;
use crate::error::AppError;
use crate::page::Page;
use crate::routes;
use crate::ui::icons::{Ico, Icon};

/// `POST /{lang}/o/{token}/tell`. `NotFound` when the number is not public.
pub async fn tell(b: &Backend, token: &str, part: i64) -> Result<Page, AppError> {
    let whole = b.orders.by_token(token).await?;
    let sheet = whole.part(part).ok_or(AppError::NotFound)?;
    let shop = b.orders.counter(&sheet.shop).await?;
    let number = shop.whatsapp.as_deref().and_then(|number| Phone::parse_any(number).ok()).ok_or(AppError::NotFound)?;
    let w = b.words();
    let studio = format!("{}{}", b.visit.origin, routes::studio_order(&sheet.code));
    let hers = w.in_lang(shop.lang);
    let text = hers.with(
        "orders-tell-message",
        &[("code", (&sheet.code).into()), ("piece", (&sheet.lines.first.name).into()), ("link", studio.into())],
    );
    let whatsapp = routes::whatsapp(&b.visit, number.wa_me_digits(), &text);
    let back = routes::order(b.lang(), token);
    let title = w.with("orders-tell", &[("name", (&shop.owner).into())]);
    let shown = number.display();
    Ok(Page::new(title.clone(), bits::frame(b.lang(), &shop), move || {
        view! {
            <div class="page narrow">
                <div class="stack opening">
                    <h1 class="name big">{title}</h1>
                    <p class="num mid">{shown}</p>
                    <blockquote class="note plain"><span lang=hers.lang.code()>{text}</span></blockquote>
                    <a class="btn main wide" href=whatsapp rel="noopener"><Icon name=Ico::Chat/>{w.t("orders-tell-open")}</a>
                    <a class="btn line wide" href=back>{w.t("orders-back-to-order")}</a>
                </div>
            </div>
        }
    })
    .noindex())
}
