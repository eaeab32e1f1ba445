//! What is signed: keys that vouch for one another, the place where the chain begins, and the places where it stood.

use reseat_model::Timestamp;

use super::{Standing, Verifier};
use crate::audit_trail::head::{KeptHead, Says, Stand};
use crate::audit_trail::keys::AuditKey;
use crate::audit_trail::line::{HeadLine, KeyLine, hex, unhex};
use crate::audit_trail::report::{Place, ProblemKind};

impl Verifier {
    pub(super) fn key(&mut self, line: &KeyLine) {
        let Some(tenant) = self.tenant else { return };
        let late = self.standing.is_some() || self.head_number > 0;
        let Some(key) = AuditKey::of_line(line).filter(|_| !late) else {
            let text = format!("key {} was altered, or stands in the wrong place", line.number);
            return self.wrong(ProblemKind::Key, None, text);
        };
        let voucher = self.keys.last().map_or(key.public, |before| before.public);
        let next = self.keys.last().map_or(1, |before| before.number + 1);
        if key.number != next || !key.is_vouched_by(tenant, &voucher) {
            let text = format!("key {} is not vouched for by the key before it", key.number);
            return self.wrong(ProblemKind::Key, None, text);
        }
        self.report.keys.push(hex(&key.id));
        let trusted = &self.options.trusted;
        if self.trusted_from.is_none() && (trusted.is_empty() || trusted.contains(&hex(&key.id))) {
            self.trusted_from = Some(self.keys.len());
        }
        self.keys.push(key);
    }

    /// A signed place whose signature holds.
    fn signed(&mut self, says: Says, line: &HeadLine) -> Option<Stand> {
        let place = Place { seq: line.seq, n: line.n };
        let read = || Some((self.tenant?, unhex::<32>(&line.hash)?, unhex::<64>(&line.signature)?));
        let Some((tenant, hash, signature)) = read() else {
            self.wrong(ProblemKind::Head, Some(place), format!("signed head {} does not read", line.number));
            return None;
        };
        let stand = Stand { number: line.number, place, hash, at: Timestamp(line.signed_at) };
        let Some(at) = self.keys.iter().position(|key| hex(&key.id) == line.key) else {
            let text = format!("signed head {} names the key {}, which is not there", line.number, line.key);
            self.wrong(ProblemKind::Key, Some(place), text);
            return None;
        };
        if !stand.holds(says, tenant, &self.keys[at].public, &signature) {
            let text =
                format!("the signature of head {} is wrong: the head was altered or made up", line.number);
            self.wrong(ProblemKind::Head, Some(place), text);
            return None;
        }
        if self.trusted_from.is_none_or(|from| at < from) {
            let text =
                format!("head {} is signed with the key {}, which is not trusted", line.number, line.key);
            self.wrong(ProblemKind::Key, Some(place), text);
        }
        Some(stand)
    }

    pub(super) fn begin_at(&mut self, line: &HeadLine) {
        if self.standing.is_some() {
            let text = "the place where the chain begins is told twice, or too late".to_owned();
            return self.wrong(ProblemKind::OutOfOrder, None, text);
        }
        let Some(stand) = self.signed(Says::Anchor, line) else { return };
        self.standing = Some(Standing { place: stand.place, hash: stand.hash, batch_ended: true });
        self.anchor = Some(stand.place);
        self.head_number = stand.number;
        self.report.pruned_to = Some(stand.place);
        self.report.newest_head = Some(KeptHead { place: stand.place, hash: stand.hash });
        self.meet(stand.place, &stand.hash);
    }

    pub(super) fn head(&mut self, line: &HeadLine) {
        let place = Place { seq: line.seq, n: line.n };
        let Some(stand) = self.signed(Says::Head, line) else { return };
        self.report.heads += 1;
        if stand.number != self.head_number + 1 {
            let text = match stand.number > self.head_number {
                true => format!("signed heads between {} and {} are missing", self.head_number, stand.number),
                false => format!("signed head {} stands a second time, or behind a later one", stand.number),
            };
            self.wrong(ProblemKind::Head, Some(place), text);
        }
        self.head_number = self.head_number.max(stand.number);
        match &mut self.standing {
            Some(last) if last.place == place && last.hash == stand.hash => {
                last.batch_ended = true;
                self.report.unsigned = 0;
                self.report.newest_head = Some(KeptHead { place, hash: stand.hash });
            }
            Some(last) if last.place == place => {
                let since = self
                    .report
                    .newest_head
                    .map_or_else(|| "the beginning".to_owned(), |head| head.place.to_string());
                let text = format!(
                    "the records up to {place} are not those that were signed: one or more after {since} were altered \
                     together with all hashes behind them"
                );
                self.wrong(ProblemKind::Altered, Some(place), text);
            }
            _ => {
                let text = format!("record {place} was signed in head {} and is not there", stand.number);
                self.wrong(ProblemKind::Missing, Some(place), text);
            }
        }
    }
}
