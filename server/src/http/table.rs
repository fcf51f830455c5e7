//! The whole route list: every address, who may use it, how much it takes, and its door. The router
//! and the policy walk of the tests are both made of this one table.

use axum::http::{HeaderMap, Method};
use axum::routing::{MethodFilter, MethodRouter, on};

use super::caller::Access;
use super::{language, site, upload};
use crate::accounts::http as people;
use crate::accounts::{public::http as shops, shop::http as shop};
use crate::catalogue::http as workbench;
use crate::catalogue::public::http as pieces;
use crate::catalogue::tags::http as tags;
use crate::codes::http as codes;
use crate::house::House;
use crate::monitoring::http as monitoring;
use crate::orders::http as orders;
use crate::payments::{alarms::http as alarms, http as payments, region as region_money};
use crate::regions::{admin_http as regencies, http as regions};
use crate::seed::http as seed;

/// The body of a form without files.
const FORM: usize = 64 * 1024;
/// One event of the payment service.
const EVENT: usize = 256 * 1024;
/// A form with one photo: more than is kept of it, so that the form can be shown again when it is too large.
const PHOTO: usize = upload::READ;

/// One line of the table.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    /// Most bytes of a body.
    pub limit: usize,
    pub(super) handler: MethodRouter<House>,
}

/// A line for reading.
macro_rules! get {
    ($path:literal, $access:ident, $handler:expr) => {
        Route {
            method: Method::GET,
            path: $path,
            access: Access::$access,
            limit: 0,
            handler: on(MethodFilter::GET, $handler),
        }
    };
}
/// A line for changing; `limit` bytes of body.
macro_rules! post {
    ($path:literal, $access:ident, $handler:expr) => {
        post!($path, $access, $handler, FORM)
    };
    ($path:literal, $access:ident, $handler:expr, $limit:expr) => {
        Route {
            method: Method::POST,
            path: $path,
            access: Access::$access,
            limit: $limit,
            handler: on(MethodFilter::POST, $handler),
        }
    };
}

mod enquiries;
mod messages;
mod money;
mod sending;

/// Every route of the house, room by room.
pub fn routes() -> Vec<Route> {
    let mut all = Vec::new();
    all.extend(machines());
    all.extend(visit());
    all.extend(desk());
    all.extend(demo());
    all.extend(shop());
    all.extend(buying());
    all.extend(selling());
    all.extend(enquiries::routes());
    all.extend(studio_pieces());
    all.extend(doors());
    all.extend(office());
    all.extend(administration());
    all.extend(money::routes());
    all.extend(messages::routes());
    all.extend(sending::routes());
    all
}

fn machines() -> Vec<Route> {
    vec![
        get!("/healthz", Public, || async { "ok" }),
        get!("/pkg/{file}", Public, site::pkg),
        get!("/icon.svg", Public, |headers: HeaderMap| async move { site::public("icon.svg", &headers) }),
        get!("/language/{lang}", Public, language::choose),
        get!("/follow.js", Public, |headers: HeaderMap| async move { site::public("follow.js", &headers) }),
        post!("/hooks/stripe", Public, payments::hook, EVENT),
    ]
}

fn visit() -> Vec<Route> {
    vec![
        get!("/", Public, regions::front_door),
        get!("/{lang}", Public, regions::no_slash),
        get!("/{lang}/", Public, regions::home),
        get!("/q/{code}", Public, codes::scan),
        get!("/Q/{code}", Public, codes::scan),
        get!("/k", Public, codes::type_code),
        get!("/{lang}/p/{code}", Public, pieces::product),
        get!("/{lang}/s/{code}", Public, shops::shop),
        get!("/{lang}/s/{code}/contact", Public, shops::contact_again),
        post!("/{lang}/s/{code}/contact", Public, shops::contact),
        get!("/{lang}/r/{slug}", Public, regions::regency),
        get!("/{lang}/r/{slug}/{village}", Public, regions::village),
        get!("/{lang}/privacy", Public, regions::privacy),
        get!("/{lang}/privacy/{slug}", Public, regions::privacy_of),
        get!("/{lang}/help", Public, regions::help),
        get!("/{lang}/help/{slug}", Public, regions::help_of),
        get!("/robots.txt", Public, pieces::robots),
        get!("/sitemap.xml", Public, pieces::sitemap),
        get!("/sitemap/{page}", Public, pieces::sitemap_page),
    ]
}

