//! The way to the orders that are to be paid or cancelled before there can be another.

use leptos::prelude::*;

use crate::backend::Backend;
use crate::error::AppError;
use crate::form::Typed;
use crate::orders::TOO_MANY;
use crate::routes;

/// Below the notice that says so: this visitor's own, newest first.
pub async fn unpaid(b: &Backend, typed: &Typed) -> Result<Option<AnyView>, AppError> {
    let told = typed.notice.as_ref().is_some_and(|notice| notice.key == TOO_MANY);
    let Some(visitor) = b.visit.visitor.as_ref().filter(|_| told) else { return Ok(None) };
    let orders = b.orders.unpaid(visitor).await?;
    let links = orders
        .into_iter()
        .map(|order| {
            let (href, lang) = (routes::order(b.lang(), &order.token), order.lang.code());
            let code = b.with("orders-unpaid-code", &[("code", order.code.into())]);
            view! { <a class="btn line wide" href=href><span>{code}": "<span lang=lang>{order.name}</span></span></a> }
        })
        .collect_view();
    Ok((!links.is_empty())
        .then(|| view! { <nav class="acts after" aria-label=b.t("orders-unpaid-title")>{links}</nav> }.into_any()))
}
