//! The people of a tenant file.

use std::collections::BTreeSet;

use reseat_model::catalog::Service;
use reseat_model::fold::fold;
use reseat_model::{PoolId, UserId, limits};
use serde_saphyr::Spanned;

use super::raw::RawPerson;
use super::resolve::{Reading, optional_instant};
use super::{LicenseEntry, PersonEntry, SubscriptionEntry};
use crate::{country, roles, yaml};

/// Who there is; licences come later, since those of self-service name other people.
/// Beside the people stands, for each entry of the file, the place of its person, if it made one.
pub(super) fn identify(
    raw: &[Spanned<RawPerson>],
    reading: &mut Reading<'_>,
) -> (Vec<PersonEntry>, Vec<Option<usize>>) {
    let mut out: Vec<PersonEntry> = Vec::with_capacity(raw.len());
    let mut places = vec![None; raw.len()];
    let mut ids = BTreeSet::new();
    for (entry, place) in raw.iter().zip(&mut places) {
        let line = yaml::line_of(entry);
        let about = about(&entry.value);
        let person = person(&entry.value, line, reading);
        let Some(person) = reading.keep(line, &about, person) else { continue };
        if reading.people.insert(fold(&person.upn), person.id).is_some() || !ids.insert(person.id) {
            reading.problem(line, format!("{about}: this sign-in name or id stands in this file before"));
        } else {
            *place = Some(out.len());
            out.push(person);
        }
    }
    (out, places)
}

fn about(raw: &RawPerson) -> String {
    format!("people: '{}'", raw.upn)
}

fn person(raw: &RawPerson, line: u64, reading: &Reading<'_>) -> Result<PersonEntry, String> {
    let upn = sign_in_name(&raw.upn, reading)?;
    texts_fit(raw)?;
    let usage_location = raw.usage_location.as_deref().map(usage_location).transpose()?;
    Ok(PersonEntry {
        id: UserId(reading.id(raw.id.as_deref(), "user", &upn)?),
        display_name: display_name(raw, &upn),
        upn,
        given_name: text(raw.given_name.as_deref()),
        surname: text(raw.surname.as_deref()),
        mail: text(raw.mail.as_deref()),
        job_title: text(raw.job_title.as_deref()),
        department: text(raw.department.as_deref()),
        office_location: text(raw.office_location.as_deref()),
        company_name: text(raw.company_name.as_deref()),
        employee_id: text(raw.employee_id.as_deref()),
        street_address: text(raw.street_address.as_deref()),
        city: text(raw.city.as_deref()),
        state: text(raw.state.as_deref()),
        postal_code: text(raw.postal_code.as_deref()),
        country: text(raw.country.as_deref()),
        mobile_phone: text(raw.mobile_phone.as_deref()),
        business_phone: text(raw.business_phone.as_deref()),
        fax_number: text(raw.fax_number.as_deref()),
        preferred_language: text(raw.preferred_language.as_deref()),
        usage_location,
        account_enabled: raw.account_enabled.unwrap_or(true),
        guest: raw.guest,
        synced: raw.synced,
        created_at: optional_instant("createdAt", raw.created_at.as_deref())?,
        password: raw.password.clone(),
        must_change_password: raw.must_change_password,
        roles: raw.roles.iter().map(|name| role(name)).collect::<Result<_, _>>()?,
        licenses: Vec::new(),
        line,
    })
}

fn sign_in_name(text: &str, reading: &Reading<'_>) -> Result<String, String> {
    let upn = reading.upn(text);
    let fits = upn.is_ascii()
        && !upn.bytes().any(|b| b.is_ascii_whitespace() || b.is_ascii_control())
        && upn.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !domain.contains('@')
        });
    if fits {
        Ok(upn)
    } else {
        Err("a sign-in name has ASCII letters and no blanks, like anna.berg or anna.berg@larkfield.example"
            .to_owned())
    }
}

fn usage_location(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    if country::is_country_code(&code) {
        Ok(code)
    } else {
        Err(format!(
            "usageLocation: '{text}' is not a country; write its two letters of ISO 3166, such as DE"
        ))
    }
}

