//! Doors of the money settings: look, propose, confirm. What is proposed travels sealed in the page, so nothing
//! can be put in its place on the way.

use app::error::AppError;
use app::form::Typed;
use app::payments::settings::pages::{self, Said, Sealed};
use app::payments::settings::{OwnQris, Proposal};
use app::routes;
use app::time::MINUTE_MS;
use axum::body::Bytes;
use axum::extract::RawQuery;
use secrecy::SecretString;

use crate::accounts;
use crate::http::answer::see_other;
use crate::http::keyed::{self, Outcome};
use crate::http::{Answer, Fields, Here, Upload};
use crate::media::MediaError;
use crate::payments::sticker;

/// How long a proposal may wait for its confirmation.
const FRESH: i64 = 30 * MINUTE_MS;

/// GET `/studio/money/settings`
pub async fn settings(here: Here, RawQuery(query): RawQuery) -> Answer {
    let said = match query.as_deref() {
        Some("changed") => Said::Changed,
        Some("waits") => Said::Waits,
        Some("dropped") => Said::Dropped,
        _ => Said::Nothing,
    };
    Ok(here.show(pages::settings(&here.backend, Typed::default(), said).await?))
}

/// POST `/studio/money/settings`: `cash`, `qris`, `transfer`, an account, and a code as `photo` or `payload`. Changes nothing: answers with
/// the page that asks once more.
pub async fn propose(here: Here, Upload { mut typed, file }: Upload) -> Answer {
    let now = super::settings(&here.house, here.backend.shop()?).await?;
    let new = match proposed_code(&here, file, &mut typed).await {
        Ok(new) => new,
        Err(busy) => {
            typed.wrong("photo", "media-busy");
            return Ok(here.show(pages::settings(&here.backend, typed, Said::Nothing).await?.status(busy.status())));
        }
    };
    let Some(proposal) = Proposal::read(&mut typed, new, &now) else {
        return Ok(here.show(pages::settings(&here.backend, typed, Said::Nothing).await?.status(422)));
    };
    if proposal.is(&now) {
        return Ok(here.show(pages::settings(&here.backend, Typed::default(), Said::Same).await?));
    }
    let sealed = seal(&here, &proposal, here.caller.now, now.updated_at)?;
    Ok(here.show(pages::confirm(&here.backend, Typed::default(), proposal, sealed).await?))
}

/// The code of the photo, or of the pasted text; what is wrong is put at its field. The photo is not kept.
async fn proposed_code(here: &Here, photo: Option<Bytes>, typed: &mut Typed) -> Result<Option<OwnQris>, AppError> {
    let Some(photo) = photo else {
        let pasted = typed.get("payload").to_owned();
        return Ok(match (pasted.is_empty(), OwnQris::read(&pasted)) {
            (true, _) => None,
            (false, Ok(qris)) => Some(qris),
            (false, Err(message)) => {
                typed.wrong("payload", message);
                None
            }
        });
    };
    match sticker::read(&here.house.intake, photo).await.map(|texts| OwnQris::one_of(&texts)) {
        Ok(Ok(qris)) => return Ok(Some(qris)),
        Ok(Err(message)) => typed.wrong("photo", message),
        Err(MediaError::Busy) => return Err(AppError::Unavailable { retry_after: 10 }),
        Err(MediaError::NoSymbol) => typed.wrong("photo", "payments-settings-unread"),
        Err(error) => typed.wrong("photo", error.key()),
    }
    Ok(None)
}

