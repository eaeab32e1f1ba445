//! `GET /fwlink/p/?linkid=N`: the links of the article open the same pages here, in that cloud's words (rules.md section 2).

use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Link id, page, cloud: rules.md section 2, as data.
const LINKS: &[(u32, &str, &str)] = &[
    (2_024_339, "/", "worldwide"),
    (842_264, "/licenses", "worldwide"),
    (834_822, "/users", "worldwide"),
    (848_041, "/", "germany"),
    (848_038, "/licenses", "germany"),
    (847_686, "/users", "germany"),
    (850_627, "/", "21vianet"),
    (850_625, "/licenses", "21vianet"),
    (850_628, "/users", "21vianet"),
];

/// The query of a link.
#[derive(Debug, Deserialize)]
pub(crate) struct Link {
    #[serde(rename = "linkid", alias = "LinkId", alias = "linkId")]
    id: String,
}

/// Leads to the page; an unknown link is told so.
pub(crate) async fn follow(Query(link): Query<Link>) -> Response {
    match target(&link.id).and_then(|to| HeaderValue::from_str(&to).ok()) {
        Some(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        None => (StatusCode::NOT_FOUND, "No page of the admin center has this link.").into_response(),
    }
}

fn target(id: &str) -> Option<String> {
    let id: u32 = id.trim().parse().ok()?;
    let (_, page, cloud) = LINKS.iter().find(|link| link.0 == id)?;
    Some(format!("{page}?cloud={cloud}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cld_1_the_articles_links_open_the_same_pages_in_each_clouds_words() {
        for (id, to) in [
            ("842264", "/licenses?cloud=worldwide"),
            ("848038", "/licenses?cloud=germany"),
            ("850625", "/licenses?cloud=21vianet"),
            ("834822", "/users?cloud=worldwide"),
            ("847686", "/users?cloud=germany"),
            ("850628", "/users?cloud=21vianet"),
            ("2024339", "/?cloud=worldwide"),
        ] {
            assert_eq!(target(id).as_deref(), Some(to), "{id}");
        }
        for id in ["", "1", "842264x", "-1"] {
            assert_eq!(target(id), None, "{id}");
        }
    }
}
