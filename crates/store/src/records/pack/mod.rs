//! Lists and trees inside one cell: a compact binary form, because it is written for every change.
//!
//! The first byte is the version of the form. Ids are their 16 bytes, instants 8 bytes, other numbers variable
//! (7 bits a byte, smallest first), lists and texts begin with their length, choices with a tag byte. A tag keeps its
//! meaning for good. Reading never panics: whatever is not exactly the form is [`Broken`].

mod edit;
mod outcome;
mod reason;

use std::collections::BTreeSet;

use reseat_model::{ChangeSetId, DriveId, MailboxId};
use reseat_model::{GroupId, PlanId, PoolId, RoleId, SkuId, Timestamp, UserId};

use crate::value::StoredId;

/// The version that is written. Older ones stay readable; there are none yet.
const VERSION: u8 = 1;

/// The bytes are not a packed value of the type asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// A value that can be packed.
pub trait Pack: Sized {
    /// Appends the value.
    fn pack(&self, out: &mut Vec<u8>);
    /// Reads the value.
    ///
    /// # Errors
    /// [`Broken`] when the bytes are not such a value.
    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken>;
}

/// The packed form of a value.
pub fn packed(value: &impl Pack) -> Vec<u8> {
    packed_into(64, |out| value.pack(out))
}

/// The packed form of what `fill` appends, with room for `capacity` bytes from the start.
pub(super) fn packed_into(capacity: usize, fill: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::with_capacity(capacity);
    out.push(VERSION);
    fill(&mut out);
    out
}

/// The packed form of [`Digests`] without owning them.
pub(super) fn packed_digests(digests: &[u64]) -> Vec<u8> {
    packed_into(1 + digests.len() * 8, |out| {
        for digest in digests {
            out.extend_from_slice(&digest.to_le_bytes());
        }
    })
}

/// The value of a packed form.
///
/// # Errors
/// [`Broken`] when the bytes are not such a value, or there are more than it needs.
pub fn unpacked<T: Pack>(bytes: &[u8]) -> Result<T, Broken> {
    let mut input = Input(bytes);
    if input.byte()? != VERSION {
        return Err(Broken);
    }
    let value = T::unpack(&mut input)?;
    if input.0.is_empty() { Ok(value) } else { Err(Broken) }
}

/// What is left to read.
#[derive(Debug)]
pub struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Broken> {
        let (head, rest) = self.0.split_at_checked(length).ok_or(Broken)?;
        self.0 = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let (head, rest) = self.0.split_first_chunk().ok_or(Broken)?;
        self.0 = rest;
        Ok(*head)
    }

    fn byte(&mut self) -> Result<u8, Broken> {
        self.array().map(|[byte]| byte)
    }

    /// A length; never more than the bytes left, as everything in a list takes at least one.
    fn length(&mut self) -> Result<usize, Broken> {
        let length = usize::try_from(u64::unpack(self)?).map_err(|_| Broken)?;
        if length <= self.0.len() { Ok(length) } else { Err(Broken) }
    }
}

impl Pack for u64 {
    fn pack(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push((rest as u8) | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = input.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                return Err(Broken);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Broken)
    }
}

impl Pack for u32 {
    fn pack(&self, out: &mut Vec<u8>) {
        u64::from(*self).pack(out);
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        u64::unpack(input)?.try_into().map_err(|_| Broken)
    }
}

impl Pack for i32 {
    /// Small magnitudes are short: 0, -1, 1, -2 become 0, 1, 2, 3.
    fn pack(&self, out: &mut Vec<u8>) {
        (((*self << 1) ^ (*self >> 31)) as u32).pack(out);
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let folded = u32::unpack(input)?;
        Ok(((folded >> 1) as Self) ^ -((folded & 1) as Self))
    }
}

impl Pack for Timestamp {
    fn pack(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_le_bytes());
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        Ok(Self(i64::from_le_bytes(input.array()?)))
    }
}

