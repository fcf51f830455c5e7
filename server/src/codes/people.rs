//! Who counts as a visitor: a person who opens a printed code. Machines that draw previews, index,
//! watch or fetch ahead do not, and neither does what gives no name. A lie is believed; the figures
//! say so.

use axum::http::{HeaderMap, HeaderName, Method, header};

/// Parts of the names of programs that are not a person's browser, lower case.
const MACHINES: [&str; 46] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "scrap",
    "fetch",
    "preview",
    "facebookexternalhit",
    "facebookcatalog",
    "meta-externalagent",
    "line-poker",
    "embedly",
    "iframely",
    "vkshare",
    "flipboard",
    "feedly",
    "inspectiontool",
    "google-read-aloud",
    "googleother",
    "google-safety",
    "apis-google",
    "mediapartners",
    "adsbot",
    "lighthouse",
    "pagespeed",
    "headless",
    "phantomjs",
    "playwright",
    "puppeteer",
    "selenium",
    "monitor",
    "uptime",
    "pingdom",
    "statuscake",
    "curl/",
    "wget/",
    "python",
    "httpx",
    "aiohttp",
    "go-http-client",
    "okhttp",
    "java/",
    "libwww",
    "axios",
    "undici",
    "scanner",
];
/// Names that a preview program carries at the very beginning, and a browser inside the app further on.
const PREVIEWS: [&str; 5] = ["whatsapp/", "viber/", "telegram", "skypeuripreview", "signal"];
/// A make of telephones that would be taken for a robot.
const TELEPHONE: &str = "cubot";

/// True when a request looks like a person who opens a page now.
pub fn is_person(method: &Method, headers: &HeaderMap) -> bool {
    *method == Method::GET && !fetches_ahead(headers) && agent(headers).is_some_and(is_browser)
}

/// The browser's name for itself.
pub fn agent(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::USER_AGENT)?.to_str().ok().map(str::trim).filter(|agent| !agent.is_empty())
}

fn is_browser(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase().replace(TELEPHONE, "");
    !MACHINES.iter().any(|part| agent.contains(part)) && !PREVIEWS.iter().any(|name| agent.starts_with(name))
}

/// Browsers that load a page before somebody asks for it say so.
fn fetches_ahead(headers: &HeaderMap) -> bool {
    let says = |name: &'static str| {
        let value =
            headers.get(HeaderName::from_static(name)).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let value = value.to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|word| value.contains(word))
    };
    says("sec-purpose") || says("purpose") || says("x-purpose") || says("x-moz")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `person` or `machine`, a tab, and what the program calls itself.
    const AGENTS: &str = include_str!("../../tests/fixtures/agents.tsv");

    fn asks(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn people_are_told_from_machines_by_what_they_call_themselves() {
        let lines: Vec<(&str, &str)> = AGENTS.lines().filter_map(|line| line.split_once('\t')).collect();
        assert!(lines.iter().filter(|(who, _)| *who == "person").count() >= 25);
        assert!(lines.iter().filter(|(who, _)| *who == "machine").count() >= 25);
        for (who, agent) in lines {
            assert_eq!(is_person(&Method::GET, &asks(&[("user-agent", agent)])), who == "person", "{agent}");
        }
    }

    #[test]
    fn what_gives_no_name_or_only_asks_for_headers_is_no_person() {
        assert!(!is_person(&Method::GET, &asks(&[])));
        assert!(!is_person(&Method::GET, &asks(&[("user-agent", " ")])));
        assert!(!is_person(&Method::HEAD, &asks(&[("user-agent", BROWSER)])));
    }

    #[test]
    fn what_is_fetched_ahead_is_no_visit() {
        for (name, value) in [
            ("sec-purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("sec-purpose", "prefetch;anonymous-client-ip"),
            ("purpose", "prefetch"),
            ("x-purpose", "preview"),
            ("x-moz", "prefetch"),
        ] {
            assert!(!is_person(&Method::GET, &asks(&[("user-agent", BROWSER), (name, value)])), "{name}: {value}");
        }
        assert!(is_person(&Method::GET, &asks(&[("user-agent", BROWSER)])));
    }

    const BROWSER: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
}
