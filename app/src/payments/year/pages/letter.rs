//! The statement letter to whoever collects her card money: that her gross of the year stays within Rp500 million
//! (PMK 37/2025 lets a collecting platform leave the tax uncollected for a person who says so in writing). Her
//! data is filled in, what the house does not know stays blank for her pen. It is written in Indonesian whatever
//! the reader's language, because the tax office reads it.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::ids::RegionId;
use crate::page::{Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::ui::notice::{Tone, note};
use crate::words::Lang;

/// `/studio/money/year/{year}/letter`
pub async fn letter(b: &Backend, year: i16) -> Result<Page, AppError> {
    let card = b.accounts.own_shop(b.shop()?).await?;
    let turnover = b.payments.turnover(b.shop()?, year, card.zone).await?;
    // Nobody is led to sign what is not so: instead the year is shown, with the reason.
    if let Some(why) = turnover.no_letter(card.kind) {
        let said = super::no_letter(&turnover, why, &b.words());
        return Ok(super::page(b, &card, turnover, Some(said)).await?.status(409));
    }
    let shop = b.orders.counter(b.shop()?).await?;
    let region = b.payments.region_money(&RegionId(shop.regency.clone())).await?;
    let (w, now) = (b.words(), b.visit.now);
    let own = w.in_lang(Lang::Id);
    let heading = b.t("payments-year-letter");
    let frame = Frame::Sheet { band: shop.band, back: routes::studio_year(year), heading: heading.clone() };
    Ok(Page::new(heading, frame, move || {
        // Whoever collects card money; without cards, whoever runs these pages.
        let to = if region.card { region.merchant.clone() } else { shop.operator.name.clone() };
        let place = format!("{}, {}", shop.village, full_name(&shop.regency_name, &own));
        let rows = [
            ("payments-letter-name", shop.owner.clone()),
            ("payments-letter-nik", String::new()),
            ("payments-letter-address", place.clone()),
            ("payments-letter-shop", shop.name.clone()),
        ];
        let rows = rows
            .map(|(key, text)| {
                let class = if text.is_empty() { "rule" } else { "" };
                view! { <div><dt>{own.t(key)}</dt><dd class=class>{text}</dd></div> }
            })
            .collect_view();
        let args = [("year", year.to_string().into()), ("gross", own.money(turnover.gross()).into())];
        let dated = own.with("payments-letter-place", &[("date", own.date(now, shop.zone).into())]);
        view! {
            <div class="page screen stack">{note(Tone::Plain, w.t("payments-letter-how"))}</div>
            <article class="page letter" lang="id">
                <h2>{own.t("payments-letter-title")}</h2>
                <p>{own.t("payments-letter-to")}" "{to}</p>
                <p>{own.t("payments-letter-below")}</p>
                <dl class="slip">{rows}</dl>
                <p>{own.with("payments-letter-states", &args[..1])}</p>
                <p>{own.with("payments-letter-sofar", &args)}</p>
                <p>{own.t("payments-letter-truth")}</p>
                <p class="dated">{dated}</p>
                <p class="sign">{own.t("payments-letter-sign")}</p>
            </article>
        }
    }))
}