/// A tourist's checkout and order.
fn buying() -> Vec<Route> {
    vec![
        get!("/{lang}/cart", Public, orders::cart::page),
        post!("/{lang}/cart", Public, orders::cart::change),
        post!("/{lang}/cart/add", Public, orders::cart::add),
        get!("/{lang}/checkout", Public, orders::checkout::page),
        post!("/{lang}/checkout", Public, orders::checkout::place),
        get!("/{lang}/o/{token}", Public, orders::order::page),
        get!("/{lang}/o/{token}/state", Public, orders::order::state),
        get!("/{lang}/o/{token}/qris.png", Public, orders::order::qris),
        get!("/{lang}/o/{token}/plain.png", Public, orders::order::plain),
        get!("/{lang}/o/{token}/link.svg", Public, orders::order::link),
        post!("/{lang}/o/{token}/paid", Public, orders::order::paid),
        get!("/{lang}/o/{token}/proof", Public, orders::proof::page),
        post!("/{lang}/o/{token}/proof", Public, orders::proof::send, PHOTO),
        post!("/{lang}/o/{token}/cancel", Public, orders::order::cancel),
        post!("/{lang}/o/{token}/method", Public, orders::order::change),
        post!("/{lang}/o/{token}/card", Public, orders::order::pay),
        post!("/{lang}/o/{token}/came-back", Public, orders::order::came_back),
        post!("/{lang}/o/{token}/not-back", Public, orders::order::not_back),
        post!("/{lang}/o/{token}/tell", Public, orders::order::tell),
    ]
}

/// The artisan's home, orders and money, and what islands ask.
fn selling() -> Vec<Route> {
    vec![
        get!("/studio", Artisan, orders::studio::home),
        get!("/studio/orders", Artisan, orders::studio::list),
        get!("/studio/orders/{code}", Artisan, orders::studio::page),
        get!("/studio/orders/{code}/qris", Artisan, orders::studio::full_code),
        get!("/studio/orders/{code}/decline", Artisan, orders::studio::ask_decline),
        get!("/studio/orders/{code}/cancel", Artisan, orders::studio::ask_cancel),
        post!("/studio/orders/{code}/accept", Artisan, orders::studio::accept),
        post!("/studio/orders/{code}/decline", Artisan, orders::studio::decline),
        post!("/studio/orders/{code}/cancel", Artisan, orders::studio::cancel),
        post!("/studio/orders/{code}/release", Artisan, orders::studio::release),
        post!("/studio/orders/{code}/arrived", Artisan, orders::studio::arrived),
        post!("/studio/orders/{code}/not-arrived", Artisan, orders::studio::not_arrived),
        post!("/studio/orders/{code}/ready", Artisan, orders::studio::ready),
        post!("/studio/orders/{code}/handed-over", Artisan, orders::studio::handed_over),
        post!("/studio/orders/{code}/returned", Artisan, orders::studio::returned),
        get!("/studio/orders/{code}/refund", Artisan, orders::refund::ask),
        post!("/studio/orders/{code}/refund", Artisan, orders::refund::look),
        post!("/studio/orders/{code}/refund/confirm", Artisan, orders::refund::give),
        post!("/studio/orders/{code}/rest-came", Artisan, orders::refund::rest_came),
        post!("/studio/orders/{code}/handed-back", Artisan, orders::refund::handed_back),
        post!("/studio/orders/{code}/undo", Artisan, orders::studio::undo),
        get!("/studio/products/{id}/sold", Artisan, orders::stall::page),
        post!("/studio/products/{id}/sold", Artisan, orders::stall::sell),
        get!("/api/waiting", Artisan, orders::studio::waiting),
        get!("/api/orders/{code}", Artisan, orders::studio::state),
    ]
}

/// What a shop says of itself, what it prints, and how it is paid.
fn shop() -> Vec<Route> {
    vec![
        get!("/studio/shop", Artisan, shop::overview),
        get!("/studio/shop/about", Artisan, shop::about),
        post!("/studio/shop/about", Artisan, shop::set_about),
        get!("/studio/shop/band", Artisan, shop::band),
        post!("/studio/shop/band", Artisan, shop::set_band),
        get!("/studio/shop/sending", Artisan, shop::sending),
        post!("/studio/shop/sending", Artisan, shop::set_sending),
        get!("/studio/shop/whatsapp", Artisan, shop::whatsapp),
        post!("/studio/shop/whatsapp", Artisan, shop::set_whatsapp),
        get!("/studio/shop/portrait", Artisan, shop::portrait),
        post!("/studio/shop/portrait", Artisan, shop::hang_portrait, PHOTO),
        post!("/studio/shop/portrait/withdraw", Artisan, shop::withdraw_portrait),
        get!("/studio/shop/makers", Artisan, shop::makers),
        post!("/studio/shop/makers", Artisan, shop::add_maker),
        get!("/studio/shop/makers/{id}", Artisan, shop::maker),
        post!("/studio/shop/makers/{id}", Artisan, shop::rename_maker),
        post!("/studio/shop/makers/{id}/leave", Artisan, shop::leave_maker),
        get!("/studio/shop/places", Artisan, shop::places),
        post!("/studio/shop/places", Artisan, shop::add_place),
        get!("/studio/shop/places/new", Artisan, shop::new_place),
        get!("/studio/shop/places/{id}", Artisan, shop::place),
        post!("/studio/shop/places/{id}", Artisan, shop::change_place),
        post!("/studio/shop/places/{id}/close", Artisan, shop::close_place),
        get!("/studio/shop/code", Artisan, shop::code),
        get!("/studio/tags", Artisan, tags::choose),
        get!("/studio/tags/sheet", Artisan, tags::sheet),
        get!("/studio/codes/{file}", Artisan, tags::file),
    ]
}

