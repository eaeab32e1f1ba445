//! What a change set did to one person in all.

use std::collections::BTreeMap;

use reseat_model::assignment::AssignmentKey;
use reseat_model::change_set::ChangeItem;
use reseat_model::command::PathChange;
use reseat_model::outcome::Status;

/// What the items about one person, oldest first, came to in all: each path as it was before the first of its changes and
/// after the last. Calls that joined one change set may have changed somebody several times.
pub(crate) fn net_paths<'a>(items: impl IntoIterator<Item = &'a ChangeItem>) -> Vec<PathChange> {
    let mut net: BTreeMap<AssignmentKey, PathChange> = BTreeMap::new();
    let changed = items.into_iter().filter(|item| item.outcome.status == Status::Changed);
    for path in changed.flat_map(|item| &item.paths) {
        net.entry(path.key)
            .and_modify(|first| first.after.clone_from(&path.after))
            .or_insert_with(|| path.clone());
    }
    net.into_values().filter(|path| path.before != path.after).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use reseat_model::assignment::PathState;
    use reseat_model::command::PathValue;
    use reseat_model::outcome::Outcome;
    use reseat_model::{ChangeSetId, SkuId, Timestamp, UserId};

    use super::*;

    fn value(at: i64) -> Option<PathValue> {
        Some(PathValue { disabled: BTreeSet::new(), state: PathState::Active, assigned_at: Timestamp(at) })
    }

    fn item(number: u64, sku: u128, before: Option<PathValue>, after: Option<PathValue>) -> ChangeItem {
        let key = AssignmentKey::direct(SkuId(uuid::Uuid::from_u128(sku)));
        let mut outcome = Outcome::unchanged(UserId::NIL, Vec::new());
        outcome.status = Status::Changed;
        let paths = vec![PathChange { key, before, after }];
        ChangeItem { set: ChangeSetId::NIL, number, user: UserId::NIL, outcome, paths }
    }

    #[test]
    fn several_changes_of_one_path_are_one_from_the_first_to_the_last() {
        let items = [item(0, 1, None, value(1)), item(1, 1, value(1), value(2)), item(2, 2, value(7), None)];
        let net = net_paths(&items);
        assert_eq!(net.len(), 2);
        assert_eq!((net[0].before.clone(), net[0].after.clone()), (None, value(2)));
        assert_eq!((net[1].before.clone(), net[1].after.clone()), (value(7), None));
    }

    #[test]
    fn what_came_back_by_itself_and_what_was_refused_is_nothing() {
        let mut refused = item(2, 3, None, value(1));
        refused.outcome.status = Status::Refused;
        let items = [item(0, 1, None, value(1)), item(1, 1, value(1), None), refused];
        assert!(net_paths(&items).is_empty());
    }
}
