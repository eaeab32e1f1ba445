//! `reseat catalog ...`

use std::path::Path;

use reseat_client::reseat::{CatalogProduct, ImportReport};

use super::license::PAGE;
use crate::args::CatalogCommand;
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet};
use crate::session::Session;

/// `reseat catalog ...`
pub fn run(session: &mut Session<'_, '_>, command: CatalogCommand) -> Outcome {
    session.needs_reseat("catalogue")?;
    match command {
        CatalogCommand::List { search, limit } => {
            let pages = session.client.reseat().catalog(search.as_deref(), limit.unwrap_or(PAGE).min(PAGE));
            let products = pages.take_rows(limit.map_or(usize::MAX, |n| n as usize))?;
            session.ui.list(&product_sheet(session.ui.lang, &products), &products)?;
            Ok(Exit::Done)
        }
        CatalogCommand::Import { file, dry_run } => import(session, &file, dry_run),
    }
}

fn product_sheet(lang: Lang, products: &[CatalogProduct]) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("name", lang.pick("Product", "产品")),
            Column::text("skuPartNumber", lang.pick("Part number", "部件号")),
            Column::number("plans", lang.pick("Plans", "服务")),
            Column::words(lang.pick("From", "来源")),
            Column::hidden("origin"),
            Column::text("skuId", "skuId").wide(),
            Column::hidden("appliesTo"),
        ],
        lang.pick("No products.", "没有产品。"),
    );
    for product in products {
        sheet.row(vec![
            lang.name(&product.names, &product.sku_part_number).to_owned(),
            product.sku_part_number.clone(),
            product.plan_count.to_string(),
            origin(lang, &product.origin),
            product.origin.clone(),
            product.sku_id.clone(),
            product.applies_to.clone(),
        ]);
    }
    sheet
}

fn origin(lang: Lang, origin: &str) -> String {
    match origin {
        "builtIn" => lang.pick("built in", "内置"),
        "imported" => lang.pick("imported", "已导入"),
        "organization" => lang.pick("organization", "组织"),
        other => other,
    }
    .to_owned()
}

fn import(session: &mut Session<'_, '_>, file: &Path, dry_run: bool) -> Outcome {
    let bytes = std::fs::read(file).map_err(|e| Failure::file(file, &e))?;
    let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let content_type = match extension.as_str() {
        "csv" | "txt" => "text/csv",
        "yaml" | "yml" => "application/yaml",
        _ => {
            return Err(Failure::usage(format!("{}: is it a table or Reseat's own format?", file.display()))
                .next("name it .csv (the public reference table) or .yaml (Reseat's product format)"));
        }
    };
    let report = session.client.reseat().import_catalog(content_type, bytes, dry_run)?;
    show_report(session, &report)
}

fn show_report(session: &mut Session<'_, '_>, report: &ImportReport) -> Outcome {
    let lang = session.ui.lang;
    if session.ui.format == crate::args::Format::Csv {
        session.ui.list(&problem_sheet(lang, report), report)?;
    } else {
        session.ui.list(&counts_sheet(lang, report), report)?;
        if session.ui.is_table() && !report.problems.is_empty() {
            let text = problem_sheet(lang, report).table(session.ui.width, session.ui.color);
            session.ui.line(&format!("\n{}\n{}", lang.pick("Left out", "未导入"), text.trim_end()))?;
        }
    }
    if report.dry_run {
        session.ui.note(lang.pick("Nothing was changed.", "未做任何更改。"));
    }
    Ok(if report.problems.is_empty() { Exit::Done } else { Exit::SomeRefused })
}

fn counts_sheet(lang: Lang, report: &ImportReport) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("kind", ""),
            Column::number("added", lang.pick("Added", "已添加")),
            Column::number("updated", lang.pick("Updated", "已更新")),
            Column::number("unchanged", lang.pick("Unchanged", "未更改")),
        ],
        "",
    );
    for (what, counts) in
        [(lang.pick("Products", "产品"), report.products), (lang.pick("Plans", "服务"), report.plans)]
    {
        let numbers = [counts.added, counts.updated, counts.unchanged].map(|n| n.to_string());
        sheet.row(std::iter::once(what.to_owned()).chain(numbers).collect());
    }
    sheet
}

fn problem_sheet(lang: Lang, report: &ImportReport) -> Sheet {
    let columns = vec![
        Column::number("line", lang.pick("Line", "行")),
        Column::text("problem", lang.pick("Problem", "问题")),
    ];
    let mut sheet = Sheet::new(columns, "");
    for problem in &report.problems {
        let line = problem.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
        sheet.row(vec![line, problem.message.clone()]);
    }
    sheet
}