/// POST `/studio/money/settings/confirm`: the sealed proposal and `pin`.
pub async fn confirm(here: Here, Fields(mut typed): Fields) -> Answer {
    let (proposal, sealed) = opened(&here, &typed)?;
    let actor = here.backend.actor()?.clone();
    let key = here.key("payments-settings", &without_pin(&typed))?;
    let pin = SecretString::from(typed.get("pin").to_owned());
    let device = here.caller.device.as_ref();
    let checked = accounts::check_pin(&here.house, &actor, &pin, device).await;
    let done = match checked {
        Err(error) => Err(error),
        Ok(()) => {
            let (proposal, replaces) = (proposal.clone(), sealed.replaces);
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    let waits = super::change(tx, &actor, &proposal, replaces).await?;
                    Ok(Outcome::new("settings", if waits { "waits" } else { "changed" }))
                })
            })
            .await
        }
    };
    match done {
        Ok(outcome) => Ok(see_other(&format!("{}?{}", routes::STUDIO_MONEY_SETTINGS, outcome.id))),
        // Only the PIN can be mended here; anything else is looked at again from the start.
        Err(AppError::Invalid(fields)) => {
            typed.take(&AppError::Invalid(fields));
            Ok(here.show(pages::confirm(&here.backend, typed, proposal, sealed).await?.status(422)))
        }
        Err(error) if typed.take(&error) => {
            let mut again = Typed::default();
            again.notice = typed.notice.take();
            Ok(here.show(pages::settings(&here.backend, again, Said::Nothing).await?.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

/// POST `/studio/money/settings/again`: `key`, `pin`. The second yes to a change that waited.
pub async fn again(here: Here, Fields(mut typed): Fields) -> Answer {
    let actor = here.backend.actor()?.clone();
    let pin = SecretString::from(typed.get("pin").to_owned());
    let done = match here.key("payments-settings-again", &without_pin(&typed)) {
        Err(error) => Err(error),
        Ok(key) => match accounts::check_pin(&here.house, &actor, &pin, here.caller.device.as_ref()).await {
            Err(error) => Err(error),
            Ok(()) => {
                keyed::once(&here.house.store, key, move |tx| {
                    Box::pin(async move {
                        super::change_again(tx, &actor).await?;
                        Ok(Outcome::new("settings", "changed"))
                    })
                })
                .await
            }
        },
    };
    settled(&here, done, &mut typed).await
}

/// POST `/studio/money/settings/drop`: `key`. Drops a change that waits.
pub async fn drop_change(here: Here, Fields(mut typed): Fields) -> Answer {
    let actor = here.backend.actor()?.clone();
    let done = match here.key("payments-settings-drop", &typed) {
        Err(error) => Err(error),
        Ok(key) => {
            keyed::once(&here.house.store, key, move |tx| {
                Box::pin(async move {
                    super::drop_change(tx, &actor).await?;
                    Ok(Outcome::new("settings", "dropped"))
                })
            })
            .await
        }
    };
    settled(&here, done, &mut typed).await
}

/// POST `/studio/money/seen`: "I have seen it". Done twice it does the same, and it pays nothing: it carries no key.
pub async fn seen(here: Here) -> Answer {
    let (shop, account) = (here.backend.shop()?.clone(), here.backend.actor()?.account.clone());
    let work = here.house.store.write(move |tx| Box::pin(async move { super::sql::seen(tx, &shop, &account).await }));
    work.await?;
    Ok(see_other(routes::STUDIO))
}

async fn settled(here: &Here, done: Result<Outcome, AppError>, typed: &mut Typed) -> Answer {
    match done {
        Ok(outcome) => Ok(see_other(&format!("{}?{}", routes::STUDIO_MONEY_SETTINGS, outcome.id))),
        Err(error) if typed.take(&error) => {
            let page = pages::again(&here.backend, std::mem::take(typed)).await?;
            Ok(here.show(page.status(error.status())))
        }
        Err(error) => Err(error.into()),
    }
}

/// A right PIN after a wrong one is the same change: the PIN is no part of what the key stands for.
pub fn without_pin(typed: &Typed) -> Typed {
    let pairs = typed.pairs().filter(|(name, _)| *name != "pin");
    Typed::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

/// Seals a proposal for this session.
fn seal(here: &Here, proposal: &Proposal, made_at: i64, replaces: i64) -> Result<Sealed, AppError> {
    let seal = here.house.keys.sign("payments-settings", &sealed_text(here, proposal, made_at, replaces)?);
    Ok(Sealed { made_at, replaces, seal })
}

/// Everything the seal holds together. No value but the code may hold a line end, and a code holds none.
fn sealed_text(here: &Here, proposal: &Proposal, made_at: i64, replaces: i64) -> Result<String, AppError> {
    let (shop, holder) = (here.backend.shop()?, here.holder());
    let payload = proposal.qris.as_ref().map_or("", |qris| qris.payload.as_str());
    let (cash, qris, transfer) = (proposal.cash, proposal.takes_qris, proposal.takes_transfer);
    let bank =
        proposal.bank.as_ref().map_or(String::new(), |bank| format!("{}\n{}\n{}", bank.bank, bank.number, bank.holder));
    Ok(format!("{shop}\n{holder}\n{cash}\n{qris}\n{transfer}\n{made_at}\n{replaces}\n{bank}\n{payload}"))
}

/// The proposal of a confirmation, if it is as it was shown and not too old.
fn opened(here: &Here, typed: &Typed) -> Result<(Proposal, Sealed), AppError> {
    let old = || AppError::conflict("core-form-old");
    let number = |name: &str| typed.get(name).parse::<i64>().map_err(|_| old());
    let (made_at, replaces) = (number("made_at")?, number("replaces")?);
    let qris = match typed.get("payload") {
        "" => None,
        payload => Some(OwnQris::read(payload).map_err(|_| old())?),
    };
    let ticked = |name: &str| typed.get(name) == "1";
    let mut account = Typed::from_pairs(typed.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())));
    let bank = app::payments::settings::bank::read(&mut account);
    let (cash, takes_qris, takes_transfer) = (ticked("cash"), ticked("qris"), ticked("transfer"));
    let proposal = Proposal { cash, takes_qris, qris, takes_transfer, bank };
    let seal = typed.get("seal").to_owned();
    let text = sealed_text(here, &proposal, made_at, replaces)?;
    let fresh = (0..FRESH).contains(&(here.caller.now - made_at));
    if !fresh || !here.house.keys.verify("payments-settings", &text, &seal) {
        return Err(old());
    }
    Ok((proposal, Sealed { made_at, replaces, seal }))
}
