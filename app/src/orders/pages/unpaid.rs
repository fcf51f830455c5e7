//! The way to the orders that are to be paid or cancelled before there can be another.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::TOO_MANY;
use crate::orders::rules::holds::MOST_UNPAID;
use crate::routes;

/// Below the notice that says so: this visitor's own, newest first.
pub async fn unpaid(b: &Backend, typed: &Typed) -> Result<Option<AnyView>, AppError> {
    let told = typed.notice.as_ref().is_some_and(|notice| notice.key == TOO_MANY);
    if !told {
        return Ok(None);
    }
    let orders = match &b.visit.visitor {
        Some(visitor) => b.orders.unpaid(visitor).await?,
        None => Vec::new(),
    };
    // The others were ordered with the same contact by another browser: nobody is led to them by a number alone.
    let elsewhere = (i64::try_from(orders.len()).unwrap_or_default() < MOST_UNPAID)
        .then(|| view! { <p class="soft">{b.t("orders-unpaid-elsewhere")}</p> });
    let links = orders
        .into_iter()
        .map(|order| {
            let (href, lang) = (routes::order(b.lang(), &order.token), order.lang.code());
            let code = b.with("orders-unpaid-code", &[("code", order.code.into())]);
            view! { <a class="btn line wide" href=href><span>{code}": "<span lang=lang>{order.name}</span></span></a> }
        })
        .collect_view();
    let links = (!links.is_empty())
        .then(|| view! { <nav class="acts after" aria-label=b.t("orders-unpaid-title")>{links}</nav> });
    Ok(Some(view! { {links} {elsewhere} }.into_any()))
}
