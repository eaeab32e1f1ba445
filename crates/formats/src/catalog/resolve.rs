//! From YAML entries to the model: names of plans are looked up, words are understood, doubles are found.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::catalog::{AppliesTo, Catalog, Dependency, ExclusiveSet, Names, Origin, Plan, Product};
use reseat_model::{PlanId, SkuId};
use serde_saphyr::Spanned;

use super::raw::{RawCatalog, RawDependency, RawExclusive, RawNames, RawPlan, RawProduct, SERVICE_WORDS};
use super::{ParsedCatalog, classify, raw};
use crate::problem::in_file_order;
use crate::{Problem, yaml};

/// Resolves every entry; one with a problem is left out.
pub(crate) fn resolve(raw: RawCatalog, origin: Origin, known: &Catalog) -> ParsedCatalog {
    let mut out = ParsedCatalog::empty(origin);
    let mut names = PlanNames::new(known);
    for entry in &raw.plans {
        if let Some(plan) = keep(plan(&entry.value), "plans", &entry.value.name, entry, &mut out.problems) {
            if out.plans.iter().any(|p| p.id == plan.id) {
                out.problems.push(twice("plans", &entry.value.name, entry));
                continue;
            }
            names.add(&plan);
            out.plans.push(plan);
        }
    }
    let mut skus = BTreeSet::new();
    for entry in &raw.products {
        let product = product(&entry.value, origin, &names);
        if let Some(product) = keep(product, "products", &entry.value.part_number, entry, &mut out.problems) {
            if skus.insert(product.sku) {
                out.products.push(product);
            } else {
                out.problems.push(twice("products", &entry.value.part_number, entry));
            }
        }
    }
    for entry in &raw.dependencies {
        let dependency = dependency(&entry.value, &names);
        out.dependencies.extend(keep(
            dependency,
            "dependencies",
            &entry.value.plan,
            entry,
            &mut out.problems,
        ));
    }
    for entry in &raw.exclusive {
        let set = exclusive(&entry.value, &names);
        out.exclusive.extend(keep(set, "exclusive", &entry.value.id, entry, &mut out.problems));
    }
    out.problems = in_file_order(out.problems);
    out
}

/// The result of an entry, or a problem that says where and about which.
fn keep<T, R>(
    result: Result<T, String>,
    section: &str,
    name: &str,
    entry: &Spanned<R>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    result
        .map_err(|message| {
            problems.push(Problem::at(yaml::line_of(entry), format!("{section}: '{name}': {message}")))
        })
        .ok()
}

fn twice<R>(section: &str, name: &str, entry: &Spanned<R>) -> Problem {
    Problem::at(
        yaml::line_of(entry),
        format!("{section}: '{name}': its id stands in this file before; remove one"),
    )
}

/// Plans by name and by id. A name may stand for several ids; then only the id will do.
struct PlanNames {
    by_name: BTreeMap<String, BTreeSet<PlanId>>,
    ids: BTreeSet<PlanId>,
}

impl PlanNames {
    fn new(known: &Catalog) -> Self {
        let mut names = Self { by_name: BTreeMap::new(), ids: BTreeSet::new() };
        for plan in known.plans.values() {
            names.add(plan);
        }
        names
    }

    fn add(&mut self, plan: &Plan) {
        self.by_name.entry(plan.name.to_uppercase()).or_default().insert(plan.id);
        self.ids.insert(plan.id);
    }

    fn find(&self, text: &str) -> Result<PlanId, String> {
        if let Ok(id) = text.parse::<PlanId>() {
            return if self.ids.contains(&id) { Ok(id) } else { Err(unknown_plan(text)) };
        }
        let ids = self.by_name.get(&text.to_uppercase()).ok_or_else(|| unknown_plan(text))?;
        match ids.first() {
            Some(id) if ids.len() == 1 => Ok(*id),
            _ => Err(format!("the plan name '{text}' stands for {} plans; give the plan's id", ids.len())),
        }
    }

