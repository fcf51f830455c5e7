//! `/office/{slug}/messages`: what could not be sent, and what has waited for more than an hour. Which order, which
//! shop, what about, why; never who bought, where it goes or what was bought.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::{AppError, Message};
use crate::notifications::{Side, Stuck};
use crate::page::{Frame, Page};
use crate::regions::full_name;
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::ui::notice::{Tone, note};
use crate::ui::pager::pager;
use crate::ui::sure::sure;
use crate::words::{Arg, Words};

/// The page; `notice` says why something just asked for was not done.
pub async fn stuck(b: &Backend, page: i64, notice: Option<Message>) -> Result<Page, AppError> {
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let frame = Frame::Office {
        regency: full_name(&regency.name, &b.visit.words),
        slug: regency.slug.clone(),
        tab: "messages",
    };
    let found = b.notifications.stuck(&regency.id, page).await?;
    let keys = found.lines.iter().map(|line| (b.key(&again_form(&line.id)), b.key(&leave_form(&line.id))));
    let keys: Vec<(String, String)> = keys.collect();
    let w = b.words();
    let status = if notice.is_some() { 409 } else { 200 };
    let notice = notice.map(|message| note(Tone::Madder, w.message(&message)));
    let page = Page::new(b.t("notifications-stuck-title"), frame, move || {
        let slug = regency.slug.clone();
        let address = {
            let slug = slug.clone();
            move |page: i64| format!("{}?page={page}", routes::office_messages(&slug))
        };
        let list = if found.lines.is_empty() {
            view! { <div class="blank part"><Drawing name=Draw::Letter/><p class="soft">{w.t("notifications-stuck-none")}</p></div> }
                .into_any()
        } else {
            let lines = found.lines.iter().zip(keys).map(|(line, keys)| one(line, &slug, keys, regency.zone, &w));
            view! { <ul class="needs">{lines.collect_view()}</ul> }.into_any()
        };
        view! {
            <h1 class="name big">{w.t("notifications-stuck-title")}</h1>
            <p class="soft">{w.t("notifications-stuck-lead")}</p>
            {notice.map(|notice| view! { <div role="alert">{notice}</div> })}
            {list}
            {pager(found.paging, &address, &w)}
        }
    });
    Ok(page.status(status))
}

/// The name of the form that sends one again.
pub fn again_form(id: &str) -> String {
    format!("message:again:{id}")
}

/// The name of the form that lets one be.
pub fn leave_form(id: &str) -> String {
    format!("message:leave:{id}")
}

fn one(line: &Stuck, slug: &str, (again, leave): (String, String), zone: Zone, w: &Words) -> AnyView {
    let (chip, state) = match (line.dead, line.event.side()) {
        (true, Side::Buyer) => ("state mind", "notifications-stuck-dead-buyer"),
        (true, Side::Shop) => ("state mind", "notifications-stuck-dead-shop"),
        (false, Side::Buyer) => ("state wait", "notifications-stuck-waits-buyer"),
        (false, Side::Shop) => ("state wait", "notifications-stuck-waits-shop"),
    };
    let order = line.order.as_ref().map(|code| w.with("notifications-stuck-order", &[("code", Arg::from(code))]));
    let since = w.with("notifications-stuck-since", &[("when", w.moment(line.since, zone).into())]);
    let tries = w.with("notifications-stuck-tries", &[("count", line.attempts.into())]);
    let facts: Vec<String> = [order, Some(line.shop.clone()), Some(since), Some(tries)].into_iter().flatten().collect();
    let to = |what: &str| routes::office_message(slug, &line.id, what);
    let what = w.t(&line.event.name_key());
    view! {
        <li>
            <span class=chip>{w.t(state)}</span>
            <span><b>{what}</b><br/>{w.t(line.why.key())}<br/><span class="soft small">{facts.join(" · ")}</span></span>
            <div class="acts">
                <form method="post" action=to("again")>
                    {key_field(again)}
                    <button class="btn line"><Icon name=Ico::Again/>{w.t("notifications-again")}</button>
                </form>
                {sure(w.t("notifications-leave"), "btn line", w.t("notifications-leave-sure"), to("leave"), Some(leave), w)}
            </div>
        </li>
    }
    .into_any()
}
