//! How large the database is and how much room its disk has left, for `/metrics`.

use std::fs;
use std::path::Path;

use reseat_app::measures::Measures;
use reseat_store_sql::DATABASE_FILE;

/// Looks at a data directory. A file that cannot be looked at counts as empty: the store will say what is wrong with it.
pub(super) fn measure(data_dir: &Path, measures: &Measures) {
    let size = |suffix: &str| {
        let path = data_dir.join(format!("{DATABASE_FILE}{suffix}"));
        fs::metadata(path).map_or(0, |found| found.len())
    };
    measures.database_bytes.set(gauge(size("") + size("-wal")));
    match fs4::available_space(data_dir) {
        Ok(bytes) => {
            measures.disk_free_bytes.set(gauge(bytes));
        }
        Err(error) => tracing::warn!(%error, "the room left on the disk is not known"),
    }
}

fn gauge(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_and_log_are_counted_together() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(DATABASE_FILE), [0; 3]).unwrap();
        fs::write(directory.path().join(format!("{DATABASE_FILE}-wal")), [0; 4]).unwrap();
        let measures = Measures::default();
        measure(directory.path(), &measures);
        assert_eq!(measures.database_bytes.get(), 7);
        assert!(measures.disk_free_bytes.get() > 0);
    }
}
