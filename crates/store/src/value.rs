//! Conversions into cells, so that keys and scan prefixes read well: `vec![tenant.into(), sku.into()]`.

use reseat_model::{
    ApplicationId, ChangeSetId, ClientId, DriveId, GroupId, JobId, MailboxId, PlanId, PoolId, RequestId,
    RoleId, SessionId, SkuId, SubscriptionId, TenantId, Timestamp, UserId,
};

use crate::port::Value;

/// A typed id as its 16 stored bytes.
pub trait StoredId: Copy + Sized {
    /// The bytes.
    fn stored(&self) -> &[u8; 16];
    /// The id of these bytes.
    fn from_stored(bytes: [u8; 16]) -> Self;
}

macro_rules! stored_ids {
    ($($id:ident),* $(,)?) => {$(
        impl StoredId for $id {
            fn stored(&self) -> &[u8; 16] { self.bytes() }
            fn from_stored(bytes: [u8; 16]) -> Self { Self::from_bytes(bytes) }
        }

        impl From<$id> for Value {
            fn from(id: $id) -> Self { Self::Bytes(id.bytes().to_vec()) }
        }
    )*};
}

stored_ids!(
    ApplicationId,
    ChangeSetId,
    ClientId,
    DriveId,
    GroupId,
    JobId,
    MailboxId,
    PlanId,
    PoolId,
    RequestId,
    RoleId,
    SessionId,
    SkuId,
    SubscriptionId,
    TenantId,
    UserId,
);

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<u64> for Value {
    /// Counters stay far below 2^63; what would not fit is kept as the largest number.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.0)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<[u8; 32]> for Value {
    fn from(bytes: [u8; 32]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
