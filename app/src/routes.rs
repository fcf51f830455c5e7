//! Every URL people see, in one place: link builders for pages, and the patterns the server's
//! route table is made of. People print these; they do not change.

mod buying;
mod money;
mod news;
mod outside;
mod own_shop;
mod sending;

pub use buying::{basket, cart, checkout, order, order_parcel};
pub use money::{
    admin_corrections, admin_fees, admin_regency_money, office_alarm, office_alarms, office_payout, office_payouts,
    studio_payout, studio_year,
};
pub use news::{
    ACCOUNT_LETTERS, STUDIO_NEWS, STUDIO_NEWS_READ, account_letters, office_message, office_messages, studio_news,
};
pub use outside::{DEMO_WHATSAPP, percent_encoded, whatsapp};
pub use own_shop::{STUDIO_SHOP, STUDIO_SHOP_CODE, studio_maker, studio_place, studio_shop};

pub use sending::{STUDIO_PACKING, admin_sending, office_point, office_points, office_sending, office_service};

use crate::words::Lang;

/// `/{lang}/`
pub fn home(lang: Lang) -> String {
    format!("/{}/", lang.code())
}
/// `/{lang}/p/{code}`
pub fn product(lang: Lang, code: &str) -> String {
    format!("/{}/p/{code}", lang.code())
}
/// `/{lang}/s/{code}`
pub fn shop(lang: Lang, code: &str) -> String {
    format!("/{}/s/{code}", lang.code())
}
/// `/{lang}/s/{code}/contact`: the tap that shows the shop's number.
pub fn contact(lang: Lang, code: &str) -> String {
    format!("/{}/s/{code}/contact", lang.code())
}
/// `/{lang}/r/{slug}`
pub fn regency(lang: Lang, slug: &str) -> String {
    format!("/{}/r/{slug}", lang.code())
}
/// `/{lang}/r/{slug}/{village}`
pub fn village(lang: Lang, slug: &str, village: &str) -> String {
    format!("/{}/r/{slug}/{village}", lang.code())
}
/// `/{lang}/privacy[/{slug}]`
pub fn privacy(lang: Lang, slug: Option<&str>) -> String {
    slug.map_or_else(|| format!("/{}/privacy", lang.code()), |slug| format!("/{}/privacy/{slug}", lang.code()))
}
/// `/{lang}/help[/{slug}]`
pub fn help(lang: Lang, slug: Option<&str>) -> String {
    slug.map_or_else(|| format!("/{}/help", lang.code()), |slug| format!("/{}/help/{slug}", lang.code()))
}
/// `/language/{lang}?to=`: chooses a language, on the page `to` and from now on.
pub fn language(lang: Lang, to: &str) -> String {
    format!("/language/{}?to={}", lang.code(), percent_encoded(to))
}
/// `/k`
pub const TYPE_CODE: &str = "/k";
/// `/q/{code}`: what a scan opens.
pub fn scan(code: &str) -> String {
    format!("/q/{code}")
}
/// What is printed: `/Q/{code}`, upper case so that the symbol stays small.
pub fn printed(origin: &str, code: &str) -> String {
    format!("{}/Q/{code}", origin.to_ascii_uppercase())
}

/// `/login`
pub const LOGIN: &str = "/login";
/// `/logout`
pub const LOGOUT: &str = "/logout";
/// `/invite/{token}`
pub fn invite(token: &str) -> String {
    format!("/invite/{token}")
}

