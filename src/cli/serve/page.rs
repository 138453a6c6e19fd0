//! What the server answers to a path: the frame around the editions, its script, and the editions themselves.
//!
//! Pages get the script that reloads them here, on the way to the browser; no published file has it.

use std::sync::Arc;

use crate::cli::serve::state::State;

/// The stream of events.
pub(super) const EVENTS: &str = "/_pamphlet/events";

const FRAME: &str = include_str!("assets/frame.html");
const FRAME_SCRIPT: &str = include_str!("assets/frame.js");
const FRAME_STYLE: &str = include_str!("assets/frame.css");
const LIVE_SCRIPT: &str = include_str!("assets/live.js");

/// What a file of an edition may load that is no page: nothing.
const FILE_POLICY: &str = "frame-ancestors 'self'";
/// What an image may load that is a document of its own once it is opened: nothing, and no script runs.
const IMAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; \
    frame-ancestors 'self'";
/// What the frame may load: itself and the editions.
const FRAME_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What a page may load: what its own policy allows, which is taken out of it, and the script that reloads it.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// An answer.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) media_type: &'static str,
    /// The Content Security Policy.
    pub(super) policy: &'static str,
    pub(super) bytes: Arc<[u8]>,
}

/// The answer to a path; `None` where there is nothing.
pub(super) fn find(path: &str, state: &State) -> Option<Found> {
    let own = |media_type, text: &str| {
        Some(Found { media_type, policy: FRAME_POLICY, bytes: Arc::from(text.as_bytes()) })
    };
    match path {
        "/" => return own("text/html; charset=utf-8", FRAME),
        "/_pamphlet/frame.js" => return own("text/javascript; charset=utf-8", FRAME_SCRIPT),
        "/_pamphlet/frame.css" => return own("text/css; charset=utf-8", FRAME_STYLE),
        "/_pamphlet/live.js" => return own("text/javascript; charset=utf-8", LIVE_SCRIPT),
        _ => {}
    }
    let mut name = path.strip_prefix('/')?.to_owned();
    if name.ends_with('/') {
        name.push_str("index.html");
    }
    let file = state.file(&name)?;
    let media_type = media_type(&name);
    match std::str::from_utf8(&file.bytes) {
        Ok(page) if media_type.starts_with("text/html") => {
            let live = with_script(page, file.version);
            Some(Found { media_type, policy: PAGE_POLICY, bytes: Arc::from(live.into_bytes()) })
        }
        Ok(_) | Err(_) => {
            let policy = if media_type.starts_with("image/") { IMAGE_POLICY } else { FILE_POLICY };
            Some(Found { media_type, policy, bytes: file.bytes })
        }
    }
}

/// The media type of a file of an edition (IANA, Media Types).
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A page with the script that reloads it, without the policies that forbid it one.
fn with_script(page: &str, version: u64) -> String {
    const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";
    let (head, rest) = page.split_at(page.find("</head>").unwrap_or(0));
    let mut live = String::with_capacity(page.len() + 100);
    let mut parts = head.split(POLICY);
    live.push_str(parts.next().unwrap_or_default());
    for part in parts {
        live.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    live.push_str(&format!("<script src=\"/_pamphlet/live.js\" data-version=\"{version}\" defer></script>"));
    live.push_str(rest);
    live
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_takes_the_place_of_the_policies() {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        let page =
            format!("<html><head><title>T</title>{policy}<style>p{{}}</style>{policy}</head><body>{policy}");
        let live = with_script(&page, 7);
        assert_eq!(
            live,
            format!(
                "<html><head><title>T</title><style>p{{}}</style><script src=\"/_pamphlet/live.js\" \
                 data-version=\"7\" defer></script></head><body>{policy}"
            ),
            "what is in the text of the page stays"
        );
    }
}
