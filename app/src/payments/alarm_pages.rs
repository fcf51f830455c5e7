//! `/office/{slug}/alarms`: money that somebody has to look at, in plain words, oldest first.

use leptos::prelude::*;

use super::alarms::{LONGEST_NOTE, Line};
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, text_field};
use crate::ui::notice::{Tone, note};
use crate::ui::pager::pager;
use crate::words::{Arg, Words};

/// The page; `notice` says why something just asked for was not done.
pub async fn alarms(b: &Backend, page: i64, notice: Option<Message>) -> Result<Page, AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let frame =
        Frame::Office { regency: full_name(&regency.name, &b.visit.words), slug: regency.slug.clone(), tab: "alarms" };
    let alarms = b.payments.alarms(&regency.id, page).await?;
    let stuck = b.notifications.stuck_count(&regency.id).await?;
    let keys: Vec<String> = alarms.lines.iter().map(|line| b.key(&form_name(&line.id))).collect();
    let w = b.words();
    let status = if notice.is_some() { 409 } else { 200 };
    let notice = notice.map(|message| note(Tone::Madder, w.message(&message)));
    let page = Page::new(b.t("payments-alarms-title"), frame, move || {
        let slug = regency.slug.clone();
        let address = {
            let slug = slug.clone();
            move |page: i64| format!("{}?page={page}", routes::office_alarms(&slug))
        };
        let list = if alarms.lines.is_empty() {
            view! { <div class="blank part"><Drawing name=Draw::Boat/><p class="soft">{w.t("payments-alarms-none")}</p></div> }
                .into_any()
        } else {
            let lines = alarms.lines.iter().zip(keys).map(|(line, key)| alarm(line, &slug, key, regency.zone, &w));
            view! { <ul class="needs">{lines.collect_view()}</ul> }.into_any()
        };
        view! {
            <h1 class="name big">{w.t("payments-alarms-title")}</h1>
            <p class="soft">{w.t("payments-alarms-lead")}</p>
            {(stuck > 0).then(|| unsent(stuck, &slug, &w))}
            {notice.map(|notice| view! { <div role="alert">{notice}</div> })}
            {list}
            {pager(alarms.paging, &address, &w)}
        }
    });
    Ok(page.status(status))
}

/// Messages that were not sent stand on a page of their own.
fn unsent(count: i64, slug: &str, w: &Words) -> AnyView {
    let text = w.with("notifications-stuck-alarm", &[("count", count.into())]);
    view! { <p><a class="state mind tap" href=routes::office_messages(slug)>{text}</a></p> }.into_any()
}

/// The name of the form that settles one.
pub fn form_name(id: &str) -> String {
    format!("alarm:{id}")
}

/// The summary, the button and the label of the note.
const ASIDE: (&str, &str, &str) = ("payments-alarm-settle", "payments-alarm-settle-do", "payments-alarm-note");
/// The same with what is to be done first, where the office is to send money.
const TO_SEND: (&str, &str, &str, &str) =
    ("payments-alarm-send-do", "payments-alarm-sent", "payments-alarm-sent-do", "payments-alarm-sent-note");

fn alarm(line: &Line, slug: &str, key: String, zone: Zone, w: &Words) -> AnyView {
    let (what, todo) = line.kind.keys();
    let (todo, settle, settle_do, note) = if line.to_send { TO_SEND } else { (todo, ASIDE.0, ASIDE.1, ASIDE.2) };
    let order = line.order.as_ref().map(|code| w.with("payments-alarm-order", &[("code", Arg::from(code))]));
    let figure = |key: &str, text: &str| (!text.is_empty()).then(|| w.with(key, &[("text", Arg::from(text))]));
    let facts: Vec<String> = [
        order,
        figure("payments-alarm-expected", &line.expected),
        figure("payments-alarm-came", &line.came),
        Some(w.moment(line.raised_at, zone)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let action = routes::office_alarm(slug, &line.id);
    let why = Text { max: LONGEST_NOTE, required: true, ..Text::new("note", note) };
    view! {
        <li>
            <span class="state mind">{w.t(what)}</span>
            <span>{w.t(todo)}<br/><span class="soft small">{facts.join(" · ")}</span></span>
            <details class="sure">
                <summary class="btn line">{w.t(settle)}</summary>
                <form class="stack" method="post" action=action>
                    {key_field(key)}
                    {text_field(why, &Typed::default(), w)}
                    <button class="btn line wide">{w.t(settle_do)}</button>
                </form>
            </details>
        </li>
    }
    .into_any()
}
