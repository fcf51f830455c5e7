//! Money: the artisan's page, her year and how she is paid; payouts of the office; fees of a regency.

use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::{Access, FORM, PHOTO, Route};
use crate::payments::corrections::http as corrections;
use crate::payments::fees::http as fees;
use crate::payments::http as payments;
use crate::payments::payouts::http as payouts;
use crate::payments::settings::http as settings;

pub fn routes() -> Vec<Route> {
    vec![
        get!("/studio/money", Artisan, payments::money),
        get!("/studio/money/year/{year}", Artisan, payments::year),
        get!("/studio/money/year/{year}/table.csv", Artisan, payments::table),
        get!("/studio/money/year/{year}/letter", Owner, payments::letter),
        post!("/studio/money/received", Owner, payouts::received),
        post!("/studio/money/missing", Owner, payouts::missing),
        post!("/studio/money/seen", Artisan, settings::seen),
        get!("/studio/money/settings", Owner, settings::settings),
        post!("/studio/money/settings", Owner, settings::propose, PHOTO),
        post!("/studio/money/settings/confirm", Owner, settings::confirm),
        post!("/studio/money/settings/again", Owner, settings::again),
        post!("/studio/money/settings/drop", Owner, settings::drop_change),
        get!("/office/{slug}/payouts", Officer, payouts::list),
        post!("/office/{slug}/payouts", Officer, payouts::make),
        get!("/office/{slug}/payouts/{id}", Officer, payouts::batch),
        get!("/office/{slug}/payouts/{id}/bank.csv", Officer, payouts::bank),
        get!("/office/{slug}/payouts/{id}/slips", Officer, payouts::slips),
        post!("/office/{slug}/payouts/{id}/sent", Officer, payouts::sent),
        post!("/office/{slug}/payouts/{id}/undo", Officer, payouts::undo),
        post!("/office/{slug}/payouts/{id}/returned", Officer, payouts::returned),
        get!("/admin/regencies/{id}/corrections", Administrator, corrections::page),
        post!("/admin/regencies/{id}/corrections", Administrator, corrections::look),
        post!("/admin/regencies/{id}/corrections/confirm", Administrator, corrections::mend),
        get!("/admin/regencies/{id}/fees", Administrator, fees::page),
        post!("/admin/regencies/{id}/fees", Administrator, fees::save),
    ]
}
