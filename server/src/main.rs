//! The `homoru` command.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::clock::Clock;
use server::config::Config;
use server::startup::{self, StartError};

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
    }
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
