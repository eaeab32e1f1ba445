//! Device code: a program shows a short code, a person types it into the device page and signs in.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use reseat_model::system::{DeviceCode, DeviceState};
use reseat_model::tenant::Tenant;
use reseat_model::{Timestamp, UserId, limits};
use reseat_store::{Batch, Change, Precondition, Record, Scan, StoreError, Stored, Value, tables};
use serde::Serialize;

use super::issue::Holder;
use super::{Asked, TokenAnswer, refused};
use crate::identity::client::Client;
use crate::identity::directory::is_any;
use crate::identity::error::OauthError;
use crate::identity::form::Form;
use crate::identity::secret::{of_tenant, sha256, tenant_of};
use crate::identity::{Identity, Person};

/// Seconds between two questions of a device.
const INTERVAL_SECONDS: i64 = 5;
/// A device may be this much early: networks are uneven.
const EARLY_SECONDS: i64 = 1;
/// Devices whose last question is remembered.
const POLLS_MAX: usize = 10_000;
/// Letters of user codes: no vowels, so no words; none that look alike.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// What the device code endpoint answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceCodeAnswer {
    /// What people type.
    pub user_code: String,
    /// What the device keeps.
    pub device_code: String,
    /// Where people type it.
    pub verification_uri: String,
    /// Seconds.
    pub expires_in: i64,
    /// Seconds between two questions.
    pub interval: i64,
    /// For people.
    pub message: String,
}

/// A device sign-in as the device page sees it.
#[derive(Debug, Clone)]
pub struct DeviceAnswer {
    /// Of which tenant.
    pub tenant: Arc<Tenant>,
    /// Which application asks.
    pub client: Arc<Client>,
    code: DeviceCode,
}

/// When each device asked last.
#[derive(Debug, Default)]
pub(in crate::identity) struct Polls(Mutex<HashMap<[u8; 32], Timestamp>>);

impl Polls {
    /// Whether a device asks again too early; remembers that it asked.
    fn too_early(&self, device: [u8; 32], now: Timestamp) -> bool {
        let mut polls = self.0.lock();
        if polls.len() >= POLLS_MAX {
            polls.retain(|_, last| last.plus_seconds(limits::DEVICE_CODE_SECONDS) > now);
        }
        if polls.len() >= POLLS_MAX {
            polls.clear();
        }
        let earliest = |last: Timestamp| last.plus_seconds(INTERVAL_SECONDS - EARLY_SECONDS);
        polls.insert(device, now).is_some_and(|last| now < earliest(last))
    }
}

impl Identity {
    /// The device code endpoint.
    ///
    /// # Errors
    /// [`OauthError`] is the body and status to answer.
    pub fn start_device(
        &self,
        base: &str,
        tenant: &str,
        form: &Form,
    ) -> Result<DeviceCodeAnswer, OauthError> {
        let in_path = !is_any(tenant);
        let tenant = self.tenant(tenant)?;
        let client = self.client(&tenant, form.required("client_id")?)?;
        if !client.public {
            return Err(OauthError::secret_required());
        }
        let scope = form.required("scope")?;
        self.requested(scope, base, &tenant)?.grant(&client)?;
        let text = of_tenant(tenant.id, self.entropy.as_ref());
        let code = DeviceCode {
            sha256: sha256(text.as_bytes()),
            user_code: self.user_code(),
            client: client.id,
            scope: scope.to_owned(),
            state: DeviceState::Pending,
            expires_at: self.clock.wall().plus_seconds(limits::DEVICE_CODE_SECONDS),
        };
        let changes = vec![Change::Insert(DeviceCode::TABLE, code.to_row(tenant.id))];
        self.writer.write(tenant.id, Batch { preconditions: Vec::new(), changes })?;
        let default = self.default_tenant()?.is_some_and(|default| default.id == tenant.id);
        let page = match in_path && !default {
            true => format!("{base}/{}/devicelogin", tenant.id),
            false => format!("{base}/devicelogin"),
        };
        Ok(DeviceCodeAnswer {
            message: format!(
                "To sign in, use a web browser to open the page {page} and enter the code {} to authenticate.",
                code.user_code
            ),
            user_code: code.user_code,
            device_code: text,
            verification_uri: page,
            expires_in: limits::DEVICE_CODE_SECONDS,
            interval: INTERVAL_SECONDS,
        })
    }

    fn user_code(&self) -> String {
        let mut code = String::new();
        while code.len() < 9 {
            let mut byte = [0];
            self.entropy.fill(&mut byte);
            // 240 is the largest multiple of 20 in a byte: above it some letters would be likelier.
            if byte[0] < 240 {
                code.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
            }
            if code.len() == 4 {
                code.push('-');
            }
        }
        code
    }