fn role(text: &str) -> Result<reseat_model::RoleId, String> {
    roles::find(text).map(|role| role.id).ok_or_else(|| {
        let known: Vec<_> = roles::ROLES.iter().map(|role| role.name).collect();
        format!("roles: '{text}' is not known; use a template id or one of {}", known.join(", "))
    })
}

fn text(value: Option<&str>) -> Option<String> {
    value.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn texts_fit(raw: &RawPerson) -> Result<(), String> {
    let texts = [
        &raw.display_name,
        &raw.given_name,
        &raw.surname,
        &raw.job_title,
        &raw.department,
        &raw.city,
        &raw.country,
    ];
    if texts.into_iter().flatten().any(|text| text.chars().count() > limits::TEXT_CHARS_MAX) {
        return Err(format!("a text property has more than {} characters", limits::TEXT_CHARS_MAX));
    }
    Ok(())
}

fn display_name(raw: &RawPerson, upn: &str) -> String {
    let joined = || {
        let parts = [text(raw.given_name.as_deref()), text(raw.surname.as_deref())];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
    };
    let local = || upn.split('@').next().unwrap_or(upn).to_owned();
    text(raw.display_name.as_deref()).or_else(joined).unwrap_or_else(local)
}

/// Gives everyone their licences, and the mail address that goes with a mail plan.
pub(super) fn give_licenses(
    raw: &[Spanned<RawPerson>],
    people: &mut [PersonEntry],
    places: &[Option<usize>],
    subscriptions: &[SubscriptionEntry],
    reading: &mut Reading<'_>,
) {
    for (entry, place) in raw.iter().zip(places) {
        let Some(person) = place.and_then(|place| people.get_mut(place)) else { continue };
        let about = about(&entry.value);
        let licenses = licenses(&entry.value, &about, reading);
        for license in licenses {
            let result = may_hold(&license, &person.licenses, subscriptions, reading);
            if reading.keep(license.line, &about, result).is_some() {
                person.licenses.push(license);
            }
        }
        if person.mail.is_none() && holds_mail(person, reading) {
            person.mail = Some(person.upn.clone());
        }
    }
}

fn licenses(raw: &RawPerson, about: &str, reading: &mut Reading<'_>) -> Vec<LicenseEntry> {
    let mut out = Vec::new();
    for entry in &raw.licenses {
        let line = yaml::line_of(entry);
        let license = reading.product(&entry.value.product).and_then(|product| {
            let disabled = reading.disabled_plans(product, &entry.value.disabled_plans)?;
            Ok(LicenseEntry { sku: product.sku, pool: PoolId::ORGANIZATION, disabled, line })
        });
        out.extend(reading.keep(line, about, license));
    }
    for entry in &raw.self_service_licenses {
        let line = yaml::line_of(entry);
        let license = reading.product(&entry.value.product).and_then(|product| {
            let disabled = reading.disabled_plans(product, &entry.value.disabled_plans)?;
            let pool = PoolId::of_purchaser(reading.person(&entry.value.purchaser)?);
            Ok(LicenseEntry { sku: product.sku, pool, disabled, line })
        });
        out.extend(reading.keep(line, about, license));
    }
    out
}

fn may_hold(
    license: &LicenseEntry,
    held: &[LicenseEntry],
    subscriptions: &[SubscriptionEntry],
    reading: &Reading<'_>,
) -> Result<(), String> {
    let name = reading.catalog.product(license.sku).map_or("the product", |p| p.part_number.as_str());
    if held.iter().any(|known| known.sku == license.sku && known.pool == license.pool) {
        return Err(format!("{name} is listed twice"));
    }
    if subscriptions.iter().any(|s| s.sku == license.sku && s.pool == license.pool) {
        return Ok(());
    }
    Err(match license.pool.purchaser() {
        None => format!("the organisation has no subscription of {name}; add one under subscriptions"),
        Some(_) => format!("that purchaser has no subscription of {name}; add one with selfServicePurchaser"),
    })
}

fn holds_mail(person: &PersonEntry, reading: &Reading<'_>) -> bool {
    person.licenses.iter().any(|license| {
        let plans = reading.catalog.enabled_plans(license.sku, &license.disabled);
        plans.into_iter().any(|plan| reading.catalog.service_of(plan) == Service::Mail)
    })
}
