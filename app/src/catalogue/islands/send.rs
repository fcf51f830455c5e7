//! Sending over a weak signal: progress as it goes, given up only when nothing moves any more.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, FormData, ProgressEvent, XmlHttpRequest};

use super::page::tried;
use crate::routes;

/// Nothing has moved for so long: the signal is gone, in ms.
const STALLED: i32 = 30_000;
/// All has left the phone: so long the server may take to answer, in ms.
const ANSWER: i32 = 120_000;

/// What became of a photo.
pub enum Answer {
    /// Kept under this id.
    Kept(String),
    /// Not taken; the sentence says why.
    Refused(String),
    /// The server asks to come back in so many seconds, and says why.
    Busy(u32, String),
    SignedOut,
    /// The signal broke off.
    Lost,
}

/// Sends one photo into a draft.
pub async fn photo(draft: &str, picture: &Blob, progress: impl Fn(u32) + 'static) -> Answer {
    let fields = || -> Result<FormData, JsValue> {
        let fields = FormData::new()?;
        fields.append_with_str("draft", draft)?;
        fields.append_with_blob_and_filename("photo", picture, "photo.jpg")?;
        Ok(fields)
    };
    let Ok(fields) = fields() else { return Answer::Lost };
    let Ok((status, body)) = post(routes::STUDIO_PHOTOS, &fields, progress).await else {
        return Answer::Lost;
    };
    let text = |name: &str| js_sys::Reflect::get(&body, &name.into()).ok().and_then(|value| value.as_string());
    let wait = js_sys::Reflect::get(&body, &"wait".into()).ok().and_then(|value| value.as_f64());
    match (status, text("photo"), text("error")) {
        (200, Some(id), _) => Answer::Kept(id),
        (401, ..) => Answer::SignedOut,
        (503, _, Some(told)) => Answer::Busy(wait.map_or(5, |seconds| seconds as u32), told),
        (_, _, Some(told)) => Answer::Refused(told),
        _ => Answer::Lost,
    }
}

/// Saves a form; true when all of it was kept.
pub async fn draft(address: &str, fields: Option<FormData>) -> bool {
    let Some(fields) = fields else { return false };
    match post(address, &fields, |_| {}).await {
        Ok((200, body)) => js_sys::Reflect::get(&body, &"saved".into()).is_ok_and(|saved| saved.is_truthy()),
        _ => false,
    }
}

/// Posts a form and gives the status and the JSON that came back.
async fn post(address: &str, fields: &FormData, progress: impl Fn(u32) + 'static) -> Result<(u16, JsValue), JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("POST", address, true)?;
    request.set_request_header("Accept", "application/json")?;
    let watch = Rc::new(Watch { request: request.clone(), timer: Cell::new(0) });
    let going = {
        let watch = watch.clone();
        Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            let all = event.loaded() >= event.total();
            watch.set(if all { ANSWER } else { STALLED });
            progress((event.loaded() * 100.0 / event.total().max(1.0)) as u32);
        })
    };
    request.upload()?.set_onprogress(Some(going.as_ref().unchecked_ref()));
    let ended = js_sys::Promise::new(&mut |done, _| {
        let end = Closure::once_into_js(move |_: Event| tried(done.call0(&JsValue::NULL)));
        // Comes once, however it ended: answered, broken off or given up.
        request.set_onloadend(Some(end.unchecked_ref()));
    });
    watch.set(STALLED);
    request.send_with_opt_form_data(Some(fields))?;
    JsFuture::from(ended).await?;
    watch.set(0);
    let body = request.response_text()?.unwrap_or_default();
    Ok((request.status()?, js_sys::JSON::parse(&body).unwrap_or(JsValue::UNDEFINED)))
}

/// Gives a request up when nothing has moved for a while.
struct Watch {
    request: XmlHttpRequest,
    timer: Cell<i32>,
}

impl Watch {
    /// Starts the time anew; 0 stops it.
    fn set(&self, ms: i32) {
        let Some(window) = web_sys::window() else { return };
        window.clear_timeout_with_handle(self.timer.get());
        if ms == 0 {
            return;
        }
        let request = self.request.clone();
        let stop = Closure::once_into_js(move || tried(request.abort()));
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(stop.unchecked_ref(), ms);
        self.timer.set(timer.unwrap_or(0));
    }
}

/// Waits so many ms.
pub async fn sleep(ms: u32) {
    let waited = js_sys::Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            tried(window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms));
        }
    });
    tried(JsFuture::from(waited).await);
}
