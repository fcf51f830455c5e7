//! What can be done with a piece beside changing it: each a small form of its own below the large one.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::catalogue::Piece;
use crate::catalogue::rules::{Kind, Move, State, step_from};
use crate::routes;
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::ui::sure::sure;

/// Below a stored draft: start another one, or throw this one away.
pub fn drafts(b: &Backend, piece: &Piece) -> AnyView {
    view! {
        <div class="stack part">
            <a class="btn line wide" href=routes::STUDIO_ADD_NEW><Icon name=Ico::Plus/>{b.t("catalogue-start-another")}</a>
            {throw_away(b, piece)}
        </div>
    }
    .into_any()
}

/// A draft goes with its photos, for good.
fn throw_away(b: &Backend, piece: &Piece) -> AnyView {
    let action = routes::studio_product_move(piece.id.as_str(), "discard");
    let (label, text) = (b.t("catalogue-throw-away"), b.t("catalogue-throw-away-sure"));
    sure(label, "btn no wide", text, action, Some(b.key("piece")), &b.words())
}

/// Below a piece that exists: see it, print its tag, hide or show it, make another, put it away.
pub fn moves(b: &Backend, piece: &Piece) -> AnyView {
    let can = |by: Move| step_from(piece.state, by).is_some();
    let seen = (piece.state == State::Published).then(|| piece.code.clone()).flatten().map(|code| {
        view! {
            <a class="btn line wide" href=routes::product(b.lang(), &code)><Icon name=Ico::Eye/>{b.t("catalogue-see-page")}</a>
            <a class="btn line wide" href=routes::STUDIO_TAGS><Icon name=Ico::Tag/>{b.t("catalogue-print-tag")}</a>
        }
    });
    let for_sale = matches!(piece.state, State::Published | State::Hidden) && piece.kind != Kind::MadeToOrder;
    let sold = (for_sale && piece.stock + piece.held > 0).then(|| {
        let href = routes::studio_product_move(piece.id.as_str(), "sold");
        view! { <a class="btn main wide" href=href><Icon name=Ico::Hand/>{b.t("orders-sold-title")}</a> }
    });
    view! {
        <div class="stack part">
            {sold}
            {seen}
            {can(Move::Show).then(|| button(b, piece, "show", Ico::Eye, "catalogue-show", "btn main wide"))}
            <a class="btn line wide" href=routes::STUDIO_ADD_NEW><Icon name=Ico::Plus/>{b.t("catalogue-add-next")}</a>
            {button(b, piece, "copy", Ico::Copy, "catalogue-copy", "btn line wide")}
            {can(Move::Hide).then(|| button(b, piece, "hide", Ico::Hidden, "catalogue-hide", "btn line wide"))}
            {can(Move::Archive).then(|| {
                let href = routes::studio_product_move(piece.id.as_str(), "archive");
                view! { <a class="btn no wide" href=href><Icon name=Ico::Archive/>{b.t("catalogue-archive")}</a> }
            })}
        </div>
    }
    .into_any()
}

/// One move as a form.
pub fn button(
    b: &Backend,
    piece: &Piece,
    what: &str,
    icon: Ico,
    key: &str,
    class: &'static str,
) -> impl IntoView + use<> {
    let action = routes::studio_product_move(piece.id.as_str(), what);
    view! {
        <form method="post" action=action>
            {key_field(b.key("piece"))}
            <button class=class><Icon name=icon/>{b.t(key)}</button>
        </form>
    }
}
