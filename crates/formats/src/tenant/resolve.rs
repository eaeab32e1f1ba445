//! From the YAML of a tenant file to its meaning: names are looked up, ids derived, doubles found.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::catalog::{AppliesTo, Catalog, Origin, Product};
use reseat_model::fold::fold;
use reseat_model::tenant::{Cloud, Language, SignInHint};
use reseat_model::{ApplicationId, ClientId, PlanId, SkuId, TenantId, Timestamp, UserId, limits};
use serde_saphyr::Spanned;
use uuid::Uuid;

use super::raw::{RawApplication, RawHint, RawTenant, RawTenantFile};
use super::{ApplicationEntry, PersonEntry, SettingsSection, TenantFile, TenantSection, people, purchases};
use crate::catalog::{ParsedCatalog, merge};
use crate::derived_id::derive;
use crate::problem::in_file_order;
use crate::{Problem, catalog, country, yaml};

/// What is collected while a file is read.
pub(super) struct Reading<'a> {
    pub(super) domain: String,
    pub(super) catalog: &'a Catalog,
    pub(super) problems: Vec<Problem>,
    /// People by folded sign-in name.
    pub(super) people: BTreeMap<String, UserId>,
}

impl Reading<'_> {
    pub(super) fn problem(&mut self, line: u64, message: impl Into<String>) {
        self.problems.push(Problem::at(line, message));
    }

    /// The value, or a problem that begins with `about`.
    pub(super) fn keep<T>(&mut self, line: u64, about: &str, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.problem(line, format!("{about}: {message}"))).ok()
    }

    /// The whole sign-in name: the tenant's domain is appended to a local part.
    pub(super) fn upn(&self, text: &str) -> String {
        let text = text.trim();
        if text.contains('@') { text.to_owned() } else { format!("{text}@{}", self.domain) }
    }

    pub(super) fn person(&self, text: &str) -> Result<UserId, String> {
        let upn = self.upn(text);
        self.people.get(&fold(&upn)).copied().ok_or_else(|| format!("nobody under people is called '{upn}'"))
    }

    /// A product by part number or id.
    pub(super) fn product(&self, text: &str) -> Result<&Product, String> {
        let text = text.trim();
        let found = match text.parse::<SkuId>() {
            Ok(sku) => self.catalog.product(sku),
            Err(_) => self.catalog.product_by_part_number(text),
        };
        found.ok_or_else(|| {
            format!(
                "the product '{text}' is not in the built-in catalogue; describe it under catalog, see \
                 docs/catalogue.md"
            )
        })
    }

    /// Plans of `product` by name or id; only plans for people can be switched off.
    pub(super) fn disabled_plans(
        &self,
        product: &Product,
        texts: &[String],
    ) -> Result<BTreeSet<PlanId>, String> {
        texts
            .iter()
            .map(|text| {
                let plan = product
                    .plans
                    .iter()
                    .filter_map(|id| self.catalog.plan(*id))
                    .find(|plan| plan.name.eq_ignore_ascii_case(text) || plan.id.to_string() == fold(text))
                    .ok_or_else(|| format!("{} has no plan '{text}'", product.part_number))?;
                match plan.applies_to {
                    AppliesTo::User => Ok(plan.id),
                    AppliesTo::Company => Err(format!(
                        "the plan {} is for the whole tenant and cannot be switched off",
                        plan.name
                    )),
                }
            })
            .collect()
    }

    /// The id given in the file, or the one derived from `name`.
    pub(super) fn id(&self, given: Option<&str>, kind: &str, name: &str) -> Result<Uuid, String> {
        given.map_or_else(
            || Ok(derive(&self.domain, kind, name)),
            |text| text.trim().parse::<UserId>().map(|id| id.0).map_err(|error| format!("id: {error}")),
        )
    }
}

/// An instant such as `2026-03-02T09:00:00Z`.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    text.trim()
        .parse::<jiff::Timestamp>()
        .map(|at| Timestamp(at.as_microsecond()))
        .map_err(|_| format!("'{text}' is not an instant; write it like 2026-03-02T09:00:00Z"))
}

/// An instant that may be absent, with the key's name in front of the problem.
pub(super) fn optional_instant(key: &str, text: Option<&str>) -> Result<Option<Timestamp>, String> {
    text.map(instant).transpose().map_err(|message| format!("{key}: {message}"))
}

/// Resolves the whole file, or says everything that is wrong with it.
pub(super) fn resolve(raw: RawTenantFile, known: &Catalog) -> Result<TenantFile, Vec<Problem>> {
    let own = raw.catalog.map_or_else(
        || ParsedCatalog::empty(Origin::Organization),
        |raw| catalog::resolve_raw(raw, Origin::Organization, known),
    );
    let all = merge(known, &own).catalog;
    let mut reading = Reading {
        domain: fold(&raw.tenant.value.domain),
        catalog: &all,
        problems: own.problems.clone(),
        people: BTreeMap::new(),
    };
    let tenant = tenant(&raw.tenant, &mut reading);
    let clock_start = raw
        .clock
        .and_then(|clock| clock.start)
        .and_then(|start| reading.keep(yaml::line_of(&start), "clock.start", instant(&start.value)));
    let (mut people, places) = people::identify(&raw.people, &mut reading);
    let subscriptions = purchases::resolve(&raw.subscriptions, &mut reading);
    people::give_licenses(&raw.people, &mut people, &places, &subscriptions, &mut reading);
    let applications = applications(&raw.applications, &mut reading);
    let sign_in_hints = hints(&raw.sign_in_hints, &people, &mut reading);
    let problems = reading.problems;
    match tenant {
        Some(tenant) if problems.is_empty() => Ok(TenantFile {
            tenant,
            clock_start,
            own,
            catalog: all,
            subscriptions,
            people,
            applications,
            sign_in_hints,
        }),
        _ => Err(in_file_order(problems)),
    }
}

