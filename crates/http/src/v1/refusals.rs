//! Refusals in the OpenAPI document: every operation can answer them, so they are described once.

use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{OpenApi, Ref, RefOr};

/// Status, name in the document, when.
const REFUSALS: [(&str, &str, &str); 9] = [
    ("400", "BadRequest", "The request cannot be understood, or asks for what the rules do not allow."),
    ("401", "Unauthorized", "There is no access token, or it is not accepted."),
    ("403", "Forbidden", "The caller may not; the message names who may."),
    ("404", "NotFound", "What is named does not exist, or not for this caller."),
    (
        "409",
        "Conflict",
        "Somebody else changed it meanwhile, or the idempotency key was used for another request.",
    ),
    ("413", "TooLarge", "The body is larger than this server takes; send it in parts."),
    ("415", "UnsupportedMediaType", "The body's media type or encoding is not one that is understood."),
    ("429", "TooManyRequests", "Too much at the same time; see Retry-After."),
    ("503", "Unavailable", "The server cannot answer now; see Retry-After."),
];

/// The body of every refusal, as Graph's.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ErrorWire {
    /// What is wrong.
    error: ErrorMembersWire,
}

/// What is wrong.
#[derive(Debug, Serialize, ToSchema)]
struct ErrorMembersWire {
    /// For programs.
    code: String,
    /// For people: what is wrong and what to do.
    message: String,
    /// One for each reason, where there are several.
    #[schema(required = false)]
    details: Option<Vec<ErrorDetailWire>>,
    /// For whoever looks into the log.
    #[serde(rename = "innerError")]
    inner: InnerErrorWire,
}

/// One reason.
#[derive(Debug, Serialize, ToSchema)]
struct ErrorDetailWire {
    /// For programs.
    code: String,
    /// For people.
    message: String,
    /// What it is about.
    #[schema(required = false)]
    target: Option<String>,
}

/// Which request it was.
#[derive(Debug, Serialize, ToSchema)]
struct InnerErrorWire {
    /// When, in UTC and without a zone, as Graph writes it.
    date: String,
    /// This server's id of the request.
    #[serde(rename = "request-id")]
    request: String,
    /// The client's.
    #[serde(rename = "client-request-id")]
    client: String,
}

/// Adds the refusals to every operation that does not describe its own, and how to authenticate.
pub(super) fn describe(document: &mut OpenApi) {
    let Some(components) = document.components.as_mut() else { return };
    for (_, name, text) in REFUSALS {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ErrorWire"))).build();
        let response = ResponseBuilder::new().description(text).content("application/json", content).build();
        components.responses.insert(name.to_owned(), RefOr::T(response));
    }
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    document.security = Some(vec![SecurityRequirement::new("bearer", Vec::<String>::new())]);
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        for (status, name, _) in REFUSALS {
            let refusal = RefOr::Ref(Ref::from_response_name(name));
            operation.responses.responses.entry(status.to_owned()).or_insert(refusal);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.patch, &mut item.put, &mut item.delete]
        .into_iter()
        .filter_map(Option::as_mut)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn every_operation_describes_its_refusals() {
        let document: Value = serde_json::to_value(super::super::document()).unwrap();
        let mut seen = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                for status in ["400", "401", "403", "404", "409", "429", "503"] {
                    assert!(operation["responses"][status].is_object(), "{method} {path} {status}");
                }
                seen += 1;
            }
        }
        assert!(seen > 30, "{seen}");
        assert!(document["components"]["schemas"]["ErrorWire"].is_object());
    }
}