    fn find_all(&self, texts: &[String]) -> Result<BTreeSet<PlanId>, String> {
        texts.iter().map(|text| self.find(text)).collect()
    }
}

fn unknown_plan(text: &str) -> String {
    format!("the plan '{text}' is not known; describe it under plans")
}

fn names(raw: &RawNames) -> Result<Names, String> {
    let en = raw.en.trim();
    if en.is_empty() {
        return Err("names.en is empty; give the English name".to_owned());
    }
    Ok(Names { en: en.to_owned(), zh: raw.zh.as_deref().unwrap_or_default().trim().to_owned() })
}

fn applies_to(word: Option<&str>, otherwise: AppliesTo) -> Result<AppliesTo, String> {
    word.map_or(Ok(otherwise), |word| {
        raw::applies_to_word(word).ok_or_else(|| format!("appliesTo is '{word}'; write User or Company"))
    })
}

fn plan(raw: &RawPlan) -> Result<Plan, String> {
    let name = raw.name.trim();
    if name.is_empty() {
        return Err("name is empty; give the servicePlanName".to_owned());
    }
    // What the file leaves out is told from the name, as for the reference table.
    let class = classify(name);
    let service = match &raw.service {
        None => class.service,
        Some(word) => raw::service_word(word).ok_or_else(|| {
            let words: Vec<_> = SERVICE_WORDS.iter().map(|(known, _)| *known).collect();
            format!("service is '{word}'; write one of {}", words.join(", "))
        })?,
    };
    Ok(Plan {
        id: raw.id.trim().parse().map_err(|error| format!("id: {error}"))?,
        name: name.to_owned(),
        names: names(&raw.names)?,
        service,
        graph_service: raw.graph_service.clone().unwrap_or(class.graph_service),
        applies_to: applies_to(raw.applies_to.as_deref(), class.applies_to)?,
    })
}

fn product(raw: &RawProduct, origin: Origin, plans: &PlanNames) -> Result<Product, String> {
    let part_number = raw.part_number.trim();
    if part_number.is_empty() {
        return Err("partNumber is empty".to_owned());
    }
    let ids = plans.find_all(&raw.plans)?;
    if ids.len() < raw.plans.len() {
        return Err("plans lists a plan twice".to_owned());
    }
    if ids.is_empty() {
        return Err("plans is empty; a product gives at least one service plan".to_owned());
    }
    Ok(Product {
        sku: raw.sku_id.trim().parse::<SkuId>().map_err(|error| format!("skuId: {error}"))?,
        part_number: part_number.to_owned(),
        names: names(&raw.names)?,
        applies_to: applies_to(raw.applies_to.as_deref(), AppliesTo::User)?,
        plans: ids.into_iter().collect(),
        origin,
    })
}

fn dependency(raw: &RawDependency, plans: &PlanNames) -> Result<Dependency, String> {
    if raw.source.trim().is_empty() {
        return Err("source is empty; say where the pair is documented".to_owned());
    }
    if raw.any_of.is_empty() {
        return Err("anyOf is empty; name the plans of which one is needed".to_owned());
    }
    let plan = plans.find(&raw.plan)?;
    let any_of: Vec<PlanId> = raw.any_of.iter().map(|text| plans.find(text)).collect::<Result<_, _>>()?;
    if any_of.contains(&plan) {
        return Err("a plan cannot depend on itself".to_owned());
    }
    Ok(Dependency { plan, any_of, source: raw.source.trim().to_owned() })
}

fn exclusive(raw: &RawExclusive, plans: &PlanNames) -> Result<ExclusiveSet, String> {
    let ids = plans.find_all(&raw.plans)?;
    if ids.len() < 2 {
        return Err("plans needs at least two plans to exclude each other".to_owned());
    }
    Ok(ExclusiveSet { id: raw.id.trim().to_owned(), plans: ids })
}
