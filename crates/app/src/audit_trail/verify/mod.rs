//! The verifier: takes header, keys, anchor, records and signed heads in the order of an export, and finds what does not
//! fit. It goes on after a problem, so that all are found, not only the first.

mod signed;

use reseat_model::TenantId;

use super::head::KeptHead;
use super::keys::AuditKey;
use super::line::{EndLine, FORMAT, Header, Line, RecordLine, hex, tenant_of, unhex};
use super::report::{Place, Problem, ProblemKind, Report};

/// What to compare with.
#[derive(Debug, Clone, Default)]
pub struct VerifyOptions {
    /// A head kept elsewhere.
    pub expect: Option<KeptHead>,
    /// Ids of keys that are trusted, hexadecimal; empty trusts the first key that is met.
    pub trusted: Vec<String>,
}

/// Where the chain stands.
#[derive(Debug, Clone, Copy)]
struct Standing {
    place: Place,
    hash: [u8; 32],
    /// Nothing but the next batch may follow: a signed head ends its batch.
    batch_ended: bool,
}

/// Checks one tenant's audit. Feed it in order, then [`Verifier::finish`].
#[derive(Debug, Default)]
pub struct Verifier {
    options: VerifyOptions,
    tenant: Option<TenantId>,
    keys: Vec<AuditKey>,
    trusted_from: Option<usize>,
    standing: Option<Standing>,
    anchor: Option<Place>,
    head_number: u64,
    expected_met: bool,
    end: bool,
    line: Option<u64>,
    report: Report,
}

