//! Assignments, with the name by which the holders of a product are ordered.

use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::{GroupId, SkuId, TenantId, UserId};

use super::cells::{Cells, Reader};
use super::tags::Tag;
use crate::port::{Key, Row, Scan, Store, StoreError, Table, Value};
use crate::record::{Corrupt, Record};
use crate::tables;

/// One path of a person, and the person's folded display name: `tables::ASSIGNMENT_BY_HOLDER` orders by it, so a
/// renamed person's rows are written again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentRow {
    /// The path.
    pub assignment: Assignment,
    /// [`reseat_model::fold::fold`] of the person's display name.
    pub name_fold: String,
}

/// A path as stored: the group's id, or all zero for direct.
pub fn path_bytes(path: Path) -> [u8; 16] {
    match path {
        Path::Direct => *GroupId::NIL.bytes(),
        Path::Group(group) => *group.bytes(),
    }
}

/// Who holds a product by a path, as the index `tables::ASSIGNMENT_BY_HOLDER` has it without the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person's folded display name.
    pub name_fold: String,
    /// The person.
    pub user: UserId,
    /// Whether the path is in force.
    pub state: PathState,
}

impl Holder {
    /// Where it stands in the product's list; what follows it are no other paths of the person in the same state.
    pub fn position(&self) -> Vec<Value> {
        vec![self.name_fold.as_str().into(), self.user.into(), self.state.tag().into()]
    }

    /// The entries of a scan over `tables::ASSIGNMENT_BY_HOLDER`.
    ///
    /// # Errors
    /// When the store fails or an entry is corrupt.
    pub fn scan(store: &dyn Store, scan: &Scan) -> Result<Vec<Self>, StoreError> {
        debug_assert_eq!(scan.index, Some(&tables::ASSIGNMENT_BY_HOLDER));
        let read = |entry: &Row| {
            // tenant, sku, name, user, state, and the rest of the key
            let mut cells = Reader::new(&tables::ASSIGNMENT, entry);
            cells.id::<SkuId>()?;
            Ok(Self { name_fold: cells.text()?, user: cells.id()?, state: cells.tag(Tag::from_tag)? })
        };
        store.entries(scan)?.iter().map(read).collect()
    }
}

impl Record for AssignmentRow {
    const TABLE: &'static Table = &tables::ASSIGNMENT;
    type Id = (UserId, AssignmentKey);

    fn key(tenant: TenantId, (user, key): &(UserId, AssignmentKey)) -> Key {
        let path = path_bytes(key.path).to_vec();
        vec![tenant.into(), (*user).into(), key.sku.into(), key.pool.into(), path.into()]
    }

    fn id(&self) -> (UserId, AssignmentKey) {
        (self.assignment.user, self.assignment.key)
    }

    fn to_row(&self, tenant: TenantId) -> Row {
        let assignment = &self.assignment;
        Cells::new(Self::TABLE, tenant)
            .put(assignment.user)
            .put(assignment.key.sku)
            .put(assignment.key.pool)
            .put(path_bytes(assignment.key.path).to_vec())
            .pack(&assignment.disabled)
            .put(assignment.state.tag())
            .put(assignment.assigned_at)
            .put(assignment.updated_at)
            .put(self.name_fold.as_str())
            .row()
    }

    fn from_row(row: &[Value]) -> Result<Self, Corrupt> {
        let mut cells = Reader::new(Self::TABLE, row);
        let user = cells.id()?;
        let (sku, pool, group) = (cells.id()?, cells.id()?, cells.id::<GroupId>()?);
        let path = if group == GroupId::NIL { Path::Direct } else { Path::Group(group) };
        let assignment = Assignment {
            user,
            key: AssignmentKey { sku, pool, path },
            disabled: cells.unpack()?,
            state: cells.tag(Tag::from_tag)?,
            assigned_at: cells.time()?,
            updated_at: cells.time()?,
        };
        Ok(Self { assignment, name_fold: cells.text()? })
    }
}
