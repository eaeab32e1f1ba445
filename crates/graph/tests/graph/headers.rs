//! What is around the bodies: headers, encodings, limits (contract section 0).

use std::io::Write as _;

use axum::body::Body;
use axum::http::Request;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::fixture::{APP, World, person};

fn post(path: &str) -> axum::http::request::Builder {
    let token = format!("Bearer {}", APP.replace(' ', "+"));
    Request::builder().method("POST").uri(path).header("authorization", token)
}

fn assign_path() -> String {
    format!("/v1.0/users/{}/assignLicense", person(6))
}

const EMPTY_CHANGE: &str = r#"{"addLicenses":[],"removeLicenses":[]}"#;

#[tokio::test]
async fn every_answer_has_graph_s_headers() {
    let world = World::new();
    let reply = world.get("/v1.0/users").await;
    let content_type =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    assert_eq!(reply.header("content-type"), content_type);
    assert_eq!(reply.header("odata-version"), "4.0");
    assert_eq!(reply.header("cache-control"), "no-cache");
    assert_eq!(reply.header("request-id").len(), 36);
    assert_eq!(reply.header("client-request-id"), reply.header("request-id"));
    let diagnostic: Value = serde_json::from_str(reply.header("x-ms-ags-diagnostic")).unwrap();
    assert!(diagnostic["ServerInfo"]["DataCenter"].is_string());
    let other = world.get("/v1.0/users").await;
    assert_ne!(other.header("request-id"), reply.header("request-id"));
}

#[tokio::test]
async fn the_caller_s_id_is_echoed() {
    let world = World::new();
    let id = ("client-request-id", "bf33d61c-d7ef-47ca-929e-b69be7402383");
    for path in ["/v1.0/users", "/v1.0/nowhere"] {
        let reply = world.ask_with(APP, "GET", path, Value::Null, &[id]).await;
        assert_eq!(reply.header("client-request-id"), id.1);
        assert_ne!(reply.header("request-id"), id.1);
    }
    let error = world.ask_with(APP, "GET", "/v1.0/nowhere", Value::Null, &[id]).await.json(400);
    assert_eq!(error["error"]["innerError"]["client-request-id"], id.1);
}

#[tokio::test]
async fn without_metadata_there_is_no_context_but_links_and_counts_stay() {
    let world = World::new();
    let headers = [("Accept", "application/json;odata.metadata=none"), ("ConsistencyLevel", "eventual")];
    let reply = world.ask_with(APP, "GET", "/v1.0/users?$top=1&$count=true", Value::Null, &headers).await;
    assert!(reply.header("content-type").contains("odata.metadata=none"));
    let body = reply.json(200);
    assert_eq!(body.get("@odata.context"), None);
    assert!(body["@odata.nextLink"].is_string() && body["@odata.count"].is_number());
    let path = format!("/v1.0/users/{}", person(5));
    let body = world.ask_with(APP, "GET", &path, Value::Null, &headers).await.json(200);
    assert_eq!(body.get("@odata.context"), None);
}

#[tokio::test]
async fn gzip_is_unpacked_and_other_encodings_are_415() {
    let world = World::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(EMPTY_CHANGE.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let request = post(&assign_path()).header("content-encoding", "gzip").body(Body::from(packed)).unwrap();
    world.send(request).await.json(200);
    let request = post(&assign_path()).header("content-encoding", "br").body(Body::from("x")).unwrap();
    world.send(request).await.json(415);
    let request = post(&assign_path()).header("content-encoding", "gzip").body(Body::from("x")).unwrap();
    world.send(request).await.json(400);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_413_even_when_packed() {
    let world = World::new();
    let large = vec![b' '; 8 * 1024 * 1024 + 1];
    let request = post(&assign_path()).body(Body::from(large.clone())).unwrap();
    let body = world.send(request).await.json(413);
    assert!(body["error"]["message"].as_str().unwrap().contains("8388608"));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&large).unwrap();
    let packed = encoder.finish().unwrap();
    let request = post(&assign_path()).header("content-encoding", "gzip").body(Body::from(packed)).unwrap();
    world.send(request).await.json(413);
}

#[tokio::test]
async fn bodies_without_a_content_type_are_read_and_what_is_no_json_is_refused() {
    let world = World::new();
    world.send(post(&assign_path()).body(Body::from(EMPTY_CHANGE)).unwrap()).await.json(200);
    let message = "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";
    for body in ["{", "[]", "addLicenses=1"] {
        let request = post(&assign_path()).body(Body::from(body)).unwrap();
        world.send(request).await.refused(400, "BadRequest", message);
    }
}

#[tokio::test]
async fn other_versions_are_not_served_here() {
    let world = World::new();
    let reply = world.get("/beta/users").await;
    assert_eq!(reply.status.as_u16(), 404);
    assert!(reseat_graph::serves("//v1.0//users") && !reseat_graph::serves("/beta/users"));
    world.ask(APP, "GET", "/V1.0/users", json!(null)).await.json(200);
}