    /// The waiting device sign-in of a typed code; `None` when it is unknown, too old or already answered. Case, blanks
    /// and the hyphen do not count.
    ///
    /// # Errors
    /// When the store fails.
    pub fn device(&self, tenant: &Arc<Tenant>, typed: &str) -> Result<Option<DeviceAnswer>, OauthError> {
        let letters: String =
            typed.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_uppercase();
        if letters.len() != 8 {
            return Ok(None);
        }
        let user_code = format!("{}-{}", &letters[..4], &letters[4..]);
        let prefix = vec![tenant.id.into(), Value::Text(user_code)];
        let scan = Scan::index(DeviceCode::TABLE, &tables::DEVICE_CODE_BY_USER_CODE, prefix, 1);
        let waiting = DeviceCode::scan(self.store.as_ref(), &scan)?
            .pop()
            .filter(|code| code.state == DeviceState::Pending && code.expires_at > self.clock.wall());
        let Some(code) = waiting else { return Ok(None) };
        let Some(client) = self.client_now(tenant.id, code.client)? else { return Ok(None) };
        Ok(Some(DeviceAnswer { tenant: Arc::clone(tenant), client, code }))
    }

    /// A person who has signed in lets the device go on.
    ///
    /// # Errors
    /// AADSTS70018 when it was answered meanwhile.
    pub fn approve_device(&self, device: &DeviceAnswer, person: &Person) -> Result<(), OauthError> {
        // As with codes: its end tells when it was approved, so that signing the person out ends it, too.
        let now = self.clock.wall().max(person.valid_from);
        self.answer_device(device, DeviceState::Approved(person.id), approved_until(now))
    }

    /// A person says no.
    ///
    /// # Errors
    /// AADSTS70018 when it was answered meanwhile.
    pub fn decline_device(&self, device: &DeviceAnswer) -> Result<(), OauthError> {
        self.answer_device(device, DeviceState::Declined, device.code.expires_at)
    }

    fn answer_device(
        &self,
        device: &DeviceAnswer,
        state: DeviceState,
        expires_at: Timestamp,
    ) -> Result<(), OauthError> {
        let tenant = device.tenant.id;
        let table = DeviceCode::TABLE;
        let column = table.columns.iter().position(|column| column.name == "state").unwrap_or(table.key);
        let pending = device.code.to_row(tenant).swap_remove(column);
        let key = DeviceCode::key(tenant, &device.code.sha256);
        let answered = DeviceCode { state, expires_at, ..device.code.clone() };
        let batch = Batch {
            preconditions: vec![Precondition::Equals(table, key, column, pending)],
            changes: vec![Change::Put(table, answered.to_row(tenant))],
        };
        match self.writer.write(tenant, batch) {
            Err(StoreError::Precondition(_)) => Err(OauthError::device_unknown()),
            other => Ok(other?),
        }
    }

    pub(super) fn device_code(&self, asked: &Asked<'_>) -> Result<TokenAnswer, OauthError> {
        // Some libraries send the older name of the parameter.
        let text = asked.form.get("device_code").or_else(|| asked.form.get("code"));
        let text = text.ok_or_else(|| OauthError::missing("device_code"))?;
        let now = self.clock.wall();
        let hash = sha256(text.as_bytes());
        if tenant_of(text) != Some(asked.tenant.id) {
            return Err(OauthError::device_unknown());
        }
        let code = DeviceCode::load(self.store.as_ref(), asked.tenant.id, &hash)?
            .filter(|code| code.client == asked.client.id)
            .ok_or_else(OauthError::device_unknown)?;
        if code.expires_at <= now {
            return Err(OauthError::device_expired());
        }
        match code.state {
            DeviceState::Declined => Err(OauthError::declined()),
            DeviceState::Pending if self.polls.too_early(hash, now) => Err(OauthError::slow_down()),
            DeviceState::Pending => Err(OauthError::pending()),
            DeviceState::Approved(user) => self.redeem_device(asked, &code, user),
        }
    }

    fn redeem_device(
        &self,
        asked: &Asked<'_>,
        code: &DeviceCode,
        user: UserId,
    ) -> Result<TokenAnswer, OauthError> {
        let tenant = &asked.tenant;
        let person = self.person(tenant.id, user)?.ok_or_else(OauthError::revoked)?;
        if !person.accepts(approved_at(code).seconds()) {
            return Err(refused(&person));
        }
        let granted = self.requested(&code.scope, asked.base, tenant)?.grant(&asked.client)?;
        let holder = Holder {
            base: asked.base,
            tenant,
            client: &asked.client,
            person: &person,
            nonce: None,
            client_info: asked.form.get("client_info") == Some("1"),
        };
        let mut answer = self.user_tokens(&holder, &granted)?;
        let key = DeviceCode::key(tenant.id, &code.sha256);
        let mut changes = vec![Change::Delete(DeviceCode::TABLE, key.clone())];
        if granted.offline {
            let (text, change) = self.new_refresh_token(&holder, &granted);
            answer.refresh_token = Some(text);
            changes.push(change);
        }
        let batch = Batch { preconditions: vec![Precondition::Exists(DeviceCode::TABLE, key)], changes };
        match self.writer.write(tenant.id, batch) {
            Ok(()) => Ok(answer),
            Err(StoreError::Precondition(_)) => Err(OauthError::device_unknown()),
            Err(error) => Err(error.into()),
        }
    }
}

/// When a code that was approved at `approved` ends, if the device does not come for its token.
fn approved_until(approved: Timestamp) -> Timestamp {
    approved.plus_seconds(limits::DEVICE_CODE_SECONDS)
}

/// When a code was approved.
fn approved_at(code: &DeviceCode) -> Timestamp {
    code.expires_at.plus_seconds(-limits::DEVICE_CODE_SECONDS)
}
