//! The one registry of typed ids. An id is 16 bytes; on the wire it is a lower-case hyphenated GUID.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The text was not a GUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a GUID; write it like 6fd2c87f-b296-42f0-b197-1e91e994b900")]
pub struct ParseIdError(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id of all zero bytes.
            pub const NIL: Self = Self(Uuid::nil());
            /// An id from its 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self { Self(Uuid::from_bytes(bytes)) }
            /// The 16 bytes of the id, as stored.
            pub const fn bytes(&self) -> &[u8; 16] { self.0.as_bytes() }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.hyphenated().fmt(f) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;
            /// Accepts any letter case, hyphenated only: `6FD2C87F-B296-...`.
            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                if text.len() != 36 { return Err(ParseIdError(text.to_owned())); }
                Uuid::try_parse(text).map(Self).map_err(|_| ParseIdError(text.to_owned()))
            }
        }
    )*};
}

ids! {
    /// A registered application's object id (not its client id, see [`ClientId`]).
    ApplicationId;
    /// A set of changes that belong together (design: change sets).
    ChangeSetId;
    /// An application's client id, the `appId` of Entra.
    ClientId;
    /// A drive (OneDrive) of one person.
    DriveId;
    /// A group that grants licences.
    GroupId;
    /// A long-running bulk change.
    JobId;
    /// A mailbox of one person; a mailbox made anew after a purge has a new id (MBX-2).
    MailboxId;
    /// A service plan, `servicePlanId` (VOC-3).
    PlanId;
    /// A pool of seats: [`PoolId::ORGANIZATION`] or one per self-service purchaser (25.22).
    PoolId;
    /// One HTTP request or one run of a background task.
    RequestId;
    /// A directory role, by its template id.
    RoleId;
    /// A console session.
    SessionId;
    /// A product, `skuId` (VOC-2).
    SkuId;
    /// A purchase, the commerce subscription id (VOC-1).
    SubscriptionId;
    /// An organisation.
    TenantId;
    /// A person's account.
    UserId;
}

impl PoolId {
    /// The organisation's own pool: all its subscriptions of the product together (25.14).
    pub const ORGANIZATION: Self = Self::NIL;

    /// The pool of what `purchaser` bought by self-service.
    pub const fn of_purchaser(purchaser: UserId) -> Self {
        Self(purchaser.0)
    }

    /// Who bought the seats of this pool; `None` for the organisation's own.
    pub fn purchaser(&self) -> Option<UserId> {
        (*self != Self::ORGANIZATION).then_some(UserId(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guid_is_read_in_any_case_and_printed_in_lower_case() {
        let id: SkuId = "6FD2C87F-B296-42F0-B197-1E91E994B900".parse().unwrap();
        assert_eq!(id.to_string(), "6fd2c87f-b296-42f0-b197-1e91e994b900");
    }

    #[test]
    fn anything_else_is_refused_with_an_example() {
        for bad in ["", "6fd2c87fb29642f0b1971e91e994b900", "{6fd2c87f-b296-42f0-b197-1e91e994b900}", "x"] {
            assert!(bad.parse::<SkuId>().unwrap_err().to_string().contains("is not a GUID"), "{bad}");
        }
    }
}
