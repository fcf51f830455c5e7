//! Doors of the officer's pages and of the file of figures. The route table has made sure that it is her
//! own regency.

use app::error::AppError;
use app::monitoring::{file, pages};
use axum::extract::RawQuery;

use crate::http::answer::attachment;
use crate::http::{Answer, Here};

/// `/office/{slug}?period=2026-10`
pub async fn summary(here: Here, RawQuery(query): RawQuery) -> Answer {
    let period = asked(query.as_deref(), "period");
    Ok(here.show(pages::summary(&here.backend, &period).await?))
}

/// `/office/{slug}/shops?page=2`
pub async fn shops(here: Here, RawQuery(query): RawQuery) -> Answer {
    let page = asked(query.as_deref(), "page").parse().unwrap_or(1);
    Ok(here.show(pages::shops(&here.backend, page).await?))
}

/// `/office/{slug}/figures.csv?period=2026-10`: what the page of that period shows, as a table.
pub async fn figures(here: Here, RawQuery(query): RawQuery) -> Answer {
    let b = &here.backend;
    let regency = b.regions.regency(&b.actor()?.regency_slug).await?;
    let people = b.monitoring.people(&regency.id).await?;
    let figures = b.monitoring.figures(&regency).await?;
    let chosen = figures.as_ref().and_then(|figures| figures.chosen(&asked(query.as_deref(), "period"))).unwrap_or(0);
    let key = figures.as_ref().and_then(|figures| figures.periods.get(chosen)).map(|period| period.last.key());
    let rows = file::rows(&people, figures.as_ref(), chosen);
    let name = format!("homoru-{}{}.csv", regency.slug, key.map(|key| format!("-{key}")).unwrap_or_default());
    attachment(csv(&rows).ok_or(AppError::Internal)?, "text/csv; charset=utf-8", &name)
}

fn csv(rows: &[file::Row]) -> Option<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(file::COLUMNS).ok()?;
    for row in rows {
        writer.write_record(row).ok()?;
    }
    writer.into_inner().ok()
}

fn asked(query: Option<&str>, name: &str) -> String {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}
