//! What stands in the log: an id, the route's template, status and time; never a token, a code or a name.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{ORIGIN, TestApp};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

// One thread, so that the log of this test is this thread's.
#[tokio::test]
async fn a_request_leaves_its_template_and_its_id_and_nothing_of_whom_it_was() {
    let app = TestApp::at(ORIGIN).await;
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().json().with_writer(lines.clone()).finish();
    let _until_the_end = tracing::subscriber::set_default(log);

    let token = "AaINN--Yce65LE1BbGFKYw.1.-MxNlsWws1lkSodovLDf1Q";
    let reply = app.client().get(&format!("/en/o/{token}?via=q")).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let id = reply.headers["x-request-id"].to_str().unwrap();

    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let line = text.lines().find(|line| line.contains("answered")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["span"]["route"], "/{lang}/o/{token}");
    assert_eq!(line["span"]["id"], id);
    assert_eq!(line["span"]["method"], "GET");
    assert_eq!(line["fields"]["status"], 404);
    assert!(line["fields"]["micros"].as_u64().is_some());
    assert!(!text.contains("AaINN") && !text.contains("127.0.0.1") && !text.contains("Mozilla"), "{text}");
}
