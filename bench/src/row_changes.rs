//! *The same row changes* as one unassignment, learnt from one that a server really made: every row that its
//! transaction wrote, as statements and as one function of PostgreSQL, the hash of the audit's chain included.
//!
//! Rows of that transaction are told by their `xmin`, so a table that an unassignment comes to touch is in it by itself.

use serde_json::{Map, Value};

use reseat_testkit::postgres::Cluster;

use crate::Result;

/// Tables whose row is changed in place; the others get new rows.
const IN_PLACE: &[&str] = &["head", "pool", "services"];

/// The row changes of one unassignment.
pub struct RowChanges {
    tenant: String,
    user: String,
    user_text: String,
    set: String,
    seq: u64,
    rows: Vec<(String, Vec<Column>)>,
}

/// A column of a row that was written.
struct Column {
    name: String,
    kind: String,
    value: Value,
}

/// Where the parts that differ from person to person come from.
struct Parts<'a> {
    user: &'a str,
    user_text: &'a str,
    set: &'a str,
    seq: &'a str,
    hash: &'a str,
    row: &'a str,
}

impl RowChanges {
    /// Reads what the last transaction in the log wrote.
    pub fn learn(cluster: &Cluster, database: &str) -> Result<Self> {
        let sql = |text: &str| cluster.sql(database, text);
        let last = "(SELECT * FROM log_entry ORDER BY seq DESC, n DESC LIMIT 1)";
        let entry: Map<String, Value> =
            serde_json::from_str(&sql(&format!("SELECT row_to_json(l) FROM {last} l")))?;
        let xmin = sql("SELECT xmin FROM log_entry ORDER BY seq DESC, n DESC LIMIT 1");
        let tables =
            sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        let mut rows = Vec::new();
        for table in tables.lines() {
            let kinds = sql(&format!(
                "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' \
                 ORDER BY ordinal_position"
            ));
            let found = sql(&format!("SELECT row_to_json(t) FROM \"{table}\" t WHERE xmin::text = '{xmin}'"));
            for row in found.lines() {
                let mut values: Map<String, Value> = serde_json::from_str(row)?;
                let columns =
                    kinds.lines().filter_map(|line| line.split_once(' ')).map(|(name, kind)| Column {
                        name: name.to_owned(),
                        kind: kind.to_owned(),
                        value: values.remove(name).unwrap_or_default(),
                    });
                rows.push((table.to_owned(), columns.collect()));
            }
        }
        let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let user_text = text("object_id");
        let user = format!("\\x{}", user_text.replace('-', ""));
        let seq = entry["seq"].as_u64().ok_or("the log has no number")?;
        Ok(Self { tenant: text("tenant"), user, user_text, set: text("change_set"), seq, rows })
    }

    /// The tables, one for each row, and those a row is deleted from.
    pub fn tables(&self) -> String {
        let mut names: Vec<&str> = self.rows.iter().map(|(table, _)| table.as_str()).collect();
        names.push("assignment (deleted)");
        names.join(", ")
    }

    /// Everything in one function, called for the person of that number.
    pub fn function(&self) -> String {
        let body: String =
            self.statements(&Parts::IN_FUNCTION).iter().map(|one| format!("  {one};\n")).collect();
        let (tenant, payload) = (self.bytes(&self.tenant), self.payload());
        format!(
            "CREATE FUNCTION unassign(p_n bigint) RETURNS bigint LANGUAGE plpgsql AS $body$
DECLARE v_user bytea; v_text text; v_set bytea; v_seq bigint; v_hash bytea;
BEGIN
  SELECT id, id_text, set_id INTO v_user, v_text, v_set FROM victim WHERE n = p_n;
  SELECT seq + 1, sha256(hash || {payload} || v_user) INTO v_seq, v_hash FROM head WHERE tenant = {tenant} FOR UPDATE;
{body}  RETURN v_seq;
END $body$;\n"
        )
    }

