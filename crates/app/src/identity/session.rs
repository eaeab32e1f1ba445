//! Console sessions: a cookie names one, its secret is kept as a hash (design section 6).

use std::sync::Arc;

use reseat_authz::{Caller, Scopes};
use reseat_model::system::Session;
use reseat_model::{SessionId, TenantId, Timestamp, UserId, limits};
use reseat_store::{Batch, Change, Precondition, Record, Scan, StoreError, Stored, Value, tables};

use super::Identity;
use super::person::Person;
use super::secret::{of_tenant, random, same, sha256, tenant_of};

/// A session is prolonged when this much of it is used up, so that most requests write nothing.
const PROLONG_AFTER_SECONDS: i64 = 30 * 60;
/// Days after which a session ends however busy it is.
const LONGEST_DAYS: i64 = 7;

/// A session that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The cookie's value; known to the browser only.
    pub cookie: String,
    /// Until when it works without use.
    pub expires_at: Timestamp,
}

/// Who is behind a cookie.
#[derive(Debug, Clone)]
pub struct SessionInfo {
    /// Of which tenant.
    pub tenant: TenantId,
    /// The session.
    pub session: Arc<Session>,
    /// The person as they are now.
    pub person: Arc<Person>,
}

impl SessionInfo {
    /// The caller for `reseat_authz`: the console's scopes, the directory's roles.
    pub fn caller(&self) -> Caller {
        Caller::user(self.person.id, self.person.roles.iter().copied(), Scopes::All)
    }

    /// Whether the CSRF header fits the session.
    pub fn csrf_fits(&self, sent: &str) -> bool {
        same(self.session.csrf.as_bytes(), sent.as_bytes())
    }
}

impl Identity {
    /// The rows and the cookie of a new session; the caller writes the change. `valid_from` is the person's: who signs in
    /// again in the second in which they were signed out everywhere has a session of the next one.
    pub(super) fn new_session(
        &self,
        tenant: TenantId,
        user: UserId,
        valid_from: Timestamp,
    ) -> (NewSession, Change) {
        let now = self.clock.wall();
        let cookie = of_tenant(tenant, self.entropy.as_ref());
        let session = Session {
            id: SessionId(self.entropy.uuid_v7(now)),
            sha256: sha256(cookie.as_bytes()),
            user,
            csrf: random(self.entropy.as_ref()),
            created_at: now.max(valid_from),
            expires_at: now.plus_seconds(limits::SESSION_HOURS * 3600),
        };
        let change = Change::Insert(Session::TABLE, session.to_row(tenant));
        (NewSession { cookie, expires_at: session.expires_at }, change)
    }

    /// Begins a session for somebody who has signed in.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin_session(&self, tenant: TenantId, user: UserId) -> Result<NewSession, StoreError> {
        let valid_from = self.person(tenant, user)?.map_or(Timestamp::default(), |person| person.valid_from);
        let (session, change) = self.new_session(tenant, user, valid_from);
        self.writer.write(tenant, Batch { preconditions: Vec::new(), changes: vec![change] })?;
        Ok(session)
    }

    /// Who is behind a cookie; `None` when the session is unknown, over, or its person may no longer sign in. A session
    /// in use is prolonged, with at most one write in half an hour.
    ///
    /// # Errors
    /// When the store fails.
    pub fn session(&self, cookie: &str) -> Result<Option<SessionInfo>, StoreError> {
        let Some(tenant) = tenant_of(cookie) else { return Ok(None) };
        let hash = sha256(cookie.as_bytes());
        let now = self.clock.wall();
        let found = self.sessions.get_or(hash, now, || self.load_session(tenant, hash))?;
        let Some(session) = found.filter(|session| session.expires_at > now) else { return Ok(None) };
        let person = self.person(tenant, session.user)?;
        let Some(person) = person.filter(|person| person.accepts(session.created_at.seconds())) else {
            return Ok(None);
        };
        self.prolong(tenant, &session, now);
        Ok(Some(SessionInfo { tenant, session, person }))
    }

    /// Ends a session; an unknown cookie is fine.
    ///
    /// # Errors
    /// When the store fails.
    pub fn end_session(&self, cookie: &str) -> Result<(), StoreError> {
        let Some(tenant) = tenant_of(cookie) else { return Ok(()) };
        let hash = sha256(cookie.as_bytes());
        if let Some(session) = self.load_session(tenant, hash)? {
            let key = Session::key(tenant, &session.id);
            let changes = vec![Change::Delete(Session::TABLE, key)];
            self.writer.write(tenant, Batch { preconditions: Vec::new(), changes })?;
        }
        self.sessions.forget(&hash);
        Ok(())
    }

    fn load_session(&self, tenant: TenantId, hash: [u8; 32]) -> Result<Option<Arc<Session>>, StoreError> {
        let prefix = vec![tenant.into(), Value::Bytes(hash.to_vec())];
        let scan = Scan::index(Session::TABLE, &tables::SESSION_BY_SECRET, prefix, 1);
        Ok(Session::scan(self.store.as_ref(), &scan)?.pop().map(Arc::new))
    }

    /// Moves the end of a session in use, without waiting: requests are checked in async code. When it fails the session
    /// works on until its present end, so the request that happened to come now is not refused.
    fn prolong(&self, tenant: TenantId, session: &Session, now: Timestamp) {
        let full = now.plus_seconds(limits::SESSION_HOURS * 3600);
        let end = full.min(session.created_at.plus_days(LONGEST_DAYS));
        if end.seconds() - session.expires_at.seconds() < PROLONG_AFTER_SECONDS {
            return;
        }
        let longer = Session { expires_at: end, ..session.clone() };
        let batch = Batch {
            // One that was ended meanwhile stays ended.
            preconditions: vec![Precondition::Exists(Session::TABLE, Session::key(tenant, &session.id))],
            changes: vec![Change::Put(Session::TABLE, longer.to_row(tenant))],
        };
        if let Err(error) = self.writer.write_later(tenant, batch) {
            tracing::warn!(%error, "a session could not be prolonged");
        }
        self.sessions.forget(&session.sha256);
    }
}
