//! The studio's home notices a new order by itself: it asks every few seconds whether anything has changed,
//! and loads itself anew when it has. Without script the page is looked at again by hand.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Waiting;
use crate::error::AppError;

/// How often it asks: a new order is there within 10 s.
const EVERY: Duration = Duration::from_secs(7);

/// What waits in the asker's own shop.
#[server(prefix = "/api", endpoint = "waiting")]
pub async fn waiting_now() -> Result<Waiting, AppError> {
    let backend = use_context::<crate::backend::Backend>().ok_or(AppError::Internal)?;
    let shop = backend.shop()?.clone();
    backend.orders.waiting(&shop).await
}

/// Shows nothing. `mark` is what the page was drawn from.
#[island]
pub fn Arrivals(mark: String) -> impl IntoView {
    Effect::new(move |_| {
        let mark = mark.clone();
        set_interval(
            move || {
                // A phone in a pocket asks nothing.
                if document().hidden() {
                    return;
                }
                let mark = mark.clone();
                spawn_local(async move {
                    if let Ok(now) = waiting_now().await
                        && now.mark != mark
                        && let Err(error) = window().location().reload()
                    {
                        leptos::logging::warn!("the page could not be loaded anew: {error:?}");
                    }
                });
            },
            EVERY,
        );
    });
}