fn desk() -> Vec<Route> {
    vec![
        get!("/office/{slug}", Officer, monitoring::summary),
        get!("/office/{slug}/figures.csv", Officer, monitoring::figures),
        get!("/office/{slug}/shops", Officer, monitoring::shops),
        get!("/office/{slug}/orders", Officer, orders::office::look_up),
        get!("/office/{slug}/alarms", Officer, alarms::list),
        post!("/office/{slug}/alarms/{id}", Officer, alarms::settle),
    ]
}

fn demo() -> Vec<Route> {
    vec![get!("/demo/whatsapp", Public, seed::whatsapp)]
}

/// The artisan's pieces and their photos.
fn studio_pieces() -> Vec<Route> {
    vec![
        get!("/studio/add", Artisan, workbench::desk::add_page),
        post!("/studio/add", Artisan, workbench::desk::add, PHOTO),
        post!("/studio/photos", Artisan, workbench::photos::send, PHOTO),
        get!("/studio/products", Artisan, workbench::list::list),
        get!("/studio/products/{id}", Artisan, workbench::desk::piece_page),
        post!("/studio/products/{id}", Artisan, workbench::desk::edit, PHOTO),
        post!("/studio/products/{id}/hide", Artisan, workbench::moves::hide),
        post!("/studio/products/{id}/show", Artisan, workbench::moves::show),
        get!("/studio/products/{id}/archive", Artisan, workbench::moves::archive_page),
        post!("/studio/products/{id}/archive", Artisan, workbench::moves::archive),
        post!("/studio/products/{id}/discard", Artisan, workbench::moves::discard),
        post!("/studio/products/{id}/copy", Artisan, workbench::moves::copy),
        get!("/private/proof/{name}", Artisan, orders::proof::seen),
        get!("/private/photo/{name}", Artisan, workbench::photos::private),
        get!("/media/{name}", Public, workbench::photos::public),
    ]
}

/// Sign-in, opened links, and everybody's own stays.
fn doors() -> Vec<Route> {
    vec![
        get!("/login", Public, people::doors::login),
        post!("/login", Public, people::doors::sign_in),
        post!("/logout", Public, people::doors::logout),
        get!("/invite/{token}", Public, people::invite::open),
        post!("/invite/{token}", Public, people::invite::send),
        get!("/account", SignedIn, people::own::account),
        post!("/account/language", SignedIn, people::own::language),
        post!("/account/sessions/{id}/end", SignedIn, people::own::end),
    ]
}

/// The officer's rooms.
fn office() -> Vec<Route> {
    vec![
        get!("/office/{slug}/invitations", Officer, people::office::list),
        post!("/office/{slug}/invitations", Officer, people::office::invite),
        get!("/office/{slug}/invitations/device", Officer, people::office::devices),
        post!("/office/{slug}/invitations/device", Officer, people::office::fresh_device),
        get!("/office/{slug}/invitations/{id}", Officer, people::office::show),
        post!("/office/{slug}/invitations/{id}/revoke", Officer, people::office::revoke),
    ]
}

/// The administrator's rooms.
fn administration() -> Vec<Route> {
    vec![
        get!("/admin", Administrator, regencies::regencies),
        post!("/admin/regencies", Administrator, regencies::create),
        get!("/admin/regencies/{id}", Administrator, regencies::regency),
        post!("/admin/regencies/{id}", Administrator, regencies::save),
        post!("/admin/regencies/{id}/open", Administrator, regencies::open),
        post!("/admin/regencies/{id}/close", Administrator, regencies::close),
        post!("/admin/regencies/{id}/money", Administrator, region_money::save),
        get!("/admin/regencies/{id}/places", Administrator, regencies::places),
        get!("/admin/places/{id}", Administrator, regencies::place),
        post!("/admin/places/{id}", Administrator, regencies::save_place),
        get!("/admin/officers", Administrator, people::officers::list),
        post!("/admin/officers", Administrator, people::officers::create),
        get!("/admin/officers/{id}", Administrator, people::officers::show),
        post!("/admin/officers/{id}/link", Administrator, people::officers::new_link),
    ]
}
