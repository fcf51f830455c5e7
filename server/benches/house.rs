//! `make bench`: how fast the house answers, against the fastest thing it can answer at all
//! (`/healthz`), in one run, because machines are noisy and ratios are not. Prints, never judges.
//!
//! Needs a demo: `HOMORU_BENCH` names the running server and, after a space, the code of a piece.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench stops at the first surprise and reads the clock"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

/// Connections at once.
const CONNECTIONS: usize = 8;
/// How long each address is asked.
const SPAN: Duration = Duration::from_secs(3);

fn main() {
    let Ok(target) = std::env::var("HOMORU_BENCH") else {
        eprintln!("run `make bench`: it starts a server and names it in HOMORU_BENCH");
        std::process::exit(1);
    };
    let mut words = target.split_whitespace();
    let (address, code) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let asked = [
        ("/healthz", "/healthz".to_owned()),
        ("printed code", format!("/q/{code}")),
        ("piece", format!("/en/p/{code}")),
        ("regency", "/en/r/wakatobi".to_owned()),
        ("home", "/id/".to_owned()),
    ];
    println!("{:<14}{:>12}{:>12}{:>10}{:>10}", "address", "requests/s", "of healthz", "median", "99 %");
    let mut fastest = 0.0;
    for (name, path) in asked {
        let seen = load(address, &path);
        if fastest == 0.0 {
            fastest = seen.per_second;
        }
        println!(
            "{name:<14}{:>12.0}{:>11.1}%{:>8.2}ms{:>8.2}ms",
            seen.per_second,
            100.0 * seen.per_second / fastest,
            seen.median.as_secs_f64() * 1e3,
            seen.late.as_secs_f64() * 1e3
        );
    }
}

struct Seen {
    per_second: f64,
    median: Duration,
    late: Duration,
}

fn load(address: &str, path: &str) -> Seen {
    let stop = Arc::new(AtomicBool::new(false));
    let count = Arc::new(AtomicU64::new(0));
    let start = Arc::new(Barrier::new(CONNECTIONS + 1));
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (stop, count, start) = (stop.clone(), count.clone(), start.clone());
            let (address, path) = (address.to_owned(), path.to_owned());
            std::thread::spawn(move || {
                let mut connection = BufReader::new(TcpStream::connect(&address).expect("the server answers"));
                connection.get_ref().set_nodelay(true).expect("nodelay");
                start.wait();
                let mut times = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    let asked = Instant::now();
                    ask(&mut connection, &address, &path);
                    times.push(asked.elapsed());
                    count.fetch_add(1, Ordering::Relaxed);
                }
                times
            })
        })
        .collect();
    start.wait();
    let began = Instant::now();
    std::thread::sleep(SPAN);
    stop.store(true, Ordering::Relaxed);
    let took = began.elapsed();
    let mut times: Vec<Duration> =
        threads.into_iter().flat_map(|thread| thread.join().expect("a connection")).collect();
    times.sort();
    Seen {
        per_second: count.load(Ordering::Relaxed) as f64 / took.as_secs_f64(),
        median: times[times.len() / 2],
        late: times[times.len() * 99 / 100],
    }
}

/// One request on a connection that stays open. The page is taken whole, uncompressed.
fn ask(connection: &mut BufReader<TcpStream>, host: &str, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Mozilla/5.0 Mobile\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes()).expect("sent");
    let mut length = 0;
    let mut line = String::new();
    connection.read_line(&mut line).expect("answered");
    assert!(line.contains(" 200 ") || line.contains(" 303 "), "{path}: {line}");
    loop {
        line.clear();
        connection.read_line(&mut line).expect("answered");
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).expect("the whole page");
}
