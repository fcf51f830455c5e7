//! What administrators do with regencies and places: make, open, close, say who runs them, where they lie.

use app::backend::Actor;
use app::error::{AppError, FieldError, Message};
use app::ids::RegionId;
use app::regions::Operator;
use app::regions::admin::{PlaceSheet, RegencySheet};
use app::regions::rules::{Level, RegionCode, Row, RowError};
use app::time::Zone;
use serde_json::json;

use super::import::{self, Imported};
use super::sql::admin as sql;
use crate::audit::{self, By};
use crate::house::House;
use crate::http::keyed::{self, Key, Outcome};
use crate::store::Tx;

/// A regency that no import brought: its code, its name, and its province's name where that is missing too.
#[derive(Clone, Debug)]
pub struct NewRegency {
    pub code: String,
    pub name: String,
    pub province: String,
}

/// Makes a regency by the same rules as an import; gives its id.
///
/// # Errors
/// `Invalid` at `code`, `name` or `province`.
pub async fn create(house: &House, actor: &Actor, new: NewRegency, key: Key) -> Result<String, AppError> {
    if RegionCode::parse(&new.code).map(|code| code.level()) != Some(Level::Regency) {
        return Err(AppError::invalid("code", "regions-code-regency"));
    }
    let by = By::from(actor);
    let outcome = keyed::once(&house.store, key, move |tx| {
        Box::pin(async move {
            let row = Row {
                line: 1,
                code: new.code.trim().to_owned(),
                name: new.name,
                province: Some(new.province),
                ..Row::default()
            };
            if super::sql::import::id_of(tx, &row.code).await?.is_some() {
                return Err(AppError::invalid("code", "regions-code-there"));
            }
            match import::import(tx, &by, std::slice::from_ref(&row), true, false).await? {
                Imported::Wrong(errors) => Err(at_fields(errors)),
                Imported::Plan(_) => {
                    let id = super::sql::import::id_of(tx, &row.code).await?.ok_or(AppError::Internal)?;
                    Ok(Outcome::new("region", &id))
                }
            }
        })
    })
    .await?;
    Ok(outcome.id)
}

/// The messages of an import at the fields of the form.
fn at_fields(errors: Vec<RowError>) -> AppError {
    let field = |key: &str| match key {
        "regions-import-parent" | "regions-import-province" => "province",
        "regions-import-name" => "name",
        _ => "code",
    };
    let at = |error: RowError| {
        // A missing parent is said in the form's own words.
        let key = if error.key == "regions-import-parent" { "regions-province-needed" } else { error.key };
        let message =
            error.args.into_iter().fold(Message::new(key), |message, (name, value)| message.with(name, value));
        FieldError { field: field(error.key).into(), message }
    };
    AppError::Invalid(errors.into_iter().map(at).collect())
}

/// Saves who runs a regency, its island and its zone; a new zone is given to its places too. A form sent
/// twice finds its own words and is done.
///
/// # Errors
/// `Conflict` when somebody else saved meanwhile.
pub async fn save(
    house: &House,
    actor: &Actor,
    before: RegencySheet,
    version: i64,
    operator: Operator,
    (island, zone): (Option<String>, Zone),
) -> Result<(), AppError> {
    let by = By::from(actor);
    let there = Some(before.island.clone()).filter(|island| !island.is_empty());
    if before.version != version
        && (&before.regency.operator, there, before.regency.zone) == (&operator, island.clone(), zone)
    {
        return Ok(());
    }
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let id = before.regency.id.as_str();
                if !sql::save_regency(tx, id, version, &operator, island.clone(), zone).await? {
                    return Err(AppError::conflict("regions-changed-meanwhile"));
                }
                if zone != before.regency.zone {
                    sql::zone_below(tx, id, zone).await?;
                }
                note_operator(tx, &by, &before, &operator).await?;
                let detail = json!({"island": island, "zone": [before.regency.zone.label(), zone.label()]});
                audit::note(tx, &by, "region.changed", ("region", id), detail).await
            })
        })
        .await
}

/// One entry for each field of the operator that changed. The contact may be a person's: never its value.
async fn note_operator(tx: &mut Tx, by: &By, before: &RegencySheet, now: &Operator) -> Result<(), AppError> {
    let (old, id) = (&before.regency.operator, before.regency.id.as_str());
    let fields = [
        ("operator_name", json!([old.name, now.name]), old.name != now.name),
        ("operator_address", json!([old.address, now.address]), old.address != now.address),
        ("operator_contact", json!("changed"), old.contact != now.contact),
        ("complaint_days", json!([old.complaint_days, now.complaint_days]), old.complaint_days != now.complaint_days),
    ];
    for (field, detail, changed) in fields {
        if changed {
            audit::note(tx, by, "region.operator", ("region", id), json!({field: detail})).await?;
        }
    }
    Ok(())
}

/// Opens or closes a regency's pages; one that is so already stays so.
pub async fn set_open(house: &House, actor: &Actor, id: &RegionId, open: bool) -> Result<(), AppError> {
    let (by, id) = (By::from(actor), id.clone());
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sql::set_open(tx, id.as_str(), open).await? {
                    return Ok(());
                }
                let action = if open { "region.opened" } else { "region.closed" };
                audit::note(tx, &by, action, ("region", id.as_str()), json!({})).await
            })
        })
        .await
}

/// Saves where a district or village lies; `below` gives the same to everything in it. A form sent twice
/// finds its own words and is done.
///
/// # Errors
/// `Conflict` when somebody else saved meanwhile.
pub async fn save_place(
    house: &House,
    actor: &Actor,
    before: PlaceSheet,
    version: i64,
    (island, zone): (Option<String>, Zone),
    below: bool,
) -> Result<(), AppError> {
    let by = By::from(actor);
    let there = Some(before.line.island.clone()).filter(|island| !island.is_empty());
    // What she asked for is there already; what is below it may not be.
    let same = (there, before.line.zone) == (island.clone(), zone);
    if before.version != version && same && !below {
        return Ok(());
    }
    let version = if same { before.version } else { version };
    house
        .store
        .write(move |tx| {
            Box::pin(async move {
                let id = before.line.id.as_str();
                if !sql::save_place(tx, id, version, island.clone(), zone).await? {
                    return Err(AppError::conflict("regions-changed-meanwhile"));
                }
                let with = if below && !before.line.is_village {
                    sql::save_below(tx, id, island.clone(), zone).await?
                } else {
                    0
                };
                let detail = json!({"island": [before.line.island, island], "with_below": with,
                    "zone": [before.line.zone.label(), zone.label()]});
                audit::note(tx, &by, "region.changed", ("region", id), detail).await
            })
        })
        .await
}
