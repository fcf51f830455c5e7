//! Asks once more before a piece is put away for good.

use leptos::prelude::*;

use super::{moves, photos, studio};
use crate::backend::Backend;
use crate::catalogue::rules::{Move, step_from};
use crate::error::AppError;
use crate::ids::ProductId;
use crate::page::Page;
use crate::routes;
use crate::ui::icons::Ico;

/// `/studio/products/{id}/archive`
pub async fn archive(b: &Backend, id: &ProductId) -> Result<Page, AppError> {
    let piece = b.catalogue.own_piece(b.shop()?, id).await?;
    if step_from(piece.state, Move::Archive).is_none() {
        return Err(AppError::conflict("catalogue-not-now"));
    }
    let w = b.words();
    let back = routes::studio_product(id.as_str());
    let frame = studio(b, &back, b.t("catalogue-archive-title"))?;
    let yes = moves::button(b, &piece, "archive", Ico::Archive, "catalogue-archive-yes", "btn line no wide").into_any();
    let instead = step_from(piece.state, Move::Hide)
        .map(|_| moves::button(b, &piece, "hide", Ico::Hidden, "catalogue-hide", "btn main wide").into_any());
    Ok(Page::new(b.t("catalogue-archive-title"), frame, move || {
        view! {
            <div class="ask">
                {photos::picture(&piece, &w)}
                <p class="name mid" lang=piece.language.code()>{piece.name.clone()}</p>
                <p>{w.t("catalogue-archive-text")}</p>
                {instead.map(|hide| view! { <p class="soft">{w.t("catalogue-archive-instead")}</p> {hide} })}
                {yes}
                <p><a class="btn quiet wide" href=back>{w.t("catalogue-keep")}</a></p>
            </div>
        }
    }))
}
