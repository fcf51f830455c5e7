//! Builds the house from its settings, and runs it. Used by the command and by the tests.

use std::net::IpAddr;
use std::os::unix::fs::DirBuilderExt as _;
use std::sync::Arc;

use app::error::AppError;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::accounts;
use crate::accounts::hashing::Hashing;
use crate::clock::Clock;
use crate::codes::{self, Memory, Scans};
use crate::config::{Config, ConfigError};
use crate::house::{House, Inner};
use crate::http::{router, serve, site};
use crate::jobs::timetable::Turns;
use crate::keys::Keys;
use crate::locale::Fluent;
use crate::media::{Intake, Media, StorageError};
use crate::payments::stripe::Stripe;
use crate::store::{OpenError, Store};
use crate::{jobs, seed};

/// Pictures decoded at once; each may need 300 MB at 50 megapixels.
const DECODERS: usize = 2;

/// Why the house cannot open. Each is one clear sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("the data folder {0} cannot be written: {1}. Give this user the right to, or set HOMORU_DATA.")]
    Data(String, std::io::Error),
    #[error("{0} is taken by another program. Stop it, or set HOMORU_ADDR to another port.")]
    Taken(std::net::SocketAddr),
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, std::io::Error),
    #[error("{0}")]
    Refused(String),
    #[error("the media folder cannot be used: {0}")]
    Media(#[from] StorageError),
    #[error("it did not work: {0}")]
    App(AppError),
}

impl From<AppError> for StartError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

/// Opens the house: folder, keys, database, origins.
pub async fn open(config: Config, clock: Clock) -> Result<House, StartError> {
    open_as(config, clock, false).await
}

/// Opens the house of the demo: over a database that holds it, or an empty one it will be put into.
///
/// # Errors
/// `Refused` over a database with accounts or shops of its own.
pub async fn open_demo(config: Config, clock: Clock) -> Result<House, StartError> {
    open_as(config, clock, true).await
}

async fn open_as(mut config: Config, clock: Clock, as_demo: bool) -> Result<House, StartError> {
    prepare_data(&config)?;
    let store = Store::open(&config.database_url, clock.clone()).await?;
    if lost_its_keys(&config, &store).await? {
        return Err(StartError::Refused(KEYS_LOST.into()));
    }
    let keys = Keys::load(config.secret_keys.as_ref(), &config.data)?;
    let media = Media::open(&config.data.join("media"))?;
    let demo = if as_demo { seed::may_be_demo(&store).await? } else { seed::is_demo(&store).await? };
    if demo && config.origins.iter().any(|origin| origin.starts_with("https://")) {
        return Err(StartError::Refused(
            "this database holds the demo, whose logins are known to whoever started it; \
             it is not served under a public https address. Start with an empty HOMORU_DATA."
                .into(),
        ));
    }
    config.default_origins(demo, lan_address())?;
    if demo && config.cards.as_ref().is_some_and(|cards| !cards.test) {
        return Err(StartError::Refused(
            "the demo charges no real card: set STRIPE_SECRET_KEY to a test key (sk_test_...), or leave it away".into(),
        ));
    }
    let stripe = config.cards.as_ref().map(Stripe::new).transpose().map_err(StartError::Refused)?;
    let hashing = Hashing::new(config.argon2);
    Ok(House::new(Inner {
        hashing,
        config,
        clock,
        store,
        keys,
        words: Arc::new(Fluent),
        assets: site::assets(),
        media,
        intake: Intake::new(DECODERS, DECODERS * 4),
        codes: Memory::default(),
        scans: Scans::default(),
        demo,
        turns: Turns::default(),
        stripe,
    }))
}

/// What to do when a database with people in it has no keys beside it.
pub const KEYS_LOST: &str = "this database holds people's accounts, and the keys it was made with are missing: put \
     secret.keys back into the data folder from the backup. If they are lost for good, set HOMORU_SECRET_KEYS to new \
     ones; then every PIN, password and link of an order has to be made anew.";

/// True for a database with accounts whose key file is gone: a new key would silently void all PINs and links.
pub async fn lost_its_keys(config: &Config, store: &Store) -> Result<bool, AppError> {
    let none = config.secret_keys.is_none() && !config.data.join("secret.keys").exists();
    Ok(none && accounts::anybody(store.read()).await?)
}

/// Makes the data folder and makes sure it can be written.
pub fn prepare_data(config: &Config) -> Result<(), StartError> {
    let said = config.data.display().to_string();
    let wrong = |error| StartError::Data(said.clone(), error);
    // What people bought and how they are reached is nobody else's on this machine.
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data).map_err(wrong)?;
    let probe = config.data.join(".writable");
    std::fs::write(&probe, b"").map_err(wrong)?;
    std::fs::remove_file(&probe).map_err(wrong)
}

/// Takes the port before anything slow happens, so a taken one is said at once.
pub async fn listen(config: &Config) -> Result<TcpListener, StartError> {
    TcpListener::bind(config.addr).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => StartError::Taken(config.addr),
        _ => StartError::Listen(config.addr, error),
    })
}

/// Serves until a signal, then finishes requests, jobs and transactions.
pub async fn run(house: House, listener: TcpListener) {
    let stop = CancellationToken::new();
    let signal = stop.clone();
    tokio::spawn(async move {
        wait_for_signal().await;
        tracing::info!("stopping");
        signal.cancel();
    });
    run_until(house, listener, stop).await;
}

/// The same until `stop`.
pub async fn run_until(house: House, listener: TcpListener, stop: CancellationToken) {
    let jobs = tokio::spawn(jobs::runner::run(house.clone(), stop.clone()));
    let scans = tokio::spawn(codes::write_scans(house.clone(), stop.clone()));
    serve::serve(listener, router::router(house.clone()), stop).await;
    if let Err(error) = jobs.await {
        tracing::error!(%error, "the job runner stopped");
    }
    if let Err(error) = scans.await {
        tracing::error!(%error, "the scan counter stopped");
    }
    // The visits of the last seconds.
    if let Err(error) = house.scans.flush(&house.store, house.clock.now()).await {
        tracing::error!(%error, "the last visits could not be written");
    }
    house.store.close().await;
}

async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        tracing::error!("signals cannot be heard");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}

/// The address this machine has on its network: the one it would speak from. Nothing is sent.
pub fn lan_address() -> Option<IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}
