//! The first page of every form of docs/queries.md: what has an index does not become slower with the organisation.

use std::path::Path;
use std::sync::Arc;

use crate::Result;
use crate::http::{load, request_with};
use crate::seed::fill;
use crate::server::Server;

/// The table of forms.
const FORMS: &str = include_str!("../../docs/queries.md");
/// Requests per form.
const REQUESTS: usize = 40;

/// A row of the table.
struct Form {
    filter: String,
    order: String,
}

/// Measures every form with a tenth of the people and with all of them, and reports both.
pub fn run(bin: &Path, people: usize) -> Result<()> {
    println!("\nfirst page of 100 by each form of docs/queries.md, p50 in ms at one connection");
    let small = measure(bin, people / 10)?;
    let large = measure(bin, people)?;
    println!("{:>10} {:>10} {:>7}  form", people / 10, people, "ratio");
    for ((form, small), (_, large)) in small.iter().zip(&large) {
        println!("{small:>10.3} {large:>10.3} {:>7.2}  {} {}", large / small, form.filter, form.order);
    }
    Ok(())
}

fn measure(bin: &Path, people: usize) -> Result<Vec<(Form, f64)>> {
    let dir = tempfile::tempdir()?;
    fill(dir.path(), people, 20)?;
    let server = Server::start(bin, dir.path())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let token = server.token().await?;
        let mut measured = Vec::new();
        for form in forms() {
            let requests = vec![ask(&form, &token); REQUESTS];
            let pages = load(server.port, 1, Arc::new(requests)).await;
            let pages = pages.map_err(|error| format!("{} {}: {error}", form.filter, form.order))?;
            measured.push((form, pages.quantile(0.5).as_secs_f64() * 1e3));
        }
        Ok(measured)
    })
}

/// The rows of the table: between its ruler and the first line that is none of it.
fn forms() -> Vec<Form> {
    let table = FORMS.lines().skip_while(|line| !line.starts_with("| ---")).skip(1);
    let rows = table.take_while(|line| line.starts_with('|'));
    let cells = rows.map(|line| line.split('|').map(|cell| cell.trim().replace('`', "")).collect::<Vec<_>>());
    cells.map(|cells| Form { filter: cells[1].clone(), order: cells[2].clone() }).collect()
}

fn ask(form: &Form, token: &str) -> Vec<u8> {
    let mut path = "/v1.0/users?$top=100".to_owned();
    for (name, value) in [("$filter", &form.filter), ("$orderby", &form.order)] {
        if !value.is_empty() {
            path.push_str(&format!("&{name}={}", encoded(value)));
        }
    }
    // What Graph calls an advanced query wants a count with it; the others do not mind the header.
    let advanced = form.filter.starts_with("not ") || form.filter.contains("$count");
    let sorted_too =
        !form.order.is_empty() && (!form.filter.is_empty() || form.order.starts_with("createdDateTime"));
    if advanced || sorted_too {
        path.push_str("&$count=true");
    }
    request_with("GET", &path, token, "ConsistencyLevel: eventual\r\n", "")
}

fn encoded(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~()',:/$".contains(&byte);
    let byte = |byte: u8| match keep(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
