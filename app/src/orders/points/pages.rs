//! `/office/{slug}/pickup-points`, where the officer keeps the points, and `/studio/shop/points`, where a shop ticks
//! those it uses.

use leptos::prelude::*;

use super::{LEADS, MOST_POINTS, Point, PointForm, PointKind};
use crate::accounts::public::{by_hours, days_in_words};
use crate::accounts::shop::pages::places::{fill_hours, hours_field};
use crate::accounts::shop::rules::{FIND_MAX, NAME_MAX};
use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::regions::{Regency, full_name};
use crate::routes;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, select, text_area, text_field, tick};
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, form_notice, note};
use crate::words::{Arg, Lang, Words};

/// Names of the forms.
pub const ADD: &str = "point:add";
pub const CHANGE: &str = "point:change";
pub const USE: &str = "shop:points";

async fn room(b: &Backend) -> Result<(Regency, Frame), AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let name = full_name(&regency.name, &b.visit.words);
    let frame = Frame::Office { regency: name, slug: regency.slug.clone(), tab: "sending" };
    Ok((regency, frame))
}

/// The list; at most [`MOST_POINTS`] of them.
pub async fn list(b: &Backend, saved: bool) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let points = b.orders.points(&regency.id, None).await?;
    let w = b.words();
    Ok(Page::new(b.t("orders-points-title"), frame, move || {
        let full = points.len() >= MOST_POINTS;
        let list = if points.is_empty() {
            view! { <div class="blank part"><Drawing name=Draw::Boat/><p class="soft">{w.t("orders-points-none")}</p></div> }.into_any()
        } else {
            let lines = points.iter().map(|point| line(point, &regency.slug, &w)).collect_view();
            view! { <ul class="list part">{lines}</ul> }.into_any()
        };
        let new = routes::office_point(&regency.slug, "new");
        view! {
            <p><a class="btn quiet" href=routes::office_sending(&regency.slug)><Icon name=Ico::Back/>{w.t("orders-shipping-title")}</a></p>
            <h1 class="name big">{w.t("orders-points-title")}</h1>
            <p class="soft">{w.t("orders-points-lead")}</p>
            {saved.then(|| view! { <div role="status">{note(Tone::Leaf, w.t("orders-shipping-saved"))}</div> })}
            {list}
            {(!full).then(|| view! { <div class="acts part"><a class="btn main" href=new><Icon name=Ico::Plus/>{w.t("orders-points-add")}</a></div> })}
        }
    }))
}

fn line(point: &Point, slug: &str, w: &Words) -> impl IntoView + use<> {
    let href = routes::office_point(slug, point.id.as_str());
    let told = told(point, w);
    let closed =
        (!point.form.open).then(|| view! { <br/><span class="state wait">{w.t("orders-points-closed")}</span> });
    view! {
        <li>
            <a class="line-card" href=href>
                <Icon name=Ico::Place/>
                <span><b class="name">{point.form.place.name.clone()}</b>{told}{closed}</span>
                <Icon name=Ico::Next/>
            </a>
        </li>
    }
}

/// Kind, hours, and how long before leaving.
fn told(point: &Point, w: &Words) -> AnyView {
    let mut lines = vec![w.t(point.form.kind.key())];
    lines.extend(
        by_hours(&point.form.place.hours)
            .into_iter()
            .map(|(from, to, days)| format!("{}, {}–{}", days_in_words(&days, w), w.clock(from), w.clock(to))),
    );
    if point.form.lead_minutes > 0 {
        lines.push(w.with("orders-points-ahead", &[("hours", Arg::from(point.form.lead_minutes / 60))]));
    }
    lines.into_iter().map(|text| view! { <br/><span class="soft">{text}</span> }).collect_view().into_any()
}

/// `/office/{slug}/pickup-points/new`
pub async fn new(b: &Backend, mut typed: Typed) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    if typed.is_empty() {
        typed.set("open", "yes");
        typed.set("lead", "0");
    }
    let (w, key) = (b.words(), b.key(ADD));
    Ok(Page::new(b.t("orders-points-add"), frame, move || {
        let action = routes::office_points(&regency.slug);
        view! {
            <h1 class="name big">{w.t("orders-points-add")}</h1>
            {form(action, &typed, (key, 0), &regency, &w)}
        }
    }))
}

