//! The audit's chain, its signed heads and its export: whatever is done to it is found (design section 3).

use std::sync::OnceLock;

use proptest::prelude::*;
use reseat_app::Call;
use reseat_app::audit_trail::{
    KeptHead, Line, ProblemKind, Report, Resume, Signing, VerifyOptions, audit_keys, export_page, hex,
    resume, rotate_audit_key, sign_head, verify_export, verify_store,
};
use reseat_app::entropy::SeededEntropy;
use reseat_app::tenant::{SettingsEdit, edit_settings};
use reseat_model::audit_head::AuditHead;
use reseat_model::log::LogEntry;
use reseat_store::{Batch, Change, Record, Scan, Stored};
use reseat_testkit::World;

/// Makes a record.
fn rename(world: &World, name: &str) {
    let edit = SettingsEdit { display_name: Some(name.to_owned()), ..SettingsEdit::default() };
    edit_settings(world.app(), &world.system_call(), edit).unwrap();
}

/// A world with some records and several signed heads.
fn busy() -> World {
    let world = World::small();
    sign_head(world.app(), world.tenant.id, Signing::Now).unwrap().unwrap();
    for number in 0..12 {
        rename(&world, &format!("Name {number}"));
        if number % 4 == 3 {
            sign_head(world.app(), world.tenant.id, Signing::Now).unwrap().unwrap();
        }
    }
    world
}

/// The whole export, in pages of `top` records.
fn export(world: &World, top: usize) -> String {
    let call: Call = world.system_call();
    let (mut text, mut after) = (String::new(), None);
    loop {
        let page = export_page(world.app(), &call, after, top).unwrap();
        text.push_str(&page.text);
        match page.next {
            Some(next) => after = Some(next),
            None => return text,
        }
    }
}

fn verify(text: &str) -> Report {
    verify_with(text, VerifyOptions::default())
}

fn verify_with(text: &str, options: VerifyOptions) -> Report {
    verify_export(&mut text.as_bytes(), options).unwrap()
}

fn verify_world(world: &World) -> Report {
    let keys = world.app().keys.as_ref();
    verify_store(world.store(), keys, world.tenant.id, VerifyOptions::default()).unwrap()
}

fn kinds(report: &Report) -> Vec<ProblemKind> {
    report.problems.iter().map(|problem| problem.kind).collect()
}

fn log(world: &World) -> Vec<LogEntry> {
    let scan = Scan::key(LogEntry::TABLE, vec![world.tenant.id.into()], 10_000);
    LogEntry::scan(world.store(), &scan).unwrap()
}

fn heads(world: &World) -> Vec<AuditHead> {
    let scan = Scan::key(AuditHead::TABLE, vec![world.tenant.id.into()], 10_000);
    AuditHead::scan(world.store(), &scan).unwrap()
}

fn write(world: &World, changes: Vec<Change>) {
    world.store().apply(&Batch { preconditions: Vec::new(), changes }).unwrap();
}

/// An export of a log without and of one with retired records, made once.
fn exports() -> &'static [String; 2] {
    static EXPORTS: OnceLock<[String; 2]> = OnceLock::new();
    EXPORTS.get_or_init(|| {
        let world = busy();
        let whole = export(&world, 1_000);
        [whole, retired().1]
    })
}

/// A world whose oldest records have gone by retention, and its export.
fn retired() -> (World, String) {
    let world = busy();
    world.advance_days(300);
    rename(&world, "Later");
    sign_head(world.app(), world.tenant.id, Signing::Now).unwrap();
    let before = log(&world).len();
    world.advance_days(101);
    rename(&world, "Last");
    world.run_until_idle();
    assert!(log(&world).len() < before, "nothing has gone");
    let text = export(&world, 1_000);
    (world, text)
}

#[test]
fn an_export_is_clean_whatever_its_pages_and_says_what_it_holds() {
    let world = busy();
    let whole = export(&world, 1_000);
    let report = verify(&whole);
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(report.records, log(&world).len() as u64);
    assert_eq!((report.unsigned, report.pruned_to), (0, None));
    assert_eq!(report.heads, heads(&world).len() as u64);
    for top in [1, 2, 7] {
        assert_eq!(export(&world, top), whole, "pages of {top}");
    }
    let online = verify_world(&world);
    assert!(online.is_clean(), "{:?}", online.problems);
    assert_eq!((online.records, online.newest_head), (report.records, report.newest_head));
}

#[test]
fn an_export_of_retired_records_begins_at_a_signed_head() {
    let (world, text) = retired();
    let report = verify(&text);
    assert!(report.is_clean(), "{:?}", report.problems);
    let anchor = heads(&world).remove(0);
    assert_eq!(report.pruned_to.map(|place| place.seq), Some(anchor.seq));
    assert_eq!(log(&world)[0].seq, anchor.seq + 1);
    assert!(verify_world(&world).is_clean());
    world.check();
}

