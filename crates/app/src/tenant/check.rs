//! `reseat check`: named invariants over a live store, counters recomputed, the log's chain verified.

use std::collections::BTreeSet;

use reseat_engine::invariants::{TenantCheck, TenantReport};
use reseat_engine::{Key, View};
use reseat_model::TenantId;
use reseat_model::command::Command;
use reseat_model::decision::Timer;
use reseat_model::pool::Pool;
use reseat_model::user::User;
use reseat_model::{Timestamp, UserId};
use reseat_store::{Bound, Record, Scan, Stored, Value};

use crate::App;
use crate::audit_trail::{VerifyOptions, verify_store};
use crate::error::AppError;
use crate::tenant::system_meta::system_meta;
use crate::writer::{Submission, load_keys};

/// Rows read in one go.
const PAGE: usize = 1_000;

/// One thing that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which invariant, or `log-chain`.
    pub rule: String,
    /// What is wrong, with the ids concerned.
    pub detail: String,
}

/// Checks one tenant. With `repair`, wrong counters are set right as a change set of its own.
///
/// # Errors
/// When the store fails.
pub fn check(app: &App, tenant: TenantId, repair: bool) -> Result<Vec<Finding>, AppError> {
    let report = examine(app, tenant)?;
    let mut findings: Vec<Finding> = report
        .violations
        .iter()
        .map(|violation| Finding {
            rule: violation.invariant.name().to_owned(),
            detail: violation.detail.clone(),
        })
        .collect();
    let audit = verify_store(app.store.as_ref(), app.keys.as_ref(), tenant, VerifyOptions::default())?;
    findings.extend(
        audit.problems.into_iter().map(|found| Finding { rule: "log-chain".to_owned(), detail: found.text }),
    );
    if repair && !report.repairs.is_empty() {
        let commands = report.repairs.into_iter().map(|pool| Command::RepairPool { pool }).collect();
        app.writer.submit(Submission::new(
            tenant,
            system_meta(app, "reseat check", Some("counters recomputed")),
            commands,
        ))?;
    }
    Ok(findings)
}

fn examine(app: &App, tenant: TenantId) -> Result<TenantReport, AppError> {
    let state = app.tenant(tenant)?;
    let store = app.store.as_ref();
    let now: Timestamp = crate::changes::domain_now(app, tenant)?;
    let mut check = TenantCheck::new(&state.catalog, now);
    for pool in Pool::scan(store, &Scan::key(Pool::TABLE, vec![tenant.into()], usize::MAX >> 1))? {
        check.pool(&pool);
    }
    let mut after = Bound::Open;
    loop {
        let page = Timer::scan(store, &Scan::key(Timer::TABLE, vec![tenant.into()], PAGE).from(after))?;
        page.iter().for_each(|timer| check.timer(timer));
        let Some(last) = page.last().filter(|_| page.len() == PAGE) else { break };
        after = Bound::Excluded(Timer::key(tenant, last)[1..].to_vec());
    }
    each_person(app, tenant, |view, id| {
        if let Some(person) = view.person(id) {
            check.person(person);
        }
    })?;
    Ok(check.finish())
}

/// Walks all people, deleted ones too, in the order of their ids.
pub(crate) fn each_person(
    app: &App,
    tenant: TenantId,
    mut visit: impl FnMut(&View, UserId),
) -> Result<(), AppError> {
    let state = app.tenant(tenant)?;
    let store = app.store.as_ref();
    let mut after = Bound::Open;
    loop {
        let page = User::scan(store, &Scan::key(User::TABLE, vec![tenant.into()], PAGE).from(after))?;
        let mut view = View { tenant, ..View::default() };
        let keys: BTreeSet<Key> = page.iter().map(|user| Key::Person(user.id)).collect();
        load_keys(store, &state, keys, &mut view)?;
        page.iter().for_each(|user| visit(&view, user.id));
        match page.last() {
            Some(last) if page.len() == PAGE => after = Bound::Excluded(vec![Value::from(last.id)]),
            _ => return Ok(()),
        }
    }
}
