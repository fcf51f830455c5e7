//! The `homoru` command.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::words::{Lang, Words};
use clap::{Parser, Subcommand};
use server::check::{self, Weight};
use server::clock::Clock;
use server::config::Config;
use server::locale::Fluent;
use server::startup::{self, StartError};
use server::{accounts, regions, seed};

#[derive(Parser)]
#[command(
    name = "homoru",
    version,
    about = "Catalogue pages, printed codes, orders and payments for small craft producers."
)]
struct Cli {
    /// `serve` when none is named.
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the pages.
    Serve {
        /// Puts the demo region into an empty database first, and prints links and logins.
        #[arg(long)]
        demo: bool,
    },
    /// Puts the demo region into an empty database: invented people, drawn cloth, 90 days of orders.
    Seed {
        /// Says that the demo is meant; there is nothing else to seed.
        #[arg(long, required = true)]
        demo: bool,
        /// One small picture a piece, done in seconds.
        #[arg(long)]
        small: bool,
        /// Prints ids, codes, fresh links and logins as JSON.
        #[arg(long)]
        json: bool,
        /// Tells another story.
        #[arg(long, default_value_t = seed::SEED)]
        number: u64,
    },
    /// Says what is wrong with settings, folders, keys, database and regencies, and how to mend it.
    Check,
    /// Administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// Provinces, regencies, districts and villages.
    #[command(subcommand)]
    Regions(Regions),
}

#[derive(Subcommand)]
enum Admin {
    /// Makes an administrator and prints a link on which she sets her password. For one who is there
    /// already it prints a new link.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long, default_value = "Administrator")]
        name: String,
        /// Reads the password from standard input instead of printing a link.
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
enum Regions {
    /// Prints what an import of FILE.csv (code,name[,province,island,zone]) would do.
    Import {
        file: PathBuf,
        /// Writes it, all or nothing.
        #[arg(long)]
        apply: bool,
        /// Lets the topmost rows stand without the places above them.
        #[arg(long)]
        root: bool,
    },
}

fn main() -> ExitCode {
    if let Err(error) = dot_env() {
        eprintln!("homoru: {error}");
        return ExitCode::FAILURE;
    }
    start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("homoru: no threads to work with: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(work(Cli::parse().command.unwrap_or(Command::Serve { demo: false }))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("homoru: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The settings of a `.env` file in this folder, if there is one. One that cannot be read stops the start:
/// half of the settings could lead to another folder or database.
fn dot_env() -> Result<(), String> {
    match dotenvy::from_path(".env") {
        Ok(()) => Ok(()),
        Err(dotenvy::Error::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        // Its own words hold the line, which may hold a secret.
        Err(dotenvy::Error::LineParse(..)) => {
            Err(".env cannot be read: write NAME=\"value\" on each line; a value with spaces needs the quotes"
                .to_owned())
        }
        Err(error) => Err(format!(".env cannot be read: {error}")),
    }
}

async fn work(command: Command) -> Result<(), StartError> {
    let config = Config::read(|name| std::env::var(name).ok())?;
    match command {
        Command::Serve { demo } => serve(config, demo).await,
        Command::Seed { small, json, number, .. } => {
            let amount = if small { seed::SMALL } else { seed::FULL };
            seed::command(config, number, amount, json).await
        }
        Command::Check => {
            let found = check::all(&config).await;
            for finding in &found {
                println!("{}", finding.line());
            }
            let broken = found.iter().filter(|finding| finding.weight == Weight::Broken).count();
            if broken > 0 {
                return Err(StartError::Refused(format!("{broken} of these must be mended before it runs")));
            }
            Ok(())
        }
        Command::Admin(Admin::Create { email, name, password_stdin }) => {
            let house = startup::open(config, Clock::system()).await?;
            accounts::command::create_administrator(&house, &email, &name, password_stdin).await
        }
        Command::Regions(Regions::Import { file, apply, root }) => {
            let house = startup::open(config, Clock::system()).await?;
            regions::command::import(&house, &file, apply, root, &terminal_words()).await
        }
    }
}

/// The terminal's language: Indonesian where the locale says so, else English.
fn terminal_words() -> Words {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let lang = if locale.starts_with("id") { Lang::Id } else { Lang::En };
    Words::new(lang, Arc::new(Fluent))
}

/// The port is taken first, so that a taken one is said at once and not after a minute of drawing.
async fn serve(config: Config, demo: bool) -> Result<(), StartError> {
    let listener = startup::listen(&config).await?;
    let house = if demo {
        let house = startup::open_demo(config, Clock::system()).await?;
        seed::demo(&house, seed::SEED, seed::FULL).await?;
        house
    } else {
        startup::open(config, Clock::system()).await?
    };
    if house.demo {
        println!("{}", seed::in_words(&house, &seed::fresh(&house).await?));
    } else {
        println!("Homoru is open at {}", house.config.origin());
    }
    startup::run(house, listener).await;
    Ok(())
}

/// One line per event for people; JSON when `HOMORU_LOG` begins with `json,`.
fn start_log() {
    let setting = std::env::var("HOMORU_LOG").unwrap_or_else(|_| "warn,server=info".into());
    let (json, filter) = match setting.strip_prefix("json,") {
        Some(rest) => (true, rest.to_owned()),
        None => (false, setting),
    };
    // A line that cannot be written (a full disk) is lost; saying so on the same stderr would panic.
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .log_internal_errors(false);
    if json { builder.json().init() } else { builder.init() }
}