#[test]
fn records_stay_until_a_signed_head_covers_them() {
    let mut world = World::small();
    let tenant = world.tenant.id;
    let head = sign_head(world.app(), tenant, Signing::Now).unwrap().unwrap();
    rename(&world, "Old, and not signed");
    world.advance_days(500);
    assert_eq!(log(&world)[0].seq, head.seq + 1, "what was signed has gone, what was not is there");
    sign_head(world.app(), tenant, Signing::Now).unwrap().unwrap();
    world.run_until_idle();
    assert!(log(&world).iter().all(|entry| entry.seq > head.seq + 1));
    // What goes by other hands is found.
    rename(&world, "Young");
    rename(&world, "Younger");
    let first = log(&world).remove(0);
    write(&world, vec![Change::Delete(LogEntry::TABLE, LogEntry::key(tenant, &first.id()))]);
    assert_eq!(verify_world(&world).problems[0].kind, ProblemKind::Missing);
    world.leave_unchecked();
}

#[test]
fn every_dropped_doubled_swapped_or_moved_line_is_found() {
    for text in exports() {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let found = |lines: &[&str], what: &str| {
            assert!(!verify(&lines.concat()).is_clean(), "not found: {what}");
        };
        for at in 0..lines.len() {
            let mut changed = lines.clone();
            let line = changed.remove(at);
            found(&changed, &format!("line {at} dropped: {line}"));
            for to in [0, at / 2, (at + lines.len()) / 2, lines.len() - 1] {
                if to != at {
                    let mut moved = changed.clone();
                    moved.insert(to, line);
                    found(&moved, &format!("line {at} moved to {to}"));
                }
                let mut doubled = lines.clone();
                doubled.insert(to, line);
                found(&doubled, &format!("line {at} once more at {to}"));
            }
            found(&lines[..at], &format!("cut off before line {at}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_changed_byte_is_found(which in 0..2_usize, at in any::<prop::sample::Index>(), bits in 1..=255_u8) {
        let mut bytes = exports()[which].clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        let report = verify_export(&mut bytes.as_slice(), VerifyOptions::default()).unwrap();
        prop_assert!(!report.is_clean(), "byte {at}");
    }

    #[test]
    fn every_missing_or_added_byte_is_found(which in 0..2_usize, at in any::<prop::sample::Index>(), add in any::<Option<u8>>()) {
        let mut bytes = exports()[which].clone().into_bytes();
        let at = at.index(bytes.len());
        match add {
            Some(byte) => bytes.insert(at, byte),
            None => drop(bytes.remove(at)),
        }
        let report = verify_export(&mut bytes.as_slice(), VerifyOptions::default()).unwrap();
        prop_assert!(!report.is_clean(), "byte {at}");
    }

    #[test]
    fn every_export_cut_off_is_found(which in 0..2_usize, at in any::<prop::sample::Index>()) {
        let text = &exports()[which];
        let cut = &text.as_bytes()[..at.index(text.len())];
        prop_assert!(!verify_export(&mut &cut[..], VerifyOptions::default()).unwrap().is_clean());
    }
}

/// Alters a record of an export and makes all hashes behind it fit again, as someone who knows the recipe would.
fn rewritten(text: &str, from: usize) -> String {
    let mut previous: Option<[u8; 32]> = None;
    let mut out = String::new();
    let mut number = 0;
    for line in text.lines() {
        let mut line = Line::read(line).unwrap();
        if let Line::Record(record) = &mut line {
            if number == from {
                record.result = "failure".to_owned();
            }
            if number >= from {
                record.hash = hex(&record.expected_hash(&previous.unwrap_or([0; 32])).unwrap());
            }
            previous = reseat_app::audit_trail::unhex(&record.hash);
            number += 1;
        }
        if let (Line::End(end), Some(hash)) = (&mut line, previous) {
            end.hash = hex(&hash);
        }
        out.push_str(&line.text().unwrap());
        out.push('\n');
    }
    out
}

#[test]
fn a_log_whose_hashes_were_all_made_to_fit_again_does_not_fit_the_next_signed_head() {
    let text = &exports()[0];
    let clean = verify(text);
    for from in [0, 3, 6] {
        let report = verify(&rewritten(text, from));
        assert_eq!(
            report.problems.first().map(|p| p.kind),
            Some(ProblemKind::Altered),
            "{:?}",
            report.problems
        );
        assert!(report.problems[0].text.contains("signed"), "{:?}", report.problems);
    }
    assert!(clean.is_clean());
}

#[test]
fn a_log_cut_off_at_a_signed_head_is_found_with_the_head_that_was_kept() {
    let text = &exports()[0];
    let kept = verify(text).newest_head.unwrap();
    let lines: Vec<Line> = text.lines().map(|line| Line::read(line).unwrap()).collect();
    let cut = lines.iter().position(|line| matches!(line, Line::Head(head) if head.number == 2)).unwrap();
    let Line::Head(last) = lines[cut].clone() else { unreachable!() };
    let Some(Line::End(mut end)) = lines.last().cloned() else { unreachable!() };
    (end.seq, end.n, end.hash, end.heads) = (last.seq, last.n, last.hash, last.number);
    let mut short: String = text.split_inclusive('\n').take(cut + 1).collect();
    short.push_str(&Line::End(end).text().unwrap());
    short.push('\n');
    assert!(verify(&short).is_clean(), "nothing in the file itself can tell");
    let compared = verify_with(&short, VerifyOptions { expect: Some(kept), ..VerifyOptions::default() });
    assert_eq!(kinds(&compared), [ProblemKind::Truncated]);
    let other = KeptHead { hash: [7; 32], ..kept };
    let compared = verify_with(text, VerifyOptions { expect: Some(other), ..VerifyOptions::default() });
    assert_eq!(kinds(&compared), [ProblemKind::Altered]);
}

#[test]
fn an_export_signed_with_other_keys_is_found_with_the_key_that_was_kept() {
    let other = verify(&exports()[1]).keys[0].clone();
    assert!(
        verify_with(&exports()[0], VerifyOptions { trusted: vec![other], ..VerifyOptions::default() })
            .is_clean()
    );
    let stranger = VerifyOptions { trusted: vec!["ab".repeat(32)], ..VerifyOptions::default() };
    assert!(kinds(&verify_with(&exports()[0], stranger)).iter().all(|kind| *kind == ProblemKind::Key));
}

#[test]
fn a_new_key_is_vouched_for_by_the_one_before() {
    let world = World::own_keys();
    sign_head(world.app(), world.tenant.id, Signing::Now).unwrap().unwrap();
    let keys = world.app().keys.as_ref();
    let first = audit_keys(keys, world.tenant.id).unwrap();
    rotate_audit_key(keys, &SeededEntropy::new(3), world.tenant.id).unwrap();
    rename(&world, "After");
    let text = export(&world, 100);
    let report = verify(&text);
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(report.keys.len(), 2);
    let trusting = |id: &[u8; 32]| {
        verify_with(&text, VerifyOptions { trusted: vec![hex(id)], ..VerifyOptions::default() })
    };
    assert!(trusting(&first[0].id).is_clean());
    let second = audit_keys(keys, world.tenant.id).unwrap().remove(1);
    assert!(!trusting(&second.id).is_clean(), "the first heads are signed by a key before it");
    // Only one private half is left: the old one can sign nothing any more.
    let names = keys.names().unwrap();
    assert_eq!(names.iter().filter(|name| name.ends_with("/private")).count(), 1, "{names:?}");
}

#[test]
fn a_store_whose_log_was_cut_off_or_rewritten_is_found_and_not_signed() {
    let mut world = busy();
    let tenant = world.tenant.id;
    let entries = log(&world);
    let last = entries.last().unwrap().clone();
    let delete = |entry: &LogEntry| Change::Delete(LogEntry::TABLE, LogEntry::key(tenant, &entry.id()));
    // Head row and records set back together: only what was signed can tell.
    let before = &entries[entries.len() - 2];
    let mut head = reseat_model::log::Head::load(world.store(), tenant, &()).unwrap().unwrap();
    (head.seq, head.hash) = (before.seq, before.hash);
    write(&world, vec![delete(&last), Change::Put(reseat_model::log::Head::TABLE, head.to_row(tenant))]);
    assert!(!verify_world(&world).is_clean());
    let count = heads(&world).len();
    assert_eq!(sign_head(world.app(), tenant, Signing::Now).unwrap(), None);
    assert_eq!((heads(&world).len(), world.app().audit_complaints.count()), (count, 1));
    world.leave_unchecked();
}

#[test]
fn a_broken_off_export_goes_on_where_it_was() {
    let world = busy();
    let whole = export(&world, 1_000);
    assert_eq!(resume(&mut whole.as_bytes()).unwrap(), Resume::Complete);
    assert_eq!(resume(&mut "".as_bytes()).unwrap(), Resume::Begin);
    let mut continued = 0;
    for cut in (0..whole.len()).step_by(97) {
        let Resume::After(keep, place) = resume(&mut &whole.as_bytes()[..cut]).unwrap() else { continue };
        let mut text = whole[..usize::try_from(keep).unwrap()].to_owned();
        text.push_str(&export_page(world.app(), &world.system_call(), Some(place), 1_000).unwrap().text);
        assert_eq!(text, whole, "cut at {cut}");
        continued += 1;
    }
    assert!(continued > 5);
}

#[test]
fn a_lost_key_keeps_nothing_else_from_being_done() {
    let world = World::own_keys();
    let tenant = world.tenant.id;
    sign_head(world.app(), tenant, Signing::Now).unwrap().unwrap();
    let keys = world.app().keys.as_ref();
    let private = keys.names().unwrap().into_iter().find(|name| name.ends_with("/private")).unwrap();
    keys.destroy(&private).unwrap();
    rename(&world, "Later");
    world.clock.advance_seconds(61);
    world.advance_days(500);
    assert_eq!(heads(&world).len(), 1, "nothing can be signed, nothing has gone");
    assert!(verify_world(&world).is_clean(), "what was signed is still vouched for");
    let refused = sign_head(world.app(), tenant, Signing::Now).unwrap_err();
    assert!(
        std::error::Error::source(&refused).is_some() || refused.to_string().contains("keystore"),
        "{refused}"
    );
}
