//! Building and reading rows cell by cell, in the order of the declaration.

use reseat_model::audit::Actor;
use reseat_model::{ClientId, TenantId, Timestamp, UserId};

use super::pack::{Pack, packed, unpacked};
use crate::port::{Row, Table, Value};
use crate::record::Corrupt;
use crate::value::StoredId;

/// A row in the making.
pub(super) struct Cells(Row);

impl Cells {
    /// Begins a row with its tenant.
    pub fn new(table: &'static Table, tenant: TenantId) -> Self {
        let mut row = Row::with_capacity(table.columns.len());
        row.push(tenant.into());
        Self(row)
    }

    /// The next cell.
    pub fn put(mut self, value: impl Into<Value>) -> Self {
        self.0.push(value.into());
        self
    }

    /// The next cell from borrowed text.
    pub fn opt_text(self, text: Option<&str>) -> Self {
        self.put(text)
    }

    /// The next cell in packed form.
    pub fn pack(self, value: &impl Pack) -> Self {
        self.put(packed(value))
    }

    /// The four cells of an actor: kind, id, sign-in name, name.
    pub fn actor(self, actor: &Actor) -> Self {
        match actor {
            Actor::User { id, upn, name } => self.put(0_i64).put(*id).put(upn.as_str()).put(name.as_str()),
            Actor::App { client_id, name } => {
                self.put(1_i64).put(*client_id).put(Value::Null).put(name.as_str())
            }
            Actor::System { name } => self.put(2_i64).put(Value::Null).put(Value::Null).put(name.as_str()),
        }
    }

    /// The finished row.
    pub fn row(self) -> Row {
        self.0
    }
}

/// Reads a row from left to right.
pub(super) struct Reader<'a> {
    table: &'static Table,
    row: &'a [Value],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Begins after the tenant.
    pub fn new(table: &'static Table, row: &'a [Value]) -> Self {
        Self { table, row, at: 1 }
    }

    /// Begins with the tenant.
    pub fn from_tenant(table: &'static Table, row: &'a [Value]) -> Self {
        Self { table, row, at: 0 }
    }

    /// Passes over `cells` cells that repeat others.
    pub fn skip(&mut self, cells: usize) {
        self.at += cells;
    }

    fn next(&mut self) -> Result<&'a Value, Corrupt> {
        let value = self.row.get(self.at);
        self.at += 1;
        value.ok_or_else(|| self.corrupt())
    }

    /// Complains about the cell that was read last.
    pub fn corrupt(&self) -> Corrupt {
        let column = self.table.columns.get(self.at - 1).map_or("(missing)", |column| column.name);
        Corrupt { table: self.table.name, column }
    }

    pub fn int(&mut self) -> Result<i64, Corrupt> {
        self.opt_int()?.ok_or_else(|| self.corrupt())
    }

    pub fn opt_int(&mut self) -> Result<Option<i64>, Corrupt> {
        match self.next()? {
            Value::Int(number) => Ok(Some(*number)),
            Value::Null => Ok(None),
            _ => Err(self.corrupt()),
        }
    }

    /// A number in the range of its type.
    pub fn number<T: TryFrom<i64>>(&mut self) -> Result<T, Corrupt> {
        let number = self.int()?;
        T::try_from(number).map_err(|_| self.corrupt())
    }

    pub fn flag(&mut self) -> Result<bool, Corrupt> {
        match self.int()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.corrupt()),
        }
    }

    pub fn time(&mut self) -> Result<Timestamp, Corrupt> {
        self.int().map(Timestamp)
    }

    pub fn opt_time(&mut self) -> Result<Option<Timestamp>, Corrupt> {
        Ok(self.opt_int()?.map(Timestamp))
    }

    pub fn text(&mut self) -> Result<String, Corrupt> {
        self.opt_text()?.ok_or_else(|| self.corrupt())
    }

    pub fn opt_text(&mut self) -> Result<Option<String>, Corrupt> {
        match self.next()? {
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Null => Ok(None),
            _ => Err(self.corrupt()),
        }
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], Corrupt> {
        self.opt_bytes()?.ok_or_else(|| self.corrupt())
    }

    pub fn opt_bytes(&mut self) -> Result<Option<&'a [u8]>, Corrupt> {
        match self.next()? {
            Value::Bytes(bytes) => Ok(Some(bytes)),
            Value::Null => Ok(None),
            _ => Err(self.corrupt()),
        }
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Corrupt> {
        let bytes = self.bytes()?;
        bytes.try_into().map_err(|_| self.corrupt())
    }

    pub fn id<T: StoredId>(&mut self) -> Result<T, Corrupt> {
        self.array().map(T::from_stored)
    }

    pub fn opt_id<T: StoredId>(&mut self) -> Result<Option<T>, Corrupt> {
        match self.opt_bytes()? {
            Some(bytes) => bytes.try_into().map(T::from_stored).map(Some).map_err(|_| self.corrupt()),
            None => Ok(None),
        }
    }

    pub fn unpack<T: Pack>(&mut self) -> Result<T, Corrupt> {
        let bytes = self.bytes()?;
        unpacked(bytes).map_err(|_| self.corrupt())
    }

    pub fn opt_unpack<T: Pack>(&mut self) -> Result<Option<T>, Corrupt> {
        match self.opt_bytes()? {
            Some(bytes) => unpacked(bytes).map(Some).map_err(|_| self.corrupt()),
            None => Ok(None),
        }
    }

    /// A value of a closed set, by its number.
    pub fn tag<T>(&mut self, from: impl Fn(i64) -> Option<T>) -> Result<T, Corrupt> {
        let number = self.int()?;
        from(number).ok_or_else(|| self.corrupt())
    }

    pub fn actor(&mut self) -> Result<Actor, Corrupt> {
        let kind = self.int()?;
        let id: Option<UserId> = self.opt_id()?;
        let upn = self.opt_text()?;
        let name = self.text()?;
        match (kind, id, upn) {
            (0, Some(id), Some(upn)) => Ok(Actor::User { id, upn, name }),
            (1, Some(id), None) => Ok(Actor::App { client_id: ClientId(id.0), name }),
            (2, None, None) => Ok(Actor::System { name }),
            _ => Err(self.corrupt()),
        }
    }
}
