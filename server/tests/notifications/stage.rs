//! A mail server to speak to, in several moods.

use std::sync::{Arc, Mutex};

use secrecy::SecretString;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::TestApp;

/// How the server takes letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// No such address.
    Refuses,
    /// Takes the letter and hangs up before it says so.
    HangsUp,
    /// Takes the connection and says nothing, ever.
    Silent,
}

/// A letter as it arrived: whom it is for by the envelope, and its text, decoded.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub to: String,
    pub raw: String,
    pub text: String,
}

impl Arrived {
    /// The value of a header, as it stands on its line.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.raw.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }
}

#[derive(Clone)]
pub struct Smtp {
    pub url: String,
    mood: Arc<Mutex<Mood>>,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Smtp {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let smtp = Self { url, mood: Arc::new(Mutex::new(Mood::Takes)), arrived: Arc::default() };
        let serving = smtp.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let one = serving.clone();
                tokio::spawn(async move { one.talk(stream).await });
            }
        });
        smtp
    }

    /// An address at which nobody answers.
    pub async fn nobody() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("smtp://{}", listener.local_addr().unwrap())
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn letters(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    /// One conversation (RFC 5321), as far as a client needs it.
    async fn talk(&self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut to = String::new();
        if *self.mood.lock().unwrap() == Mood::Silent {
            return std::future::pending().await;
        }
        write.write_all(b"220 test\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let mood = *self.mood.lock().unwrap();
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "RCPT" if mood == Mood::Refuses => "550 no such person mia@mail.example\r\n",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    "250 ok\r\n"
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.unwrap();
                    let mut raw = Vec::new();
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        raw.push(line);
                    }
                    let raw = raw.join("\r\n");
                    let text = crate::orders::mail::decoded(&raw);
                    self.arrived.lock().unwrap().push(Arrived { to: to.clone(), raw, text });
                    if mood == Mood::HangsUp {
                        return;
                    }
                    "250 ok\r\n"
                }
                "QUIT" => "221 bye\r\n",
                _ => "250 ok\r\n",
            };
            if write.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

/// The house speaks to this mail server from now on.
pub async fn speaking_to(app: TestApp, url: &str) -> TestApp {
    let url = SecretString::from(url.to_owned());
    app.with(|config| config.smtp_url = Some(url)).await
}

/// Everything that was told, as `event side channel state`.
pub async fn told(app: &TestApp) -> Vec<String> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "select event, side, channel, state from messages order by created_at, side, channel desc, event",
    )
    .fetch_all(app.house.store.read())
    .await
    .unwrap();
    rows.into_iter().map(|(event, side, channel, state)| format!("{event} {side} {channel} {state}")).collect()
}

/// The events alone, each with its side.
pub async fn events(app: &TestApp) -> Vec<String> {
    let short = |line: String| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    told(app).await.into_iter().map(short).collect()
}

/// The shop's owner has an address, and reads Indonesian.
pub async fn with_address(app: &TestApp) {
    app.execute(
        "insert into letter_boxes (account_id, address, confirmed_at, round, counted, counted_from) \
         select id, 'ina@toko.example', created_at, 1, 1, created_at from accounts where role = 'artisan'",
    )
    .await;
}
