//! `stripe-stand-in`: takes Stripe's place on a newcomer's machine, so that an order can be paid by card without an
//! account, a card or a network. Test keys only; nothing is kept when it stops.

#![expect(clippy::panic, reason = "an answer that async-stripe would not read is a fault of the stand-in")]

#[path = "stand_in/mod.rs"]
mod stand_in;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use stand_in::StandIn;
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(
    name = "stripe-stand-in",
    version,
    about = "Takes Stripe's place: payment pages, webhooks, refunds. Test keys only."
)]
struct Cli {
    /// Where it listens.
    #[arg(long, default_value = "127.0.0.1:3010")]
    addr: String,
    /// The address people's browsers find it at; `http://` and --addr when left away.
    #[arg(long)]
    url: Option<String>,
    /// Where events are posted to.
    #[arg(long, default_value = "http://127.0.0.1:3000/hooks/stripe")]
    webhook: String,
    /// What events are signed with; two with a comma sign with both.
    #[arg(long, default_value = "whsec_stand_in")]
    secret: String,
    /// Stops when the process that started it is gone.
    #[arg(long)]
    stop_with_parent: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let listener = match TcpListener::bind(&cli.addr).await {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("stripe-stand-in: cannot listen on {}: {error}", cli.addr);
            return ExitCode::FAILURE;
        }
    };
    let url = cli.url.unwrap_or_else(|| format!("http://{}", cli.addr));
    let secrets = cli.secret.split(',').map(str::to_owned).collect();
    let stand_in = StandIn::new(url, secrets, Some(cli.webhook), Arc::new(|| server::clock::Clock::system().now()));
    if cli.stop_with_parent {
        tokio::spawn(stop_with_parent());
    }
    stand_in.serve(listener).await;
    ExitCode::SUCCESS
}

/// An orphan is somebody else's child: then nobody is left to pay anything.
async fn stop_with_parent() {
    let parent = std::os::unix::process::parent_id();
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        if std::os::unix::process::parent_id() != parent {
            std::process::exit(0);
        }
    }
}