impl Pack for String {
    fn pack(&self, out: &mut Vec<u8>) {
        (self.len() as u64).pack(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let length = input.length()?;
        let text = std::str::from_utf8(input.take(length)?).map_err(|_| Broken)?;
        Ok(text.to_owned())
    }
}

macro_rules! pack_ids {
    ($($id:ident),* $(,)?) => {$(
        impl Pack for $id {
            fn pack(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(self.stored());
            }

            fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
                input.array().map(Self::from_stored)
            }
        }
    )*};
}

pack_ids!(ChangeSetId, DriveId, GroupId, MailboxId, PlanId, PoolId, RoleId, SkuId, UserId);

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            None => out.push(0),
            Some(value) => {
                out.push(1);
                value.pack(out);
            }
        }
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        match input.byte()? {
            0 => Ok(None),
            1 => T::unpack(input).map(Some),
            _ => Err(Broken),
        }
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        (self.len() as u64).pack(out);
        for value in self {
            value.pack(out);
        }
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let length = input.length()?;
        // No room is reserved on a damaged length's word: 4096 entries, then it grows as entries really come.
        let mut values = Self::with_capacity(length.min(4096));
        for _ in 0..length {
            values.push(T::unpack(input)?);
        }
        Ok(values)
    }
}

impl<T: Pack + Ord> Pack for BTreeSet<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        (self.len() as u64).pack(out);
        for value in self {
            value.pack(out);
        }
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let values = Vec::<T>::unpack(input)?;
        if values.is_sorted_by(|a, b| a < b) { Ok(values.into_iter().collect()) } else { Err(Broken) }
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, out: &mut Vec<u8>) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        Ok((A::unpack(input)?, B::unpack(input)?))
    }
}

/// Packs a struct field by field, in the order written.
macro_rules! pack_struct {
    ($($ty:ty { $($field:ident),* $(,)? })*) => {$(
        impl $crate::records::pack::Pack for $ty {
            fn pack(&self, out: &mut Vec<u8>) {
                $(self.$field.pack(out);)*
            }

            fn unpack(
                input: &mut $crate::records::pack::Input<'_>,
            ) -> Result<Self, $crate::records::pack::Broken> {
                $(let $field = $crate::records::pack::Pack::unpack(input)?;)*
                Ok(Self { $($field),* })
            }
        }
    )*};
}

/// Packs a choice: its tag, then its fields. Tags never change their meaning.
macro_rules! pack_enum {
    ($($ty:ty { $($tag:literal = $variant:ident $({ $($field:ident),* $(,)? })? $(( $($item:ident),* ))?),* $(,)? })*) => {$(
        impl $crate::records::pack::Pack for $ty {
            fn pack(&self, out: &mut Vec<u8>) {
                match self {$(
                    Self::$variant $({ $($field),* })? $(( $($item),* ))? => {
                        out.push($tag);
                        $($($field.pack(out);)*)?
                        $($($item.pack(out);)*)?
                    }
                )*}
            }

            fn unpack(
                input: &mut $crate::records::pack::Input<'_>,
            ) -> Result<Self, $crate::records::pack::Broken> {
                match input.byte()? {
                    $($tag => {
                        $($(let $field = $crate::records::pack::Pack::unpack(input)?;)*)?
                        $($(let $item = $crate::records::pack::Pack::unpack(input)?;)*)?
                        Ok(Self::$variant $({ $($field),* })? $(( $($item),* ))?)
                    })*
                    _ => Err($crate::records::pack::Broken),
                }
            }
        }
    )*};
}

use {pack_enum, pack_struct};

/// Digests of previewed outcomes: 8 bytes each, without a length, because there may be a million.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests(pub Vec<u64>);

impl Pack for Digests {
    fn pack(&self, out: &mut Vec<u8>) {
        for digest in &self.0 {
            out.extend_from_slice(&digest.to_le_bytes());
        }
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let (chunks, rest) = input.0.as_chunks::<8>();
        if !rest.is_empty() {
            return Err(Broken);
        }
        let digests = chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect();
        input.0 = &[];
        Ok(Self(digests))
    }
}

#[cfg(test)]
mod tests;
