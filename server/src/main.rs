//! The `homoru` command.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::words::{Lang, Words};
use clap::{Parser, Subcommand};
use server::clock::Clock;
use server::config::Config;
use server::locale::Fluent;
use server::startup::{self, StartError};
use server::{accounts, regions};

#[derive(Parser)]
#[command(name = "homoru", version, about = "Catalogue pages, printed codes, orders and payments for small craft producers.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the pages.
    Serve,
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
    let _env = dotenvy::dotenv();
    start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("homoru: no threads to work with: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(work(Cli::parse().command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("homoru: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn work(command: Command) -> Result<(), StartError> {
    let config = Config::read(|name| std::env::var(name).ok())?;
    match command {
        Command::Serve => {
            let listener = startup::listen(&config).await?;
            let house = startup::open(config, Clock::system()).await?;
            println!("Homoru is open at {}", house.config.origin());
            startup::run(house, listener).await;
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

/// One line per event for people; JSON when `HOMORU_LOG` begins with `json,`.
fn start_log() {
    let setting = std::env::var("HOMORU_LOG").unwrap_or_else(|_| "warn,server=info".into());
    let (json, filter) = match setting.strip_prefix("json,") {
        Some(rest) => (true, rest.to_owned()),
        None => (false, setting),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { builder.json().init() } else { builder.init() }
}