    /// The same for a hundred people or more in one transaction, set by set; only the chain of hashes is a loop.
    pub fn function_for_many(&self) -> String {
        let (tenant, payload) = (self.bytes(&self.tenant), self.payload());
        let mut body = String::new();
        for (table, columns) in &self.rows {
            let of_person = columns.iter().any(|column| self.is_user(column));
            let statement = match (table.as_str(), of_person) {
                ("head", _) => self.update(table, columns, &Parts::IN_FUNCTION, ""),
                ("pool", _) => {
                    self.update(table, columns, &Parts::IN_FUNCTION, "").replace("- 1", "- p_count")
                }
                ("services", _) => self.update(table, columns, &Parts::OF_MANY, " FROM people v"),
                ("log_entry", _) => continue,
                (_, true) => {
                    format!("{} FROM people v", self.insert(table, columns, &Parts::OF_MANY, "SELECT ", ""))
                }
                (_, false) => self.insert(table, columns, &Parts::OF_FIRST, "VALUES (", ")"),
            };
            body.push_str(&format!("  {};\n", scoped(&statement)));
        }
        let log = self.rows.iter().find(|(table, _)| table == "log_entry");
        let log = log.map(|(table, columns)| self.insert(table, columns, &Parts::IN_LOOP, "VALUES (", ")"));
        let delete = scoped(&format!("{} USING people v", self.delete(&Parts::OF_MANY)));
        format!(
            "CREATE FUNCTION unassign_many(p_first bigint, p_count bigint) RETURNS bigint LANGUAGE plpgsql AS $body$
DECLARE v_set bytea; v_seq bigint; v_hash bytea; r record;
BEGIN
  SELECT set_id INTO v_set FROM victim WHERE n = p_first;
  SELECT seq + 1, hash INTO v_seq, v_hash FROM head WHERE tenant = {tenant} FOR UPDATE;
  {delete};
  FOR r IN SELECT n - p_first AS at, id, id_text FROM victim WHERE n >= p_first AND n < p_first + p_count LOOP
    v_hash := sha256(v_hash || {payload} || r.id);
    {};
  END LOOP;
{body}  RETURN v_seq;
END $body$;\n",
            log.unwrap_or_default()
        )
    }

    /// The same statement by statement, as a `pgbench` script.
    pub fn script(&self) -> String {
        let (tenant, payload) = (self.bytes(&self.tenant), self.payload());
        let mut text = format!(
            "BEGIN;\nSELECT id AS v_user, id_text AS v_text, set_id AS v_set FROM victim WHERE n = :n \\gset\n\
             SELECT seq + 1 AS v_seq, sha256(hash || {payload} || CAST(:v_user AS bytea)) AS v_hash FROM head \
             WHERE tenant = {tenant} FOR UPDATE \\gset\n"
        );
        for statement in self.statements(&Parts::IN_SCRIPT) {
            text.push_str(&statement);
            text.push_str(";\n");
        }
        text.push_str("COMMIT;\n");
        text
    }

    /// The bare transaction as one function: the person is locked, the licence deleted, the counter changed, an audit
    /// record and an outbox row written; no chain, no change set, no services, no clocks.
    pub fn bare_function(&self) -> String {
        let mut body = String::new();
        for (table, columns) in &self.rows {
            let statement = match table.as_str() {
                "pool" => self.update(table, columns, &Parts::IN_FUNCTION, ""),
                "log_entry" | "change_item" => {
                    self.insert(table, columns, &Parts::IN_FUNCTION, "VALUES (", ")")
                }
                _ => continue,
            };
            body.push_str(&format!("  {statement};\n"));
        }
        let (tenant, delete) = (self.bytes(&self.tenant), self.delete(&Parts::IN_FUNCTION));
        format!(
            "CREATE SEQUENCE bare_seq START 1000000000;
CREATE FUNCTION unassign_bare(p_n bigint) RETURNS bigint LANGUAGE plpgsql AS $body$
DECLARE v_user bytea; v_text text; v_set bytea; v_seq bigint; v_hash bytea := '\\x00';
BEGIN
  SELECT id, id_text, set_id INTO v_user, v_text, v_set FROM victim WHERE n = p_n;
  PERFORM 1 FROM \"user\" WHERE tenant = {tenant} AND id = v_user FOR UPDATE;
  v_seq := nextval('bare_seq');
  {delete};
{body}  RETURN v_seq;
END $body$;\n"
        )
    }

    fn statements(&self, parts: &Parts<'_>) -> Vec<String> {
        let mut statements = vec![self.delete(parts)];
        for (table, columns) in &self.rows {
            statements.push(if IN_PLACE.contains(&table.as_str()) {
                self.update(table, columns, parts, "")
            } else {
                self.insert(table, columns, parts, "VALUES (", ")")
            });
        }
        statements
    }

    fn delete(&self, parts: &Parts<'_>) -> String {
        let (tenant, user) = (self.bytes(&self.tenant), parts.user);
        format!("DELETE FROM assignment WHERE assignment.tenant = {tenant} AND assignment.\"user\" = {user}")
    }

