//! A browser without script on a real connection: cookies, origin, forms. What breaks on the way is an error, not
//! a failure: servers are killed under it.

use std::collections::BTreeMap;
use std::io;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use crate::support::ORIGIN;

pub struct Browser {
    port: u16,
    wire: Option<BufReader<TcpStream>>,
    pub cookies: BTreeMap<String, String>,
}

pub struct Reply {
    pub status: u16,
    pub location: String,
    pub retry_after: Option<String>,
    pub html: String,
}

impl Browser {
    pub fn at(port: u16) -> Self {
        Self { port, wire: None, cookies: BTreeMap::new() }
    }

    /// A new visitor on the same connection.
    pub fn another(self) -> Self {
        Self { cookies: BTreeMap::new(), ..self }
    }

    /// The same visitor on a new connection: the house closes one that was idle for ten seconds.
    pub fn anew(self) -> Self {
        Self { wire: None, ..self }
    }

    pub async fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.send("GET", path, None).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> io::Result<Reply> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, Some(body)).await
    }

    /// The bytes of a request.
    pub fn written(&self, method: &str, path: &str, body: Option<&str>) -> String {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {ORIGIN}\r\nUser-Agent: Mozilla/5.0 Mobile\r\nAccept-Language: en\r\n"
        );
        if !cookies.is_empty() {
            head += &format!("Cookie: {}\r\n", cookies.join("; "));
        }
        if let Some(body) = body {
            head += &format!(
                "Origin: {ORIGIN}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                body.len()
            );
        }
        format!("{head}\r\n{}", body.unwrap_or_default())
    }

    async fn send(&mut self, method: &str, path: &str, body: Option<String>) -> io::Result<Reply> {
        let request = self.written(method, path, body.as_deref());
        let mut wire = match self.wire.take() {
            Some(wire) => wire,
            None => BufReader::new(TcpStream::connect(("127.0.0.1", self.port)).await?),
        };
        wire.get_mut().write_all(request.as_bytes()).await?;
        let (reply, cookies, stays) = answer(&mut wire).await?;
        for line in cookies {
            let pair = line.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        self.wire = stays.then_some(wire);
        Ok(reply)
    }
}

async fn answer(wire: &mut BufReader<TcpStream>) -> io::Result<(Reply, Vec<String>, bool)> {
    let mut reply = Reply { status: 0, location: String::new(), retry_after: None, html: String::new() };
    let (mut length, mut cookies, mut stays) = (None, Vec::new(), true);
    let first = line(wire).await?;
    reply.status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    loop {
        let line = line(wire).await?;
        let Some((name, value)) = line.split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse::<usize>().ok(),
            "location" => reply.location = value.to_owned(),
            "retry-after" => reply.retry_after = Some(value.to_owned()),
            "set-cookie" => cookies.push(value.to_owned()),
            "connection" => stays = value != "close",
            _ => {}
        }
    }
    let mut body = Vec::new();
    if let Some(length) = length {
        body.resize(length, 0);
        wire.read_exact(&mut body).await?;
    } else if reply.status != 304 && reply.status != 204 {
        loop {
            let size = usize::from_str_radix(&line(wire).await?, 16).map_err(|_| io::ErrorKind::InvalidData)?;
            let at = body.len();
            body.resize(at + size, 0);
            wire.read_exact(&mut body[at..]).await?;
            line(wire).await?;
            if size == 0 {
                break;
            }
        }
    }
    reply.html = String::from_utf8_lossy(&body).into_owned();
    Ok((reply, cookies, stays))
}

async fn line(wire: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    if wire.read_line(&mut line).await? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

/// Every hidden field of a page.
pub fn hidden(html: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let after = tag.split(&format!("{name}=\"")).nth(1)?;
        Some(after.split('"').next()?.replace("&amp;", "&").replace("&quot;", "\""))
    };
    html.split("<input")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap_or_default())
        .filter(|tag| tag.contains("type=\"hidden\""))
        .filter_map(|tag| Some((value(tag, "name")?, value(tag, "value").unwrap_or_default())))
        .collect()
}
