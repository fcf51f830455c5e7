//! `/studio/news`: what happened with her orders while she was away, newest first; each line leads to its order.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::notifications::{News, NewsPage};
use crate::orders::pages::bits::{self, moment_short};
use crate::page::{Dock, Frame, Page};
use crate::routes;
use crate::time::Zone;
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::field::key_field;
use crate::ui::icons::{Ico, Icon};
use crate::ui::pager::pager;
use crate::words::Words;

/// The key of the form that says all is read.
pub const READ_FORM: &str = "news:read";

/// The page.
pub async fn news(b: &Backend, page: i64) -> Result<Page, AppError> {
    let shop = b.shop()?.clone();
    let found = b.notifications.news(&shop, &b.actor()?.account, page).await?;
    let waiting = b.orders.waiting(&shop, &b.actor()?.account).await?;
    let zone = b.orders.counter(&shop).await?.zone;
    let (w, now) = (b.words(), b.visit.now);
    let key = (found.unread > 0).then(|| b.key(READ_FORM));
    let title = w.t("notifications-news-title");
    let frame = Frame::Studio {
        band: b.actor()?.band,
        back: Some(routes::STUDIO.to_owned()),
        heading: title.clone(),
        dock: Some(Dock::Home),
    };
    let by_mail = format!("{}#letters", routes::ACCOUNT);
    let pages = pager(found.paging, &routes::studio_news, &w);
    Ok(Page::new(title, frame, move || {
        view! {
            {lines(&found, key, zone, now, &w)}
            {pages}
            <div class="part">
                <a class="line-card" href=by_mail><Icon name=Ico::Mail/><span>{w.t("notifications-box-title")}</span><Icon name=Ico::Next/></a>
            </div>
        }
    })
    .waiting(waiting.count))
}

/// How many are new, and "all read" up to the newest line she has seen: what comes meanwhile stays new.
fn read_all(key: String, found: &NewsPage, w: &Words) -> AnyView {
    let newest = found.lines.iter().map(|line| line.at).max().unwrap_or_default();
    let count = w.with("notifications-news-count", &[("count", found.unread.into())]);
    view! {
        <form class="row after" method="post" action=routes::STUDIO_NEWS_READ>
            {key_field(key)}
            <input type="hidden" name="until" value=newest.to_string()/>
            <h2 id="new" class="state mind">{count}</h2>
            <button class="btn line end"><Icon name=Ico::Check/>{w.t("notifications-news-read")}</button>
        </form>
    }
    .into_any()
}

/// What is new, then what she has read: said once above each, never on every line.
fn lines(found: &NewsPage, key: Option<String>, zone: Zone, now: i64, w: &Words) -> AnyView {
    if found.lines.is_empty() {
        return view! {
            <div class="blank part">
                <Drawing name=Draw::Letter/>
                <h2 class="name">{w.t("notifications-news-none")}</h2>
                <p class="soft">{w.t("notifications-news-none-text")}</p>
            </div>
        }
        .into_any();
    }
    let (new, read): (Vec<&News>, Vec<&News>) = found.lines.iter().partition(|line| line.unread);
    let list = |lines: &[&News], about: Option<&'static str>| {
        let lines = lines.iter().map(|line| view! { <li>{one(line, zone, now, w)}</li> }).collect_view();
        view! { <ul class="list news" aria-labelledby=about>{lines}</ul> }
    };
    let head = key.filter(|_| !new.is_empty()).map(|key| read_all(key, found, w));
    let older = (head.is_some() && !read.is_empty())
        .then(|| view! { <h2 id="read" class="part soft">{w.t("notifications-news-older")}</h2> });
    let about_new = head.is_some().then_some("new");
    let about_read = older.is_some().then_some("read");
    view! {
        {head}
        {(!new.is_empty()).then(|| list(&new, about_new))}
        {older}
        {(!read.is_empty()).then(|| list(&read, about_read))}
    }
    .into_any()
}

fn one(line: &News, zone: Zone, now: i64, w: &Words) -> AnyView {
    let href = line.order.as_deref().map_or_else(|| routes::STUDIO_MONEY.to_owned(), routes::studio_order);
    let name = w.t(&line.event.name_key());
    let name = if line.unread { view! { <b>{name}</b> }.into_any() } else { name.into_any() };
    let (piece, lang) = (line.piece.clone(), line.lang.code());
    let piece = (!piece.is_empty()).then(|| view! { <span lang=lang>{piece}</span>" · " });
    let way = line.method.map(|method| bits::method(w, method));
    let about = [way, line.order.clone(), line.amount.map(|amount| w.money(amount))];
    let about = about.into_iter().flatten().enumerate().map(|(at, text)| {
        let gap = if at > 0 { " · " } else { "" };
        view! { {gap}<span class="num">{text}</span> }
    });
    let about = about.collect_view();
    let when = moment_short(w, line.at, zone, now);
    view! {
        <a class="line-card" href=href>
            <span>{name}<br/><span class="soft">{piece}{about}</span><br/><span class="soft">{when}</span></span>
            <Icon name=Ico::Next/>
        </a>
    }
    .into_any()
}