    fn insert(&self, table: &str, columns: &[Column], parts: &Parts<'_>, open: &str, close: &str) -> String {
        let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let values: Vec<String> = columns.iter().map(|column| self.value(table, column, parts)).collect();
        format!("INSERT INTO \"{table}\" ({}) {open}{}{close}", names.join(", "), values.join(", "))
    }

    fn update(&self, table: &str, columns: &[Column], parts: &Parts<'_>, from: &str) -> String {
        let key = |column: &&Column| matches!(column.name.as_str(), "tenant" | "user" | "sku" | "pool");
        let set = columns.iter().filter(|column| !key(column)).map(|column| {
            let value = match (table, column.name.as_str()) {
                ("pool", "consumed") => "consumed - 1".to_owned(),
                _ => self.value(table, column, parts),
            };
            format!("\"{}\" = {value}", column.name)
        });
        let only = columns.iter().filter(key).map(|column| {
            let value = self.value(table, column, parts);
            format!("\"{table}\".\"{}\" = {value}", column.name)
        });
        let (set, only): (Vec<String>, Vec<String>) = (set.collect(), only.collect());
        format!("UPDATE \"{table}\" SET {}{from} WHERE {}", set.join(", "), only.join(" AND "))
    }

    fn is_user(&self, column: &Column) -> bool {
        column.value == self.user.as_str() || column.value == self.user_text.as_str()
    }

    fn value(&self, table: &str, column: &Column, parts: &Parts<'_>) -> String {
        let is = |text: &str| column.value == text;
        match column.name.as_str() {
            _ if is(&self.user) => parts.user.to_owned(),
            _ if is(&self.user_text) => parts.user_text.to_owned(),
            _ if is(&self.set) => parts.set.to_owned(),
            "seq" if column.value == self.seq => parts.seq.to_owned(),
            "hash" => parts.hash.to_owned(),
            "n" if table == "log_entry" => parts.row.to_owned(),
            "number" => parts.row.to_owned(),
            _ => self.literal(column),
        }
    }

    fn literal(&self, column: &Column) -> String {
        match &column.value {
            Value::Null => format!("CAST(NULL AS {})", column.kind),
            Value::String(bytes) if column.kind == "bytea" => self.bytes(bytes),
            Value::String(text) => unicode(text),
            other => other.to_string(),
        }
    }

    fn bytes(&self, text: &str) -> String {
        format!("CAST('{text}' AS bytea)")
    }

    /// As many bytes as the record whose hash goes into the chain.
    fn payload(&self) -> String {
        let log = self.rows.iter().find(|(table, _)| table == "log_entry");
        let columns = log.map_or(&[][..], |(_, columns)| columns.as_slice());
        let length: usize = columns.iter().map(|column| column.value.to_string().len()).sum();
        format!("CAST('\\x{}' AS bytea)", "5a".repeat(length))
    }
}

impl Parts<'static> {
    const IN_FUNCTION: Self =
        Self { user: "v_user", user_text: "v_text", set: "v_set", seq: "v_seq", hash: "v_hash", row: "0" };
    const OF_FIRST: Self = Self { user: "NULL", user_text: "NULL", ..Self::IN_FUNCTION };
    const OF_MANY: Self = Self { user: "v.id", user_text: "v.id_text", row: "v.at", ..Self::IN_FUNCTION };
    const IN_LOOP: Self = Self { user: "r.id", user_text: "r.id_text", row: "r.at", ..Self::IN_FUNCTION };
    const IN_SCRIPT: Self = Self {
        user: "CAST(:v_user AS bytea)",
        user_text: "CAST(:v_text AS text)",
        set: "CAST(:v_set AS bytea)",
        seq: "CAST(:v_seq AS bigint)",
        hash: "CAST(:v_hash AS bytea)",
        row: "0",
    };
}

/// The people of one call, where a statement asks for them.
fn scoped(statement: &str) -> String {
    let people =
        "(SELECT n - p_first AS at, id, id_text FROM victim WHERE n >= p_first AND n < p_first + p_count)";
    let with = statement.replace(" FROM people v", &format!(" FROM {people} v"));
    // DELETE names its condition before the people; SQL wants it after.
    match with.split_once(" USING people v") {
        Some((delete, _)) => delete.replacen(" WHERE ", &format!(" USING {people} v WHERE "), 1),
        None => with,
    }
}

/// A text in which `pgbench` sees no variable.
fn unicode(text: &str) -> String {
    format!("U&'{}'", text.replace('\\', "\\\\").replace('\'', "''").replace(':', "\\003A"))
}
