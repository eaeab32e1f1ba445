//! `pgbench` on a private PostgreSQL: what the database does by itself, without a server in front.

use std::path::Path;
use std::process::Command;

use reseat_testkit::postgres::Cluster;

use crate::Result;

/// A script with what it needs.
pub struct Script<'a> {
    /// The database.
    pub database: &'a str,
    /// The script; `:n` counts on from `first` over all connections, each number once.
    pub text: &'a str,
    /// Connections at once.
    pub connections: usize,
    /// Transactions of all connections.
    pub transactions: usize,
    /// The first number.
    pub first: usize,
}

/// Runs a script with `-M prepared`; answers transactions per second.
pub fn run(cluster: &Cluster, script: &Script<'_>) -> Result<f64> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("script.sql");
    let counter = "\\set i :i + 1\n\\set n :i * :connections + :client_id + :first\n";
    std::fs::write(&file, format!("{counter}{}", script.text))?;
    let each = script.transactions / script.connections;
    let output = Command::new("pgbench")
        .args(["-n", "-M", "prepared", "-j", "1"])
        .args(["-c", &script.connections.to_string(), "-t", &each.to_string()])
        .args(["-D", "i=-1", "-D", &format!("connections={}", script.connections)])
        .args(["-D", &format!("first={}", script.first)])
        .arg("-f")
        .arg(&file)
        .arg(cluster.url(script.database))
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    let failed = || format!("pgbench: {said}{}", String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        return Err(failed().into());
    }
    rate.ok_or_else(|| failed().into())
}

/// Runs a file of SQL.
pub fn sql_file(cluster: &Cluster, database: &str, file: &Path) -> Result<()> {
    let mut psql = Command::new("psql");
    psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(file).arg(cluster.url(database));
    let output = psql.output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(said.into()) }
}
