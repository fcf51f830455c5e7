//! The demo's own page.

use leptos::prelude::*;

use crate::backend::Visit;
use crate::page::{Frame, Page};
use crate::ui::drawings::{Draw, Drawing};
use crate::ui::icons::{Ico, Icon};

/// Where WhatsApp buttons lead in the demo: says that nothing is sent, and what would have been.
pub fn whatsapp(visit: &Visit, text: String) -> Page {
    let w = visit.words.clone();
    let title = w.t("seed-whatsapp-title");
    let sent: Vec<String> = text.lines().map(str::to_owned).collect();
    Page::new(title.clone(), Frame::private(0, None), move || {
        view! {
            <div class="page narrow">
                <div class="blank part">
                    <Drawing name=Draw::Letter/>
                    <h1 class="name">{title}</h1>
                    <p class="soft">{w.t("seed-whatsapp-text")}</p>
                </div>
                {(!sent.is_empty()).then(|| view! {
                    <section class="part">
                        <h2>{w.t("seed-whatsapp-message")}</h2>
                        <div class="note plain">
                            <Icon name=Ico::Chat/>
                            <div>{sent.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</div>
                        </div>
                    </section>
                })}
                <p class="part soft">{w.t("seed-whatsapp-back")}</p>
            </div>
        }
    })
    .noindex()
}
