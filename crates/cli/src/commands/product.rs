//! `reseat product add`: a purchase of the organisation.

use reseat_client::reseat::{CatalogProduct, NewSubscription, PurchasedSubscription};

use super::clock::instant;
use super::license::PAGE;
use crate::args::{ProductCommand, PurchaseArgs};
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::session::Session;

/// `reseat product ...`
pub fn run(session: &mut Session<'_, '_>, command: ProductCommand) -> Outcome {
    session.needs_reseat("purchases")?;
    match command {
        ProductCommand::Add(args) => add(session, &args),
    }
}

fn add(session: &mut Session<'_, '_>, args: &PurchaseArgs) -> Outcome {
    let term_end_date_time = args.term_end.as_deref().map(instant).transpose()?;
    let product = find(session, &args.sku)?;
    let new = NewSubscription {
        sku_id: product.sku_id.clone(),
        quantity: args.quantity,
        trial: args.trial,
        term_end_date_time,
    };
    let bought = session.client.reseat().subscribe(&new)?;
    session.ui.list(&sheet(session.ui.lang, &product, &bought), &bought)?;
    if session.ui.is_table() {
        let head = session.ui.lang.pick("Assign it:", "分配：");
        session.ui.note(&format!("{head} reseat license assign {} --user PERSON", product.sku_part_number));
    }
    Ok(Exit::Done)
}

/// The product of the catalogue with this part number or id, in any case.
fn find(session: &Session<'_, '_>, text: &str) -> Result<CatalogProduct, Failure> {
    let products = session.client.reseat().catalog(None, PAGE).all()?;
    let same = |product: &CatalogProduct| {
        product.sku_id.eq_ignore_ascii_case(text) || product.sku_part_number.eq_ignore_ascii_case(text)
    };
    products.into_iter().find(same).ok_or_else(|| {
        Failure::new(Exit::NotFound, format!("the catalog has no product '{text}'"))
            .next("'reseat catalog list --search TEXT' finds products by name or part number")
    })
}

fn sheet(lang: Lang, product: &CatalogProduct, bought: &PurchasedSubscription) -> Sheet {
    let columns = vec![
        Column::text("name", lang.pick("Product", "产品")),
        Column::text("skuPartNumber", lang.pick("Part number", "部件号")).keep(),
        Column::number("quantity", lang.pick("Seats", "许可证数量")),
        Column::text("status", lang.pick("Status", "状态")),
        Column::text("termEnd", lang.pick("Term ends", "到期日")),
        Column::hidden("id"),
        Column::hidden("skuId"),
    ];
    let mut sheet = Sheet::new(columns, "");
    sheet.row(vec![
        lang.name(&product.names, &product.sku_part_number).to_owned(),
        product.sku_part_number.clone(),
        bought.quantity.to_string(),
        status(lang, &bought.status),
        day(bought.term_end_date_time.as_deref()),
        bought.id.clone(),
        product.sku_id.clone(),
    ]);
    sheet
}

fn status(lang: Lang, status: &str) -> String {
    match status {
        "Enabled" => lang.pick("enabled", "已启用"),
        "Warning" => lang.pick("in grace", "宽限期内"),
        "Suspended" => lang.pick("suspended", "已挂起"),
        other => other,
    }
    .to_owned()
}