impl Verifier {
    /// A verifier that has seen nothing yet.
    pub fn new(options: VerifyOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// The next line of an export, in whatever state it is.
    pub fn text(&mut self, text: &str) {
        self.line = Some(self.line.unwrap_or(0) + 1);
        match Line::read(text) {
            Ok(line) => self.take(&line),
            Err(why) => self.wrong(ProblemKind::Unreadable, None, why),
        }
    }

    /// The next part of the audit.
    pub fn take(&mut self, line: &Line) {
        if self.end {
            self.wrong(ProblemKind::OutOfOrder, None, "there is something behind the end".to_owned());
        }
        match line {
            Line::Header(header) => self.header(header),
            _ if self.tenant.is_none() => {
                self.wrong(ProblemKind::Unreadable, None, "the first line is not a header".to_owned());
            }
            Line::Key(key) => self.key(key),
            Line::Anchor(head) => self.begin_at(head),
            Line::Record(record) => self.record(record),
            Line::Head(head) => self.head(head),
            Line::End(end) => self.ends(end),
        }
    }

    pub(super) fn wrong(&mut self, kind: ProblemKind, place: Option<Place>, text: String) {
        let line = self.line;
        self.report.add(Problem { kind, place, line, text });
    }

    fn header(&mut self, header: &Header) {
        let Some(tenant) = tenant_of(header).filter(|_| header.format == FORMAT) else {
            let text = "the header names a format or a tenant that this program does not know".to_owned();
            return self.wrong(ProblemKind::Unreadable, None, text);
        };
        if self.tenant.is_some() {
            return self.wrong(ProblemKind::OutOfOrder, None, "there is a second header".to_owned());
        }
        self.report.tenant = Some(tenant.to_string());
        self.tenant = Some(tenant);
    }

    fn record(&mut self, record: &RecordLine) {
        let place = record.place();
        self.report.records += 1;
        self.report.first.get_or_insert(place);
        let (previous, fits) = match self.standing {
            None => ([0; 32], place == Place { seq: 1, n: 0 }),
            Some(last) => (last.hash, follows(&last, place)),
        };
        if self.standing.is_some_and(|last| place <= last.place) {
            let text = format!("record {place} stands a second time, or behind a later one");
            return self.wrong(ProblemKind::OutOfOrder, Some(place), text);
        }
        let Some((computed, hash)) = record.expected_hash(&previous).zip(unhex(&record.hash)) else {
            let text = format!("record {place} was altered: an id or the hash does not read");
            // The next one is compared with the record before this: it will not fit either.
            if let Some(last) = &mut self.standing {
                last.place = place;
            }
            return self.wrong(ProblemKind::Altered, Some(place), text);
        };
        if !fits {
            let text = match self.standing {
                Some(last) => format!("records between {} and {place} are missing", last.place),
                None => {
                    format!("records before {place} are missing, and no signed head says that they may be")
                }
            };
            self.wrong(ProblemKind::Missing, Some(place), text);
        } else if computed != hash {
            self.wrong(
                ProblemKind::Altered,
                Some(place),
                misfit(place, self.standing.map(|last| last.place)),
            );
        }
        self.standing = Some(Standing { place, hash, batch_ended: false });
        self.report.last = Some(place);
        self.report.unsigned += 1;
        self.meet(place, &hash);
    }

    fn ends(&mut self, end: &EndLine) {
        self.end = true;
        let last = self.standing.map_or((Place { seq: 0, n: 0 }, [0; 32]), |last| (last.place, last.hash));
        if (last.0, hex(&last.1)) != (Place { seq: end.seq, n: end.n }, end.hash.clone()) {
            let text = format!(
                "the log ended at {}-{} when it was exported, the export ends at {}",
                end.seq, end.n, last.0
            );
            self.wrong(ProblemKind::Truncated, Some(last.0), text);
        }
        if end.heads != self.head_number {
            let text = format!(
                "the export had {} signed heads, head {} is the last that is there",
                end.heads, self.head_number
            );
            self.wrong(ProblemKind::Head, Some(last.0), text);
        }
    }

    /// Compares with the head that was kept elsewhere.
    fn meet(&mut self, place: Place, hash: &[u8; 32]) {
        let Some(expect) = self.options.expect.filter(|expect| expect.place == place) else { return };
        self.expected_met = true;
        if expect.hash != *hash {
            let text =
                format!("record {place} is not the one of the head that you kept: the log was rewritten");
            self.wrong(ProblemKind::Altered, Some(place), text);
        }
    }

    /// The log in the store ends with this record.
    pub(super) fn log_ends(&mut self, seq: u64, hash: &[u8; 32]) {
        let last = self.standing;
        if last.map_or((0, [0; 32]), |last| (last.place.seq, last.hash)) != (seq, *hash) {
            let at = last.map_or_else(|| "no record".to_owned(), |last| format!("record {}", last.place));
            let text = format!(
                "the log ends with batch {seq}, but {at} is the last that is there, or it has another hash"
            );
            self.wrong(ProblemKind::Truncated, last.map(|last| last.place), text);
        }
    }

    /// The report. A `file` must have an end and something signed.
    pub fn finish(mut self, file: bool) -> Report {
        self.line = None;
        if file && !self.end {
            let text = "the export ends without its last line: it was cut off; continue it with `reseat audit export`";
            self.wrong(ProblemKind::Truncated, self.report.last, text.to_owned());
        }
        if file && self.report.newest_head.is_none() {
            let text = "nothing in the export is signed: everything could have been made up".to_owned();
            self.wrong(ProblemKind::Unsigned, self.report.last, text.to_owned());
        }
        if let Some(expect) = self.options.expect.filter(|_| !self.expected_met) {
            let gone = self.anchor.is_some_and(|anchor| expect.place <= anchor);
            let text = match gone {
                true => format!(
                    "the record of the head that you kept, {}, has gone by retention: compare with a newer one",
                    expect.place
                ),
                false => {
                    format!("the log does not reach the head that you kept, {}: it was cut off", expect.place)
                }
            };
            self.wrong(ProblemKind::Truncated, self.report.last, text);
        }
        self.report
    }
}

/// Whether a place is the next one.
fn follows(last: &Standing, place: Place) -> bool {
    let next_batch = place == Place { seq: last.place.seq + 1, n: 0 };
    next_batch || (!last.batch_ended && place == Place { seq: last.place.seq, n: last.place.n + 1 })
}

fn misfit(place: Place, before: Option<Place>) -> String {
    match before {
        None => format!("record {place} was altered"),
        Some(before) if before.seq == place.seq => {
            format!(
                "record {place} does not fit the one before: it was altered, or {before} was together with its hash"
            )
        }
        Some(before) => format!(
            "record {place} does not fit the one before: it was altered, or {before} was together with its hash, or \
             records of batch {} after {before} are missing",
            before.seq
        ),
    }
}
