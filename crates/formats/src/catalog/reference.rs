//! The public reference table of products and service plans: six columns of CSV, one row for each plan of a product.

use std::collections::{BTreeMap, BTreeSet};

use reseat_model::catalog::{AppliesTo, Names, Origin, Plan, Product};
use reseat_model::{PlanId, SkuId, limits};

use super::{ParsedCatalog, classify};
use crate::Problem;
use crate::csv_input::{CsvInput, Row};

const COLUMNS: [&str; 6] = [
    "product_display_name",
    "string_id",
    "guid",
    "service_plan_name",
    "service_plan_id",
    "service_plan_friendly_name",
];

/// The published table calls its last column by another name.
const LAST_COLUMN_ELSEWHERE: &str = "Service_Plans_Included_Friendly_Names";

/// Reads the table. Padding, repeated rows, GUIDs in upper case, a byte order mark, CRLF and another order of the
/// columns do not matter. A missing column is a problem of the whole file; a wrong row is left out and reported.
pub fn parse_reference_table(bytes: &[u8]) -> ParsedCatalog {
    let mut table = Table::default();
    let mut problems = Vec::new();
    match open(bytes) {
        Err(problem) => problems.push(problem),
        Ok((mut input, columns)) => {
            while let Some(row) = input.next_row() {
                let result = row.and_then(|row| {
                    let line = row.line;
                    table.add(&row, &columns).map_err(|message| Problem::at(line, message))
                });
                problems.extend(result.err());
            }
        }
    }
    ParsedCatalog { problems, ..table.finish() }
}

fn open(bytes: &[u8]) -> Result<(CsvInput<'_>, [usize; 6]), Problem> {
    let input = CsvInput::open(bytes, limits::IMPORT_ROWS_MAX)?;
    let mut columns = [0; 6];
    let mut missing = Vec::new();
    for (index, name) in COLUMNS.into_iter().enumerate() {
        let spellings = if index == COLUMNS.len() - 1 { [name, LAST_COLUMN_ELSEWHERE] } else { [name; 2] };
        match input.column(&spellings) {
            Some(column) => columns[index] = column,
            None => missing.push(name),
        }
    }
    if missing.is_empty() {
        return Ok((input, columns));
    }
    let noun = if missing.len() == 1 { "column is" } else { "columns are" };
    Err(Problem::at(
        1,
        format!("the {noun} missing: {}; the table needs {}", missing.join(", "), COLUMNS.join(", ")),
    ))
}

/// What the rows so far say, in the order in which products and plans first appear.
#[derive(Default)]
struct Table {
    products: Vec<(Product, BTreeSet<PlanId>)>,
    product_index: BTreeMap<SkuId, (usize, u64)>,
    plans: Vec<Plan>,
    plan_index: BTreeMap<PlanId, (usize, u64)>,
}

impl Table {
    fn add(&mut self, row: &Row, columns: &[usize; 6]) -> Result<(), String> {
        let [display_name, string_id, guid, plan_name, plan_id, friendly_name] =
            columns.map(|column| row.get(column));
        for (value, name) in [string_id, guid, plan_name, plan_id]
            .into_iter()
            .zip([COLUMNS[1], COLUMNS[2], COLUMNS[3], COLUMNS[4]])
        {
            if value.is_empty() {
                return Err(format!("{name} is empty"));
            }
        }
        let sku: SkuId = guid.parse().map_err(|error| format!("guid: {error}"))?;
        let plan: PlanId = plan_id.parse().map_err(|error| format!("service_plan_id: {error}"))?;
        // Both are checked before either is taken, so that a wrong row leaves nothing behind.
        self.same_product(sku, string_id)?;
        self.same_plan(plan, plan_name)?;
        self.add_plan(plan, plan_name, friendly_name, row.line);
        self.add_product(sku, string_id, display_name, plan, row.line);
        Ok(())
    }

    fn same_product(&self, sku: SkuId, string_id: &str) -> Result<(), String> {
        let Some((index, line)) = self.product_index.get(&sku) else { return Ok(()) };
        let known = &self.products[*index].0.part_number;
        if known == string_id {
            return Ok(());
        }
        Err(format!(
            "the product {sku} is called '{string_id}' here and '{known}' on line {line}; correct one"
        ))
    }

    fn same_plan(&self, plan: PlanId, name: &str) -> Result<(), String> {
        let Some((index, line)) = self.plan_index.get(&plan) else { return Ok(()) };
        let known = &self.plans[*index].name;
        if known == name {
            return Ok(());
        }
        Err(format!("the plan {plan} is called '{name}' here and '{known}' on line {line}; correct one"))
    }

    fn add_plan(&mut self, id: PlanId, name: &str, friendly: &str, line: u64) {
        let friendly = if friendly.is_empty() { name } else { friendly };
        if let Some((index, _)) = self.plan_index.get(&id) {
            let en = &mut self.plans[*index].names.en;
            if shouts(en) && !shouts(friendly) {
                friendly.clone_into(en);
            }
            return;
        }
        let class = classify(name);
        self.plan_index.insert(id, (self.plans.len(), line));
        self.plans.push(Plan {
            id,
            name: name.to_owned(),
            names: Names { en: friendly.to_owned(), zh: String::new() },
            service: class.service,
            graph_service: class.graph_service,
            applies_to: class.applies_to,
        });
    }

    fn add_product(&mut self, sku: SkuId, part_number: &str, display_name: &str, plan: PlanId, line: u64) {
        if let Some((index, _)) = self.product_index.get(&sku) {
            self.products[*index].1.insert(plan);
            return;
        }
        self.product_index.insert(sku, (self.products.len(), line));
        let en = if display_name.is_empty() { part_number } else { display_name };
        let product = Product {
            sku,
            part_number: part_number.to_owned(),
            names: Names { en: en.to_owned(), zh: String::new() },
            applies_to: AppliesTo::User,
            plans: Vec::new(),
            origin: Origin::Imported,
        };
        self.products.push((product, BTreeSet::from([plan])));
    }

    fn finish(self) -> ParsedCatalog {
        let products = self
            .products
            .into_iter()
            .map(|(product, plans)| Product { plans: plans.into_iter().collect(), ..product })
            .collect();
        ParsedCatalog { products, plans: self.plans, ..ParsedCatalog::empty(Origin::Imported) }
    }
}

/// A name all in capitals; the table spells many plans so in one row and readably in another.
fn shouts(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}