fn tenant(raw: &Spanned<RawTenant>, reading: &mut Reading<'_>) -> Option<TenantSection> {
    let line = yaml::line_of(raw);
    let section = tenant_section(&raw.value, reading);
    reading.keep(line, "tenant", section)
}

fn tenant_section(raw: &RawTenant, reading: &Reading<'_>) -> Result<TenantSection, String> {
    let domain = &reading.domain;
    let well_formed = domain.contains('.')
        && domain
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    if !well_formed {
        return Err(format!(
            "domain: '{}' is not a domain name; write it like larkfield.example",
            raw.domain
        ));
    }
    if raw.display_name.trim().is_empty() {
        return Err("displayName is empty".to_owned());
    }
    let country = country::code_of(&raw.country).ok_or_else(|| {
        format!("country: '{}' is not a country; write its two letters of ISO 3166, such as DE", raw.country)
    })?;
    Ok(TenantSection {
        id: TenantId(reading.id(raw.id.as_deref(), "tenant", domain)?),
        display_name: raw.display_name.trim().to_owned(),
        domain: domain.clone(),
        country: country.to_owned(),
        time_zone: time_zone(raw.time_zone.as_deref().unwrap_or("UTC"))?,
        cloud: cloud(raw.cloud.as_deref())?,
        language: language(raw.language.as_deref())?,
        settings: settings(raw)?,
    })
}

fn time_zone(text: &str) -> Result<String, String> {
    crate::time_zone::time_zone_name(text)
        .map(str::to_owned)
        .ok_or_else(|| format!("timeZone: '{}' is not like Europe/Berlin", text.trim()))
}

fn cloud(word: Option<&str>) -> Result<Cloud, String> {
    let Some(word) = word else { return Ok(Cloud::default()) };
    Cloud::by_name(word).ok_or_else(|| format!("cloud: '{word}' is none of worldwide, germany, 21vianet"))
}

fn language(tag: Option<&str>) -> Result<Language, String> {
    let Some(tag) = tag else { return Ok(Language::default()) };
    Language::by_tag(tag).ok_or_else(|| format!("language: '{tag}' is none of en, zh-Hans"))
}

fn settings(raw: &RawTenant) -> Result<SettingsSection, String> {
    let settings = SettingsSection {
        licenses_page_users: raw.settings.licenses_page_users.unwrap_or(limits::LICENSES_PAGE_USERS_DEFAULT),
        password_grant: raw.settings.password_grant.unwrap_or(false),
        history_days: raw.settings.history_days.unwrap_or(limits::HISTORY_DAYS_DEFAULT),
    };
    if settings.licenses_page_users == 0 {
        return Err("settings.licensesPageUsers: at least 1".to_owned());
    }
    if settings.history_days < 1 {
        return Err("settings.historyDays: at least 1".to_owned());
    }
    Ok(settings)
}

fn applications(raw: &[Spanned<RawApplication>], reading: &mut Reading<'_>) -> Vec<ApplicationEntry> {
    let mut out: Vec<ApplicationEntry> = Vec::new();
    for entry in raw {
        let line = yaml::line_of(entry);
        let about = format!("applications: '{}'", entry.value.name);
        let application = application(&entry.value, line, reading);
        let Some(application) = reading.keep(line, &about, application) else { continue };
        let double =
            out.iter().any(|known| known.id == application.id || known.client_id == application.client_id);
        if double {
            reading.problem(line, format!("{about}: its name or clientId stands in this file before"));
        } else {
            out.push(application);
        }
    }
    out
}

fn application(raw: &RawApplication, line: u64, reading: &Reading<'_>) -> Result<ApplicationEntry, String> {
    let name = raw.name.trim();
    if name.is_empty() {
        return Err("name is empty".to_owned());
    }
    if raw.public_client && raw.secret.is_some() {
        return Err("a public client cannot keep a secret; leave out secret or publicClient".to_owned());
    }
    if !raw.public_client && raw.secret.is_none() {
        return Err("give it a secret, or say publicClient: true".to_owned());
    }
    Ok(ApplicationEntry {
        id: ApplicationId(derive(&reading.domain, "application", name)),
        client_id: ClientId(reading.id(raw.client_id.as_deref(), "client", name)?),
        name: name.to_owned(),
        secret: raw.secret.clone(),
        public_client: raw.public_client,
        redirect_uris: raw.redirect_uris.clone(),
        app_roles: raw.app_roles.iter().cloned().collect(),
        delegated_scopes: raw.delegated_scopes.iter().cloned().collect(),
        line,
    })
}

fn hints(raw: &[Spanned<RawHint>], people: &[PersonEntry], reading: &mut Reading<'_>) -> Vec<SignInHint> {
    let mut out = Vec::new();
    for entry in raw {
        let found = reading.person(&entry.value.upn).and_then(|id| {
            let person = people.iter().find(|person| person.id == id);
            let own = person.and_then(|person| person.password.as_ref());
            let password = entry.value.password.as_ref().or(own);
            let password = password.ok_or("give a password here or at the person")?;
            let upn = person.map_or_else(|| reading.upn(&entry.value.upn), |person| person.upn.clone());
            Ok(SignInHint { upn, password: password.clone() })
        });
        let about = format!("signInHints: '{}'", entry.value.upn);
        out.extend(reading.keep(yaml::line_of(entry), &about, found));
    }
    out
}
