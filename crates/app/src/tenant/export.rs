//! The logical export of a tenant: one JSON document per line, in a fixed order, without secrets, wall times or the
//! log. Two tenants made from one file give equal bytes.

use std::io::Write;

use reseat_engine::Person;
use reseat_model::TenantId;
use reseat_model::application::Application;
use reseat_model::assignment::Path;
use reseat_model::catalog::Product;
use reseat_model::pool::Pool;
use reseat_model::subscription::Subscription;
use reseat_model::tenant::Tenant;
use reseat_store::{Record, Scan, Stored};
use serde_json::{Value as Json, json};

use super::check::each_person;
use crate::App;
use crate::error::AppError;

/// Writes a tenant's present state.
///
/// # Errors
/// When the store cannot be read or `out` cannot be written.
pub fn export(app: &App, tenant: TenantId, out: &mut dyn Write) -> Result<(), AppError> {
    let state = app.tenant(tenant)?;
    line(out, &organisation(&state.tenant))?;
    let own: Vec<Product> = all(app, tenant)?;
    for product in own {
        let plans: Vec<String> = product.plans.iter().map(ToString::to_string).collect();
        line(
            out,
            &json!({"product": product.sku.to_string(), "partNumber": product.part_number,
            "name": product.names.en, "nameZh": product.names.zh, "plans": plans}),
        )?;
    }
    for s in all::<Subscription>(app, tenant)? {
        line(
            out,
            &json!({"subscription": s.id.to_string(), "product": s.sku.to_string(),
            "pool": s.pool.to_string(), "quantity": s.quantity, "status": format!("{:?}", s.status),
            "trial": s.trial, "createdAt": s.created_at.0, "termEndsAt": s.term_ends_at.map(|at| at.0)}),
        )?;
    }
    for p in all::<Pool>(app, tenant)? {
        line(
            out,
            &json!({"pool": p.pool.to_string(), "product": p.sku.to_string(), "enabled": p.enabled,
            "warning": p.warning, "suspended": p.suspended, "lockedOut": p.locked_out,
            "consumed": p.consumed}),
        )?;
    }
    for a in all::<Application>(app, tenant)? {
        line(
            out,
            &json!({"application": a.id.to_string(), "clientId": a.client_id.to_string(),
            "name": a.display_name, "publicClient": a.public_client, "redirectUris": a.redirect_uris,
            "appRoles": a.app_roles, "delegatedScopes": a.delegated_scopes}),
        )?;
    }
    let mut failed = None;
    each_person(app, tenant, |view, id| {
        if let Some(person) = view.person(id)
            && failed.is_none()
        {
            failed = line(out, &person_json(person)).err();
        }
    })?;
    failed.map_or(Ok(()), Err)
}

fn line(out: &mut dyn Write, value: &Json) -> Result<(), AppError> {
    writeln!(out, "{value}").map_err(|error| AppError::Failed(Box::new(error)))
}

fn all<T: Record>(app: &App, tenant: TenantId) -> Result<Vec<T>, AppError> {
    let scan = Scan::key(T::TABLE, vec![tenant.into()], usize::MAX >> 1);
    Ok(T::scan(app.store.as_ref(), &scan)?)
}

fn organisation(tenant: &Tenant) -> Json {
    json!({"tenant": tenant.id.to_string(), "displayName": tenant.display_name, "domain": tenant.domain,
        "country": tenant.country, "timeZone": tenant.time_zone, "cloud": format!("{:?}", tenant.cloud),
        "language": tenant.settings.language.tag(),
        "createdAt": tenant.created_at.0, "licensesPageUsers": tenant.settings.licenses_page_users,
        "passwordGrant": tenant.settings.password_grant, "historyDays": tenant.settings.history_days})
}

fn person_json(person: &Person) -> Json {
    let u = &person.user;
    let mut roles: Vec<String> = person.roles.iter().map(ToString::to_string).collect();
    roles.sort();
    let licenses: Vec<Json> = person
        .assignments
        .values()
        .map(|a| {
            let disabled: Vec<String> = a.disabled.iter().map(ToString::to_string).collect();
            let group = match a.key.path {
                Path::Direct => None,
                Path::Group(group) => Some(group.to_string()),
            };
            json!({"product": a.key.sku.to_string(), "pool": a.key.pool.to_string(), "group": group,
                "disabled": disabled, "state": format!("{:?}", a.state), "assignedAt": a.assigned_at.0})
        })
        .collect();
    json!({"user": u.id.to_string(), "upn": u.upn, "displayName": u.display_name, "givenName": u.given_name,
        "surname": u.surname, "mail": u.mail, "mailNickname": u.mail_nickname, "jobTitle": u.job_title,
        "department": u.department, "officeLocation": u.office_location, "companyName": u.company_name,
        "employeeId": u.employee_id, "streetAddress": u.street_address, "city": u.city, "state": u.state,
        "postalCode": u.postal_code, "country": u.country, "mobilePhone": u.mobile_phone,
        "businessPhone": u.business_phone, "faxNumber": u.fax_number,
        "preferredLanguage": u.preferred_language, "usageLocation": u.usage_location,
        "accountEnabled": u.account_enabled, "guest": u.guest, "synced": u.synced, "createdAt": u.created_at.0,
        "deletedAt": u.deleted_at.map(|at| at.0), "roles": roles, "licenses": licenses,
        "mailbox": format!("{:?}", person.services.mailbox), "drive": format!("{:?}", person.services.drive),
        "office": format!("{:?}", person.services.office)})
}
