//! The hash of a record.

use aws_lc_rs::digest::{Context, SHA256};

/// Everything of a record that its hash covers: all of it.
#[derive(Debug, Clone, Copy)]
pub struct Hashed<'a> {
    /// The batch.
    pub seq: u64,
    /// Place in the batch.
    pub n: u32,
    /// Domain time, microseconds.
    pub effective_at: i64,
    /// Wall time, microseconds.
    pub recorded_at: i64,
    /// The kind of object as its number.
    pub object: u8,
    /// The face as its number.
    pub face: u8,
    /// Object id, activity, category, actor, result, details.
    pub texts: [&'a str; 6],
    /// The request's id.
    pub request: &'a [u8; 16],
    /// The change set's id.
    pub change_set: &'a [u8; 16],
}

impl Hashed<'_> {
    /// SHA-256 over the previous record's hash (32 zero bytes before the first) and every field: numbers big-endian in 8
    /// bytes (`n` in 4, object and face in 1), each text as UTF-8 with its length in 8 bytes before it.
    pub fn after(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        context.update(previous);
        context.update(&self.seq.to_be_bytes());
        context.update(&self.n.to_be_bytes());
        context.update(&self.effective_at.to_be_bytes());
        context.update(&self.recorded_at.to_be_bytes());
        context.update(&[self.object, self.face]);
        for text in self.texts {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        }
        context.update(self.request);
        context.update(self.change_set);
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        hash
    }
}
