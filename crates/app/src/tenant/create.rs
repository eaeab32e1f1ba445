//! Making a tenant from its file, in one transaction: all of it or nothing.

use std::sync::Arc;

use reseat_formats::tenant::{ApplicationEntry, PersonEntry, TenantFile};
use reseat_model::application::{AppSecret, Application};
use reseat_model::audit::{Activity, Actor, AuditEntry, Face, Target};
use reseat_model::audit_head::TenantDeletion;
use reseat_model::change_set::Kind;
use reseat_model::command::{Command, FreshIds, LicenseEdit, ProductChoice};
use reseat_model::log::ObjectKind;
use reseat_model::outcome::{Outcome, Status};
use reseat_model::subscription::Subscription;
use reseat_model::tenant::{Settings, Tenant};
use reseat_model::user::User;
use reseat_model::{ChangeSetId, PoolId, RequestId, Timestamp};
use reseat_store::{Batch, Change, Precondition, Record, Stored};

use crate::App;
use crate::catalog::merged_rows;
use crate::domain_clock::ClockKind;
use crate::error::AppError;
use crate::people::{NewPassword, credential};
use crate::state::TenantState;
use crate::writer::{Meta, Submission};

/// Why a tenant could not be made. Nothing of it exists then.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The rules refuse something in the file; each entry has its line and what to do.
    #[error("{}", .0.join("\n"))]
    Refused(Vec<String>),
    /// The application failed.
    #[error(transparent)]
    App(#[from] AppError),
}

/// Makes the tenant that a file describes. Ids are derived from the file, so that two runs give equal tenants.
///
/// # Errors
/// When the tenant exists, the rules refuse something, or writing fails.
pub fn create_from_file(app: &App, file: &TenantFile) -> Result<Tenant, CreateError> {
    if !file.sign_in_hints.is_empty() && app.clock.kind() == ClockKind::System {
        let message =
            "signInHints shows passwords on the sign-in page; it is only allowed with --simulated-clock";
        return Err(CreateError::Refused(vec![message.to_owned()]));
    }
    let now = file.clock_start.filter(|_| app.clock.kind() == ClockKind::Simulated);
    let now = now.unwrap_or_else(|| app.clock.now());
    let tenant = tenant_of(file, now);
    if app.tenants.get(tenant.id).map_err(AppError::from)?.is_some() {
        let error = AppError::Conflict(format!("the organisation {} exists already", tenant.domain));
        return Err(error.into());
    }
    if TenantDeletion::load(app.store.as_ref(), tenant.id, &()).map_err(AppError::from)?.is_some() {
        let text = "was deleted and is still kept: bring it back with `reseat tenant restore`, or wait until it has gone";
        return Err(AppError::Conflict(format!("the organisation {} {text}", tenant.domain)).into());
    }
    let (commands, lines) = commands(file, now);
    let mut submission = Submission::new(tenant.id, meta(app, file, now), commands);
    submission.all_or_nothing = true;
    submission.keep_always = true;
    submission.rows = rows(app, file, &tenant, now);
    submission.audit.push((ObjectKind::Tenant, entry(&tenant)));
    passwords(app, file, &mut submission)?;
    let state = TenantState {
        tenant: tenant.clone(),
        catalog: Arc::new(file.catalog.clone()),
        roles: crate::state::Roles::default(),
    };
    app.tenants.announce(Arc::new(state));
    let commit = app.writer.submit(submission);
    app.tenants.forget(tenant.id);
    let refused = refusals(&commit.map_err(AppError::from)?.outcomes, &lines);
    if refused.is_empty() { Ok(tenant) } else { Err(CreateError::Refused(refused)) }
}

fn tenant_of(file: &TenantFile, now: Timestamp) -> Tenant {
    let section = &file.tenant;
    Tenant {
        id: section.id,
        display_name: section.display_name.clone(),
        domain: section.domain.clone(),
        country: section.country.clone(),
        time_zone: section.time_zone.clone(),
        cloud: section.cloud,
        created_at: now,
        settings: Settings {
            licenses_page_users: section.settings.licenses_page_users,
            password_grant: section.settings.password_grant,
            history_days: section.settings.history_days,
            sign_in_hints: file.sign_in_hints.clone(),
            language: section.language,
        },
    }
}

fn meta(app: &App, file: &TenantFile, now: Timestamp) -> Meta {
    let seed = FreshIds(file.tenant.id.0.as_u128());
    Meta {
        actor: Actor::System { name: "tenant file".to_owned() },
        face: Face::System,
        request: RequestId(seed.nth(u64::MAX)),
        now,
        recorded_at: app.clock.wall(),
        change_set: ChangeSetId(app.entropy.uuid_v7(app.clock.wall())),
        kind: Kind::Administration,
        reason: None,
        reverts: None,
        fresh: seed,
    }
}

