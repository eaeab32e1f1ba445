//! Undo: each path goes back where it still is what the change set left (design section 3, NEED-7).

use reseat_model::assignment::Path;
use reseat_model::command::{PathChange, PathValue};
use reseat_model::reason::Reason;

use crate::Person;
use crate::licenses::end_state::EndState;
use crate::transition::{OtherWays, PathEdit, value_of};

/// Collects what goes back. A path that was changed since is left and reported; when nothing else could go back, the
/// whole undo is refused with that.
pub(crate) fn collect<'a>(end: &mut EndState<'a>, person: &'a Person, paths: &[PathChange]) {
    let mut blocked = Vec::new();
    for path in paths {
        let before = person.assignments.get(&path.key);
        let present = before.map(value_of);
        if same_effect(present.as_ref(), path.before.as_ref()) {
            continue;
        }
        if present != path.after {
            blocked.push(Reason::ChangedSince { sku: path.key.sku });
        } else if let Some(reason) = out_of_hand(person, path) {
            blocked.push(reason);
        } else {
            end.edits.push(PathEdit { key: path.key, before, after: path.before.clone() });
        }
    }
    blocked.dedup();
    if end.edits.is_empty() { end.refusals.extend(blocked) } else { end.notes.extend(blocked) }
}

/// Nothing would change for the person: both absent, or the same plans in the same state.
fn same_effect(a: Option<&PathValue>, b: Option<&PathValue>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.disabled == b.disabled && a.state == b.state,
        _ => false,
    }
}

/// Group paths follow membership, and what a purchaser gave is the purchaser's to take (GRP-6, 25.22). Giving back
/// what a deletion took from a purchaser's pool is allowed.
fn out_of_hand(person: &Person, path: &PathChange) -> Option<Reason> {
    let sku = path.key.sku;
    if let Some(purchaser) = path.key.pool.purchaser() {
        return path.before.is_none().then_some(Reason::SelfService { sku, purchaser });
    }
    match path.key.path {
        Path::Direct => None,
        Path::Group(group) => {
            let mut groups = OtherWays::of(person, sku).groups;
            if !groups.contains(&group) {
                groups.push(group);
            }
            Some(Reason::InheritedOnly { sku, groups })
        }
    }
}