/// `/office/{slug}/pickup-points/{id}`; after a conflict what was saved meanwhile is told above what was typed.
pub async fn point(b: &Backend, id: &str, mut typed: Typed) -> Result<Page, AppError> {
    let (regency, frame) = room(b).await?;
    let points = b.orders.points(&regency.id, None).await?;
    let point = points.into_iter().find(|point| point.id.as_str() == id).ok_or(AppError::NotFound)?;
    let (w, key) = (b.words(), b.key(CHANGE));
    if typed.is_empty() {
        fill(&mut typed, &point.form, &w);
    }
    Ok(Page::new(point.form.place.name.clone(), frame, move || {
        let action = routes::office_point(&regency.slug, point.id.as_str());
        let both = typed.notice.is_some().then(|| {
            let name = point.form.place.name.clone();
            view! { <div class="note"><span>{w.t("orders-points-stands")}" "<b>{name}</b>{told(&point, &w)}</span></div> }
        });
        view! {
            <h1 class="name big">{point.form.place.name.clone()}</h1>
            {both}
            {form(action, &typed, (key, typed.version(point.version)), &regency, &w)}
        }
    }))
}

fn fill(typed: &mut Typed, form: &PointForm, w: &Words) {
    typed.set("kind", form.kind.as_str());
    typed.set("name", &*form.place.name);
    typed.set("find", &*form.place.how_to_find);
    typed.set("name_en", &*form.name_en);
    typed.set("find_en", &*form.find_en);
    typed.set("lead", form.lead_minutes.to_string());
    if form.open {
        typed.set("open", "yes");
    }
    fill_hours(typed, &form.place.hours, w);
}

fn form(
    action: String,
    typed: &Typed,
    (key, version): (String, i64),
    regency: &Regency,
    w: &Words,
) -> impl IntoView + use<> {
    let limit = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let name = Text { max: limit(NAME_MAX), required: true, ..Text::new("name", "orders-points-name") };
    let name_en =
        Text { max: limit(NAME_MAX), hint: "orders-points-en-hint", ..Text::new("name_en", "orders-points-name-en") };
    let find = Text { max: limit(FIND_MAX), ..Text::new("find", "orders-points-find") };
    let find_en = Text { max: limit(FIND_MAX), ..Text::new("find_en", "orders-points-find-en") };
    let kinds = PointKind::ALL.map(|kind| (kind.as_str().to_owned(), w.t(kind.key()))).to_vec();
    let leads = LEADS
        .map(|lead| (lead.to_string(), w.with("orders-points-hours", &[("hours", Arg::from(lead / 60))])))
        .to_vec();
    view! {
        <form class="stack part page narrow" method="post" action=action>
            {form_notice(typed, w)}
            {key_field(key)}
            <input type="hidden" name="version" value=version.to_string()/>
            {select("kind", "orders-points-kind", kinds, typed, w)}
            {text_field(name, typed, w)}
            {text_field(name_en, typed, w)}
            {text_area(find, 2, typed, w)}
            {text_area(find_en, 2, typed, w)}
            {hours_field(typed, regency.zone.label(), w)}
            {select("lead", "orders-points-lead-time", leads, typed, w)}
            {tick("open", "yes", w.t("orders-points-open"), typed, w)}
            <button class="btn main">{w.t("orders-shipping-save")}</button>
        </form>
    }
}

/// `/studio/shop/points`
pub async fn of_shop(b: &Backend, notice: Option<crate::error::Message>) -> Result<Page, AppError> {
    let shop = b.accounts.own_shop(b.shop()?).await?;
    let points = b.orders.points(&shop.regency, Some(&shop.id)).await?;
    let back = Some(routes::studio_shop("places"));
    let frame = Frame::Studio { band: shop.band, back, heading: b.t("orders-points-shop"), dock: None };
    let (w, key) = (b.words(), b.key(USE));
    Ok(Page::new(b.t("orders-points-shop"), frame, move || {
        let open: Vec<Point> = points.into_iter().filter(|point| point.form.open).collect();
        if open.is_empty() {
            return view! { <div class="blank"><Drawing name=Draw::Boat/><p>{w.t("orders-points-shop-none")}</p></div> }
                .into_any();
        }
        let ticks = open.iter().map(|point| choice(point, &w)).collect_view();
        view! {
            <form class="stack" method="post" action=routes::studio_shop("points")>
                {notice.map(|message| view! { <div role="alert">{note(Tone::Madder, w.message(&message))}</div> })}
                {key_field(key)}
                <p class="soft">{w.t("orders-points-shop-lead")}</p>
                {ticks}
                <div class="bar one"><button class="btn main wide">{w.t("accounts-shop-save")}</button></div>
            </form>
        }
        .into_any()
    }))
}

fn choice(point: &Point, w: &Words) -> impl IntoView + use<> {
    let (id, used) = (point.id.0.clone(), point.used);
    let english = w.lang == Lang::En && !point.form.name_en.is_empty();
    let name = if english { point.form.name_en.clone() } else { point.form.place.name.clone() };
    view! {
        <label class="tick">
            <input type="checkbox" name="point" value=id checked=used/>
            <span><b>{name}</b>{told(point, w)}</span>
        </label>
    }
}
