//! Enquiries: what is asked and answered before it is paid, and the parcel after it.

use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::{Access, FORM, PHOTO, Route};
use crate::orders::http::enquiry;

pub fn routes() -> Vec<Route> {
    vec![
        get!("/studio/orders/{code}/answer", Artisan, enquiry::ask_answer),
        post!("/studio/orders/{code}/answer", Artisan, enquiry::answer),
        get!("/studio/orders/{code}/send", Artisan, enquiry::ask_send),
        post!("/studio/orders/{code}/send", Artisan, enquiry::send, PHOTO),
        get!("/studio/orders/{code}/parcel.webp", Artisan, enquiry::picture),
        get!("/{lang}/o/{token}/parcel.webp", Public, enquiry::buyers_picture),
        post!("/studio/orders/{code}/received", Artisan, enquiry::known_received),
        post!("/{lang}/o/{token}/agree", Public, enquiry::agree),
        post!("/{lang}/o/{token}/received", Public, enquiry::received),
    ]
}
