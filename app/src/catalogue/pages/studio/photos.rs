//! The photos in a piece's form: the main one large, the way to a further one, and all in their order with
//! their buttons. The buttons belong to the form, so what was typed comes along.

use leptos::prelude::*;

use super::form::Desk;
use crate::catalogue::islands::{PhotoSender, Said};
use crate::catalogue::rules::{MOST_PHOTOS, State};
use crate::catalogue::{Photo, Piece};
use crate::routes;
use crate::ui::field::{PICTURES, error_line};
use crate::ui::icons::{Ico, Icon};
use crate::words::Words;

/// The address of a photo: the published file where there is one, which browsers keep.
pub fn src(photo: &Photo, width: u32) -> String {
    match &photo.public_key {
        Some(key) => routes::media(key, width, "webp"),
        None => routes::private_media(&photo.private_key, width.min(320)),
    }
}

/// The address of its little square.
fn square(photo: &Photo) -> String {
    match &photo.public_key {
        Some(key) => routes::square(key),
        None => routes::private_square(&photo.private_key),
    }
}

fn alt(piece: &Piece, number: i64, w: &Words) -> String {
    let number = ("number", number.into());
    if piece.name.is_empty() {
        return w.with("catalogue-photo-alt-new", &[number]);
    }
    w.with("catalogue-photo-alt", &[number, ("name", (&piece.name).into())])
}

/// The main photo alone.
pub fn picture(piece: &Piece, w: &Words) -> Option<impl IntoView + use<>> {
    let photo = piece.photos.first()?;
    let alt = alt(piece, 1, w);
    Some(view! { <img src=src(photo, 640) width=photo.width.to_string() height=photo.height.to_string() alt=alt/> })
}

/// The main photo, or the empty frame that is the button; and the ways to a further photo: camera and gallery
/// where script runs, the browser's own field where it does not.
pub fn shot(desk: &Desk, stored: bool, w: &Words) -> impl IntoView + use<> {
    let Desk { piece, typed, .. } = desk;
    let wrong = typed.error("photo").is_some();
    let draft = piece.state == State::Draft;
    let more = (piece.photos.len() < MOST_PHOTOS).then(|| ways(piece, w).into_any());
    let saved = draft.then(|| {
        view! { <p class="tip state here" id="draft-state" role="status" hidden=!stored>{w.t("catalogue-draft-saved")}</p> }
    });
    view! {
        <div class=if wrong { "shot bad" } else { "shot" } id="shot">
            {picture(piece, w)}
            {saved}
            {more}
        </div>
        {wrong.then(|| error_line("photo", typed, w))}
        <PhotoSender said=said(w) draft=draft/>
    }
}

fn ways(piece: &Piece, w: &Words) -> impl IntoView + use<> {
    let taken = !piece.photos.is_empty();
    view! {
        <label class=if taken { "btn again with-script" } else { "empty with-script" }>
            <Icon name=Ico::Camera/>
            <span>{w.t(if taken { "catalogue-another-photo" } else { "catalogue-take-photo" })}</span>
            <input class="hide" type="file" id="camera" name="photo" accept=PICTURES capture="environment"/>
        </label>
        <label class="btn again left with-script" for="photo"><Icon name=Ico::Photo/>{w.t("catalogue-gallery")}</label>
        <div class="field plain-file">
            <label for="photo">{w.t("catalogue-photo")}</label>
            <p class="hint" id="photo-hint">{w.t("catalogue-photo-hint")}</p>
            <input type="file" id="photo" name="photo" accept=PICTURES aria-describedby="photo-hint"/>
            <button class="btn line wide" name="do" value="save">{w.t("catalogue-send-photo")}</button>
        </div>
    }
}

/// The sentences the island needs.
fn said(w: &Words) -> Said {
    Said {
        waiting: w.t("catalogue-send-waiting"),
        shrinking: w.t("catalogue-send-shrinking"),
        going: w.t("catalogue-send-going"),
        done: w.t("catalogue-send-done"),
        lost: w.t("catalogue-send-lost"),
        again: w.t("catalogue-send-again"),
        give_up: w.t("catalogue-send-drop"),
        remove: w.t("catalogue-send-remove"),
        later: w.t("catalogue-send-later"),
        offline: w.t("catalogue-send-offline"),
        not_yet: w.t("catalogue-send-not-yet"),
        signed_out: w.t("catalogue-send-signed-out"),
        another: w.t("catalogue-another-photo"),
        saving: w.t("catalogue-saving"),
        saved: w.t("catalogue-draft-saved"),
        unsaved: w.t("catalogue-unsaved"),
    }
}

/// All photos in their order, each with its place and its buttons. They send the form to `action`, and come back
/// to the list: a fragment opens the drawer around it.
pub fn list(piece: &Piece, action: &str, w: &Words) -> Option<impl IntoView + use<>> {
    if piece.photos.is_empty() {
        return None;
    }
    let count = piece.photos.len();
    let rows = (1_i64..)
        .zip(&piece.photos)
        .map(|(number, photo)| row(piece, photo, (number, count), action, w))
        .collect_view();
    let title = w.with("catalogue-photos", &[("count", i64::try_from(count).unwrap_or_default().into())]);
    Some(view! {
        <details class="more">
            <summary>{title}</summary>
            <ol class="photos" id="photos">{rows}</ol>
        </details>
    })
}

fn row(piece: &Piece, photo: &Photo, (number, count): (i64, usize), action: &str, w: &Words) -> impl IntoView + use<> {
    let id = photo.id.as_str().to_owned();
    let to = format!("{action}#photos");
    let button = |how: &str, icon: Ico, key: &str| {
        let label = w.with(key, &[("number", number.into())]);
        view! { <button class="icon" name="photo_do" value=format!("{how} {id}") formaction=to.clone() aria-label=label><Icon name=icon/></button> }
    };
    let (first, last) = (number == 1, usize::try_from(number).is_ok_and(|number| number == count));
    let place = if first {
        view! { <p class="state here">{w.t("catalogue-photo-main")}</p> }.into_any()
    } else {
        view! { <p>{w.with("catalogue-photo-number", &[("number", number.into())])}</p> }.into_any()
    };
    // The last photo of a piece that others can see stays.
    let stays = count == 1 && piece.state != State::Draft;
    view! {
        <li>
            <img src=square(photo) width="88" height="88" alt=alt(piece, number, w) loading="lazy"/>
            {place}
            {photo.is_drawing.then(|| view! { <p class="soft small">{w.t("catalogue-photo-drawn")}</p> })}
            <div class="acts">
                {(!first).then(|| button("main", Ico::Star, "catalogue-photo-make-main"))}
                {(!first).then(|| button("up", Ico::Up, "catalogue-photo-up"))}
                {(!last).then(|| button("down", Ico::Down, "catalogue-photo-down"))}
                {(!stays).then(|| button("remove", Ico::Trash, "catalogue-photo-remove"))}
            </div>
        </li>
    }
}
