//! `/office/{slug}/alarms`: money that somebody has to look at, in plain words, oldest first.

mod past;

use leptos::prelude::*;

use past::{facts, past};

use super::alarms::{LONGEST_NOTE, Line, ToSend};
use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::form::Typed;
use crate::page::{Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::{Text, key_field, text_field, tick};
use crate::ui::notice::{Tone, note};
use crate::ui::pager::pager;
use crate::words::Words;

/// The page; `notice` says why something just asked for was not done.
pub async fn alarms(b: &Backend, page: i64, notice: Option<Message>) -> Result<Page, AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let frame =
        Frame::Office { regency: full_name(&regency.name, &b.visit.words), slug: regency.slug.clone(), tab: "alarms" };
    let alarms = b.payments.alarms(&regency.id, page).await?;
    let stuck = b.notifications.stuck_count(&regency.id).await?;
    let keys: Vec<String> = alarms.lines.iter().map(|line| b.key(&form_name(&line.id))).collect();
    let (w, now) = (b.words(), b.visit.now);
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
            {past(&alarms.past, &slug, now, regency.zone, &w)}
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

fn alarm(line: &Line, slug: &str, key: String, zone: Zone, w: &Words) -> AnyView {
    let (what, todo) = line.about.kind.keys();
    let todo = match line.to_send {
        ToSend::No => todo,
        ToSend::Yes => "payments-alarm-send-do",
        ToSend::Waits => "payments-alarm-bank-asks",
        ToSend::ByBank => "payments-alarm-by-bank-do",
    };
    let due = line.due_at.map(|at| w.with("payments-alarm-due", &[("date", w.date(at, zone).into())]));
    view! {
        <li>
            <span class="state mind">{w.t(what)}</span>
            <span>{w.t(todo)}{facts(&line.about, due, w.moment(line.raised_at, zone), slug, w)}</span>
            {(line.to_send != ToSend::Waits).then(|| settle(line, slug, key, w))}
        </li>
    }
    .into_any()
}

/// The form that settles it, behind a summary.
fn settle(line: &Line, slug: &str, key: String, w: &Words) -> AnyView {
    let (summary, button, label) = if line.to_send == ToSend::Yes {
        ("payments-alarm-sent", "payments-alarm-sent-do", "payments-alarm-sent-note")
    } else {
        ("payments-alarm-settle", "payments-alarm-settle-do", "payments-alarm-note")
    };
    let sent = match line.to_send {
        ToSend::Yes => Some(view! { <input type="hidden" name="sent" value="1"/> }.into_any()),
        ToSend::ByBank => Some(tick("sent", "1", w.t("payments-alarm-sent-before"), &Typed::default(), w).into_any()),
        ToSend::No | ToSend::Waits => None,
    };
    let why = Text { max: LONGEST_NOTE, required: true, ..Text::new("note", label) };
    view! {
        <details class="sure">
            <summary class="btn line">{w.t(summary)}</summary>
            <form class="stack" method="post" action=routes::office_alarm(slug, &line.id)>
                {key_field(key)}
                {sent}
                {text_field(why, &Typed::default(), w)}
                <button class="btn line wide">{w.t(button)}</button>
            </form>
        </details>
    }
    .into_any()
}
