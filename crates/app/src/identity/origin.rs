//! Where a sign-in comes from: the place on the network, and the browser if it is known for the account. Wrong passwords
//! are counted for these together with the account, never for the account alone, so that nobody can lock another out.

use std::net::IpAddr;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reseat_model::fold::fold;
use reseat_model::limits::{KNOWN_DEVICE_ACCOUNTS_MAX, KNOWN_DEVICE_DAYS};
use reseat_model::{TenantId, Timestamp};

use super::Identity;
use super::secret::{base64url, same, sha256};

/// What known-device seals are for.
const PURPOSE: &str = "known-device";
/// Bytes of an entry of the cookie before its seal: account 16, device 16, seconds 8.
const ENTRY_BYTES: usize = 40;
/// Days before the end at which an entry is made anew; a browser in use stays known.
const RENEW_BEFORE_DAYS: i64 = 90;

/// Where a sign-in comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The client's address, if the edge knows it.
    pub source: Option<IpAddr>,
    /// The value of the browser's cookie of known devices, as it came.
    pub devices: Option<String>,
}

impl Origin {
    /// The place that failures are counted for: an address, or a whole /64 where one household has all of it.
    pub(super) fn place(&self) -> [u8; 16] {
        match self.source.map(|address| address.to_canonical()) {
            None => [0; 16],
            Some(IpAddr::V4(address)) => address.to_ipv6_mapped().octets(),
            Some(IpAddr::V6(address)) => {
                let mut octets = address.octets();
                octets[8..].fill(0);
                octets
            }
        }
    }
}

/// An account as the counters and the cookie name it: nothing of the name can be read from it.
pub(super) fn account_key(tenant: TenantId, name: &str) -> [u8; 16] {
    let mut bytes = tenant.bytes().to_vec();
    bytes.extend_from_slice(fold(name).as_bytes());
    let mut key = [0; 16];
    key.copy_from_slice(&sha256(&bytes)[..16]);
    key
}

/// One account that signed in with a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    account: [u8; 16],
    device: [u8; 16],
    /// Seconds since 1970.
    until: i64,
}

impl Entry {
    fn bytes(&self) -> [u8; ENTRY_BYTES] {
        let mut bytes = [0; ENTRY_BYTES];
        bytes[..16].copy_from_slice(&self.account);
        bytes[16..32].copy_from_slice(&self.device);
        bytes[32..].copy_from_slice(&self.until.to_be_bytes());
        bytes
    }

    fn read(text: &str) -> Option<Self> {
        let bytes: [u8; ENTRY_BYTES] = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (account, rest) = bytes.split_at(16);
        let (device, until) = rest.split_at(16);
        Some(Self {
            account: account.try_into().ok()?,
            device: device.try_into().ok()?,
            until: i64::from_be_bytes(until.try_into().ok()?),
        })
    }
}

impl Identity {
    /// The entries of a cookie that this server made and that are not over.
    fn entries(&self, cookie: &str, now: Timestamp) -> Vec<Entry> {
        let parts = cookie.split('.').take(2 * KNOWN_DEVICE_ACCOUNTS_MAX).collect::<Vec<_>>();
        let sealed = parts.as_chunks::<2>().0.iter();
        let ours = sealed.filter(|[text, seal]| same(self.seal(PURPOSE, text).as_bytes(), seal.as_bytes()));
        ours.filter_map(|[text, _]| Entry::read(text)).filter(|entry| entry.until > now.seconds()).collect()
    }

    /// The device, if its browser is known for the account.
    pub(super) fn known_device(&self, origin: &Origin, account: &[u8; 16]) -> Option<[u8; 16]> {
        let cookie = origin.devices.as_deref()?;
        let known = self.entries(cookie, self.clock.wall());
        known.iter().find(|entry| entry.account == *account).map(|entry| entry.device)
    }

    /// The cookie's new value after somebody signed in under `name` with a browser; `None` when the present one will do.
    pub fn remember_device(&self, origin: &Origin, tenant: TenantId, name: &str) -> Option<String> {
        let account = account_key(tenant, name);
        let now = self.clock.wall();
        let mut entries = self.entries(origin.devices.as_deref().unwrap_or_default(), now);
        let present = entries.iter().position(|entry| entry.account == account).map(|at| entries.remove(at));
        if present.is_some_and(|entry| entry.until > now.plus_days(RENEW_BEFORE_DAYS).seconds()) {
            return None;
        }
        let mut device = present.map_or([0; 16], |entry| entry.device);
        if present.is_none() {
            self.entropy.fill(&mut device);
        }
        // The newest first: the cookie forgets the one that was not used for longest.
        entries.insert(0, Entry { account, device, until: now.plus_days(KNOWN_DEVICE_DAYS).seconds() });
        entries.truncate(KNOWN_DEVICE_ACCOUNTS_MAX);
        let sealed = entries.iter().map(|entry| {
            let text = base64url(&entry.bytes());
            format!("{text}.{}", self.seal(PURPOSE, &text))
        });
        Some(sealed.collect::<Vec<_>>().join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_an_address_or_a_whole_64() {
        let place = |text: &str| Origin { source: Some(text.parse().unwrap()), ..Origin::default() }.place();
        assert_eq!(place("192.0.2.1"), place("::ffff:192.0.2.1"));
        assert_ne!(place("192.0.2.1"), place("192.0.2.2"));
        assert_eq!(place("2001:db8::1"), place("2001:db8::ffff"));
        assert_ne!(place("2001:db8::1"), place("2001:db8:0:1::1"));
    }

    #[test]
    fn accounts_are_the_same_in_whatever_case_and_other_in_another_tenant() {
        let key = |tenant: [u8; 16], name: &str| account_key(TenantId::from_bytes(tenant), name);
        assert_eq!(key([1; 16], "Ada@x "), key([1; 16], "ada@x"));
        assert_ne!(key([1; 16], "ada@x"), key([2; 16], "ada@x"));
    }
}