/// Her home.
pub const STUDIO: &str = "/studio";
/// Her orders.
pub const STUDIO_ORDERS: &str = "/studio/orders";
/// One order; the code opens nothing by itself.
pub fn studio_order(code: &str) -> String {
    format!("/studio/orders/{code}")
}
/// A new piece.
pub const STUDIO_ADD: &str = "/studio/add";
/// One of her pieces.
pub fn studio_product(id: &str) -> String {
    format!("/studio/products/{id}")
}
/// The same, telling what has just been done with it.
pub fn studio_product_done(id: &str, done: &str) -> String {
    format!("/studio/products/{id}?done={done}")
}
/// What can be done with one of her pieces: `hide`, `show`, `archive`, `discard`, `copy`.
pub fn studio_product_move(id: &str, what: &str) -> String {
    format!("/studio/products/{id}/{what}")
}
/// The form of one draft.
pub fn studio_add(draft: &str) -> String {
    format!("/studio/add?draft={draft}")
}
/// The form of a draft that does not exist yet, whatever is unfinished.
pub const STUDIO_ADD_NEW: &str = "/studio/add?new=1";
/// Takes one photo.
pub const STUDIO_PHOTOS: &str = "/studio/photos";
/// A page of her pieces in one state, or of all.
pub fn studio_products(state: Option<&str>, page: i64) -> String {
    let state = state.map(|state| format!("state={state}&")).unwrap_or_default();
    format!("/studio/products?{state}page={page}")
}
/// All her pieces.
pub const STUDIO_PRODUCTS: &str = "/studio/products";
/// Her tags to print.
pub const STUDIO_TAGS: &str = "/studio/tags";
/// The sheet of the chosen tags.
pub const STUDIO_TAGS_SHEET: &str = "/studio/tags/sheet";
/// Her money.
pub const STUDIO_MONEY: &str = "/studio/money";
/// The note that where money goes was changed is put away.
pub const STUDIO_MONEY_SEEN: &str = "/studio/money/seen";
/// Ways of being paid.
pub const STUDIO_MONEY_SETTINGS: &str = "/studio/money/settings";
/// A code of her own as a picture: `svg` or `png`.
pub fn studio_code(code: &str, kind: &str) -> String {
    format!("/studio/codes/{code}.{kind}")
}

/// The officer's first page.
pub fn office(slug: &str) -> String {
    format!("/office/{slug}")
}
/// The figures of a period as a file.
pub fn office_figures(slug: &str, period: Option<&str>) -> String {
    let period = period.map(|period| format!("?period={period}")).unwrap_or_default();
    format!("/office/{slug}/figures.csv{period}")
}
/// The officer's list of shops and who needs help.
pub fn office_shops(slug: &str) -> String {
    format!("/office/{slug}/shops")
}
/// An order the office is asked about.
pub fn office_orders(slug: &str) -> String {
    format!("/office/{slug}/orders")
}
/// The officer's invitations.
pub fn office_invitations(slug: &str) -> String {
    format!("/office/{slug}/invitations")
}

/// One invitation or link, shown to be scanned.
pub fn office_invitation(slug: &str, id: &str) -> String {
    format!("/office/{slug}/invitations/{id}")
}
/// Who needs a link for another phone.
pub fn office_devices(slug: &str) -> String {
    format!("/office/{slug}/invitations/device")
}

/// One's own stays.
pub const ACCOUNT: &str = "/account";
/// Where the language of one's own pages is chosen.
pub const ACCOUNT_LANGUAGE: &str = "/account/language";
/// Ends one of them.
pub fn end_stay(id: &str) -> String {
    format!("/account/sessions/{id}/end")
}

/// The administrator's home.
pub const ADMIN: &str = "/admin";
/// A regency that no import brought.
pub const ADMIN_REGENCIES: &str = "/admin/regencies";
/// One regency: who runs it, its zone, open or closed.
pub fn admin_regency(id: &str) -> String {
    format!("/admin/regencies/{id}")
}
/// The districts and villages of a regency.
pub fn admin_places(id: &str) -> String {
    format!("/admin/regencies/{id}/places")
}
/// One district or village.
pub fn admin_place(id: &str) -> String {
    format!("/admin/places/{id}")
}
/// Officers.
pub const ADMIN_OFFICERS: &str = "/admin/officers";
/// One officer.
pub fn admin_officer(id: &str) -> String {
    format!("/admin/officers/{id}")
}

/// A published photo: widths 320, 640 and 1280 in `webp` and `jpg`.
pub fn media(key: &str, width: u32, kind: &str) -> String {
    format!("/media/{key}-{width}.{kind}")
}
/// The little square of a published photo, for lists.
pub fn square(key: &str) -> String {
    format!("/media/{key}-square.webp")
}
/// The picture of link previews, 1200 by 630.
pub fn preview(key: &str) -> String {
    format!("/media/{key}-og.jpg")
}
/// A shop's own photo before it is published.
pub fn private_media(key: &str, width: u32) -> String {
    format!("/private/photo/{key}-{width}.webp")
}
/// The little square of a photo before it is published.
pub fn private_square(key: &str) -> String {
    format!("/private/photo/{key}-square.webp")
}

/// A buyer's picture of a payment, for that shop.
pub fn private_proof(key: &str, width: u32) -> String {
    format!("/private/proof/{key}-{width}.webp")
}

/// How many orders wait, and a mark that changes with them; as JSON.
pub const API_WAITING: &str = "/api/waiting";

/// The mark of one of her orders, as JSON.
pub fn api_order(code: &str) -> String {
    format!("/api/orders/{code}")
}