/// What the file asks for, and the line of each command.
fn commands(file: &TenantFile, now: Timestamp) -> (Vec<Command>, Vec<u64>) {
    let mut commands = Vec::new();
    let mut lines = Vec::new();
    let mut add = |line: u64, command: Command| {
        commands.push(command);
        lines.push(line);
    };
    for entry in &file.subscriptions {
        let subscription = Subscription {
            id: entry.id,
            sku: entry.sku,
            pool: entry.pool,
            quantity: entry.quantity,
            status: entry.status,
            trial: entry.trial,
            created_at: entry.created_at.unwrap_or(now),
            term_ends_at: entry.term_ends_at,
        };
        add(entry.line, Command::PutSubscription { subscription, before: None });
    }
    for person in &file.people {
        add(person.line, Command::CreateUser { user: Box::new(user_of(person, now)) });
    }
    for person in &file.people {
        for role in &person.roles {
            add(person.line, Command::GrantRole { user: person.id, role: *role });
        }
        let direct = person.licenses.iter().filter(|license| license.pool == PoolId::ORGANIZATION);
        let assign: Vec<ProductChoice> =
            direct.map(|l| ProductChoice { sku: l.sku, disabled: l.disabled.clone() }).collect();
        if !assign.is_empty() {
            let edit = LicenseEdit::Graph { assign, unassign: Vec::new() };
            add(person.line, Command::ChangeLicenses { user: person.id, edit });
        }
        for license in &person.licenses {
            if let Some(purchaser) = license.pool.purchaser() {
                let command = Command::AssignSelfService { user: person.id, sku: license.sku, purchaser };
                add(license.line, command);
            }
        }
    }
    (commands, lines)
}

fn user_of(person: &PersonEntry, now: Timestamp) -> User {
    let p = person.clone();
    let nickname = p.upn.split('@').next().map(str::to_owned);
    User {
        id: p.id,
        upn: p.upn,
        display_name: p.display_name,
        given_name: p.given_name,
        surname: p.surname,
        mail: p.mail,
        mail_nickname: nickname,
        job_title: p.job_title,
        department: p.department,
        office_location: p.office_location,
        company_name: p.company_name,
        employee_id: p.employee_id,
        street_address: p.street_address,
        city: p.city,
        state: p.state,
        postal_code: p.postal_code,
        country: p.country,
        mobile_phone: p.mobile_phone,
        business_phone: p.business_phone,
        fax_number: p.fax_number,
        preferred_language: p.preferred_language,
        usage_location: p.usage_location,
        account_enabled: p.account_enabled,
        guest: p.guest,
        synced: p.synced,
        created_at: p.created_at.unwrap_or(now),
        deleted_at: None,
    }
}

/// Rows that no rule decides: the organisation, its own products, its applications.
fn rows(app: &App, file: &TenantFile, tenant: &Tenant, now: Timestamp) -> Batch {
    let builtin = app.tenants.builtin();
    let mut batch = merged_rows(tenant.id, &builtin, &file.catalog, &file.own);
    batch.preconditions.push(Precondition::Absent(Tenant::TABLE, Tenant::key(tenant.id, &())));
    batch.changes.push(Change::Put(Tenant::TABLE, tenant.to_row(tenant.id)));
    let applications = file.applications.iter().map(|entry| application_of(entry, now));
    batch.changes.extend(applications.map(|app| Change::Put(Application::TABLE, app.to_row(tenant.id))));
    batch
}

fn application_of(entry: &ApplicationEntry, now: Timestamp) -> Application {
    let secret = entry.secret.as_ref().map(|secret| AppSecret {
        name: "tenant file".to_owned(),
        sha256: crate::identity::secret::sha256(secret.as_bytes()).to_vec(),
        expires_at: None,
        made: None,
    });
    Application {
        id: entry.id,
        client_id: entry.client_id,
        display_name: entry.name.clone(),
        public_client: entry.public_client,
        redirect_uris: entry.redirect_uris.clone(),
        app_roles: entry.app_roles.clone(),
        delegated_scopes: entry.delegated_scopes.clone(),
        secrets: secret.into_iter().collect(),
        created_at: now,
    }
}

/// Equal passwords are hashed once: a demo's accounts share one, and hashing is slow on purpose.
fn passwords(app: &App, file: &TenantFile, submission: &mut Submission) -> Result<(), AppError> {
    let mut known = std::collections::HashMap::new();
    for person in &file.people {
        let Some(password) = &person.password else { continue };
        let key = (password, person.must_change_password);
        let mut row = match known.get(&key) {
            Some(row) => Clone::clone(row),
            None => {
                let new = NewPassword { password: password.clone(), must_change: key.1 };
                let row = credential(app, person.id, &new, Timestamp(0))?;
                known.insert(key, row.clone());
                row
            }
        };
        row.user = person.id;
        let change = Change::Put(reseat_model::system::Credential::TABLE, row.to_row(submission.tenant));
        submission.rows_for.insert(person.id, Batch { preconditions: Vec::new(), changes: vec![change] });
    }
    Ok(())
}

fn entry(tenant: &Tenant) -> AuditEntry {
    AuditEntry {
        activity: Activity::SetCompanyInformation,
        target: Target::Other {
            kind: "Organization",
            id: tenant.id.to_string(),
            name: tenant.display_name.clone(),
        },
        modified: Vec::new(),
    }
}

fn refusals(outcomes: &[Outcome], lines: &[u64]) -> Vec<String> {
    use reseat_model::reason::Reason;
    outcomes
        .iter()
        .zip(lines)
        .filter(|(outcome, _)| outcome.status == Status::Refused && outcome.reasons != [Reason::NotAttempted])
        .map(|(outcome, line)| {
            let codes: Vec<String> = outcome
                .reasons
                .iter()
                .map(|reason| format!("{} {:?}", reason.code(), reason.params()))
                .collect();
            format!("line {line}: refused: {}", codes.join(", "))
        })
        .collect()
}
