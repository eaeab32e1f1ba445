//! `reseat license ...`

use reseat_client::graph::{AssignedLicense, SubscribedSku, User, UserQuery};
use reseat_client::reseat::{
    ChangeRequest, Operation, Product, ProductChoice, ProductUser, SelfServiceScope,
};

use crate::args::{AssignArgs, ChangeOptions, MoveArgs, UnassignArgs, UsersArgs};
use crate::change::{self, Change, How};
use crate::exit::{Exit, Failure, Outcome};
use crate::graph_change::{self, Edit};
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::people_choice::{self, Chosen, holders_filter};
use crate::products::{Products, disabled_plans};
use crate::render::path;
use crate::session::Session;

/// Rows per request when everything is wanted.
pub(super) const PAGE: u32 = 999;

/// `reseat license list`
pub fn list(session: &mut Session<'_, '_>, search: Option<&str>) -> Outcome {
    let lang = session.ui.lang;
    if session.is_reseat()? {
        let products = session.client.reseat().products(search, SelfServiceScope::All)?;
        session.ui.list(&product_sheet(lang, &products), &products)?;
    } else {
        let mut skus = session.client.graph().subscribed_skus()?;
        if let Some(search) = search.map(str::to_lowercase) {
            skus.retain(|sku| sku.sku_part_number.to_lowercase().contains(&search));
        }
        session.ui.list(&sku_sheet(lang, &skus), &skus)?;
    }
    Ok(Exit::Done)
}

fn seat_columns(lang: Lang) -> [Column; 5] {
    [
        Column::number("assigned", lang.pick("Assigned", "已分配")),
        Column::number("total", lang.pick("Total", "总计")),
        Column::number("available", lang.pick("Available", "可用")),
        Column::number("inGrace", lang.pick("In grace", "宽限期内")).wide(),
        Column::number("excess", lang.pick("Excess", "超额")).wide(),
    ]
}

fn product_sheet(lang: Lang, products: &[Product]) -> Sheet {
    let mut columns = vec![
        Column::text("name", lang.pick("Product", "产品")),
        Column::text("skuPartNumber", lang.pick("Part number", "部件号")).keep(),
    ];
    columns.extend(seat_columns(lang));
    columns.extend([Column::hidden("skuId"), Column::hidden("selfServicePurchaser")]);
    let mut sheet = Sheet::new(columns, lang.pick("No products.", "没有产品。"));
    for p in products {
        let numbers = [p.assigned, p.total, p.available, p.warning, p.excess];
        let name = lang.name(&p.names, &p.sku_part_number);
        let mut row = vec![name.to_owned(), p.sku_part_number.clone()];
        row.extend(numbers.map(|n| n.to_string()));
        row.extend([p.sku_id.clone(), String::new()]);
        // A product that exists only as self-service purchases has no seats of the organisation to show.
        if p.self_service.is_empty() || p.assigned + p.total > 0 {
            sheet.row(row);
        }
        for pool in &p.self_service {
            let who = &pool.purchaser.user_principal_name;
            let own = match lang {
                Lang::En => format!("{name} (self-service: {who})"),
                Lang::Zh => format!("{name}（自助购买：{who}）"),
            };
            let mut row = vec![own, p.sku_part_number.clone()];
            row.extend([pool.assigned, pool.total, pool.available].map(|n| n.to_string()));
            row.extend([String::new(), String::new(), p.sku_id.clone(), who.clone()]);
            sheet.row(row);
        }
    }
    sheet
}

fn sku_sheet(lang: Lang, skus: &[SubscribedSku]) -> Sheet {
    let mut columns = vec![Column::text("skuPartNumber", lang.pick("Part number", "部件号"))];
    columns.extend(seat_columns(lang));
    columns.push(Column::text("capabilityStatus", lang.pick("Status", "状态")));
    columns.push(Column::hidden("skuId"));
    let mut sheet = Sheet::new(columns, lang.pick("No products.", "没有产品。"));
    for sku in skus {
        let units = &sku.prepaid_units;
        let total = units.enabled + units.warning;
        let numbers = [
            sku.consumed_units,
            total,
            (units.enabled - sku.consumed_units).max(0),
            units.warning,
            (sku.consumed_units - total).max(0),
        ];
        let mut row = vec![sku.sku_part_number.clone()];
        row.extend(numbers.map(|n| n.to_string()));
        row.extend([sku.capability_status.clone(), sku.sku_id.clone()]);
        sheet.row(row);
    }
    sheet
}

/// `reseat license users`
pub fn users(session: &mut Session<'_, '_>, args: &UsersArgs) -> Outcome {
    let lang = session.ui.lang;
    let reseat = session.is_reseat()?;
    let products = Products::load(&session.client, reseat, lang)?;
    let sku = products.find(&args.sku)?.sku_id.clone();
    let limit = args.limit.map_or(usize::MAX, |n| n as usize);
    let top = args.limit.unwrap_or(PAGE).min(PAGE);
    if reseat {
        let pages = session.client.reseat().product_users(&sku, args.search.as_deref(), top);
        let holders = pages.take_rows(limit)?;
        session.ui.list(&holder_sheet(lang, &holders), &holders)?;
    } else {
        let name = args.search.as_ref().map(|text| {
            let text = text.replace('\'', "''");
            format!("startswith(displayName,'{text}') or startswith(userPrincipalName,'{text}')")
        });
        let filter = Some(holders_filter(std::slice::from_ref(&sku), name.as_deref()));
        let query = UserQuery { filter, top: Some(top), ..UserQuery::default() };
        let holders = session.client.graph().users(&query).take_rows(limit)?;
        session.ui.list(&graph_holder_sheet(lang, &sku, &holders), &holders)?;
    }
    Ok(Exit::Done)
}

fn holder_columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::text("displayName", lang.pick("Name", "显示名称")),
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::text("through", lang.pick("Through", "来源")),
        Column::text("since", lang.pick("Since", "起始")),
        Column::text("department", lang.pick("Department", "部门")).wide(),
        Column::words(lang.pick("Sign-in", "登录")).wide(),
        Column::hidden("accountEnabled"),
        Column::hidden("id"),
    ]
}

/// In a list only what is unusual is worth a word.
pub(super) fn blocked(lang: Lang, enabled: bool) -> String {
    if enabled { "" } else { lang.pick("blocked", "已阻止") }.to_owned()
}

fn holder_sheet(lang: Lang, holders: &[ProductUser]) -> Sheet {
    let mut sheet = Sheet::new(holder_columns(lang), lang.pick("Nobody holds it.", "没有用户持有此许可证。"));
    for holder in holders {
        let user = &holder.user.user;
        let through: Vec<_> = holder.paths.iter().map(|p| path(lang, p)).collect();
        let since = holder.paths.iter().filter_map(|p| p.assigned_date_time.as_deref()).min();
        sheet.row(vec![
            user.display_name.clone(),
            user.user_principal_name.clone(),
            through.join("\n"),
            day(since),
            holder.user.department.clone().unwrap_or_default(),
            blocked(lang, holder.user.account_enabled),
            holder.user.account_enabled.to_string(),
            user.id.clone(),
        ]);
    }
    sheet
}

fn graph_holder_sheet(lang: Lang, sku: &str, holders: &[User]) -> Sheet {
    let mut sheet = Sheet::new(holder_columns(lang), lang.pick("Nobody holds it.", "没有用户持有此许可证。"));
    for user in holders {
        let paths = user.license_assignment_states.iter().filter(|s| s.sku_id.eq_ignore_ascii_case(sku));
        let through: Vec<_> = paths
            .map(|state| match &state.assigned_by_group {
                None => lang.pick("direct", "直接").to_owned(),
                Some(group) => format!("{} {group}", lang.pick("group", "组")),
            })
            .collect();
        sheet.row(vec![
            user.display_name.clone().unwrap_or_default(),
            user.user_principal_name.clone(),
            through.join("\n"),
            "-".to_owned(),
            user.department.clone().unwrap_or_default(),
            blocked(lang, user.account_enabled.unwrap_or(true)),
            user.account_enabled.unwrap_or(true).to_string(),
            user.id.clone(),
        ]);
    }
    sheet
}

/// `reseat license unassign`
pub fn unassign(session: &mut Session<'_, '_>, args: &UnassignArgs) -> Outcome {
    let reseat = session.is_reseat()?;
    let skus = if args.every_product { Vec::new() } else { find_all(session, reseat, &args.skus)? };
    let chosen = people_choice::choose(&args.people, &skus, session.input)?;
    if !reseat {
        let edit = if args.every_product { Edit::UnassignAll } else { Edit::Unassign(skus) };
        return on_graph(session, &edit, chosen, &args.options);
    }
    let operation =
        if args.every_product { Operation::UnassignAll } else { Operation::Unassign { products: skus } };
    on_reseat(session, operation, chosen, &args.options)
}

/// `reseat license assign`
pub fn assign(session: &mut Session<'_, '_>, args: &AssignArgs) -> Outcome {
    let reseat = session.is_reseat()?;
    if !args.disable_plan.is_empty() && args.skus.len() > 1 {
        return Err(Failure::usage("'--disable-plan' belongs to one product; several were named")
            .next("assign the products one by one"));
    }
    let products = Products::load(&session.client, reseat, session.ui.lang)?;
    let mut choices = Vec::new();
    for text in &args.skus {
        let product = products.find(text)?;
        let disabled = disabled_plans(&session.client, product, &args.disable_plan)?;
        choices.push(ProductChoice { sku_id: product.sku_id.clone(), disabled_plans: disabled });
    }
    // To give everyone who has a product that product makes no sense, so --all means those who match the filter.
    let chosen = people_choice::choose(&args.people, &[], session.input)?;
    if reseat {
        return on_reseat(session, Operation::Assign { products: choices }, chosen, &args.options);
    }
    on_graph(session, &Edit::Assign(choices.into_iter().map(as_graph).collect()), chosen, &args.options)
}

/// `reseat license move`
pub fn move_people(session: &mut Session<'_, '_>, args: &MoveArgs) -> Outcome {
    let reseat = session.is_reseat()?;
    let products = Products::load(&session.client, reseat, session.ui.lang)?;
    let from = products.find(&args.from_sku)?.sku_id.clone();
    let target = products.find(&args.to_sku)?;
    let disabled_plans = disabled_plans(&session.client, target, &args.disable_plan)?;
    let to = ProductChoice { sku_id: target.sku_id.clone(), disabled_plans };
    let chosen = people_choice::choose(&args.people, std::slice::from_ref(&from), session.input)?;
    if reseat {
        return on_reseat(session, Operation::Move { from, to }, chosen, &args.options);
    }
    on_graph(session, &Edit::Move(from, as_graph(to)), chosen, &args.options)
}

pub(super) fn as_graph(choice: ProductChoice) -> AssignedLicense {
    AssignedLicense { sku_id: choice.sku_id, disabled_plans: choice.disabled_plans }
}

fn find_all(session: &Session<'_, '_>, reseat: bool, texts: &[String]) -> Result<Vec<String>, Failure> {
    let products = Products::load(&session.client, reseat, session.ui.lang)?;
    texts.iter().map(|text| products.find(text).map(|product| product.sku_id.clone())).collect()
}

pub(super) fn on_reseat(
    session: &mut Session<'_, '_>,
    operation: Operation,
    chosen: Chosen,
    options: &ChangeOptions,
) -> Outcome {
    let people = people_choice::for_reseat(&session.client, chosen)?;
    let request = ChangeRequest {
        people,
        operation,
        all_or_nothing: options.all_or_nothing,
        reason: options.reason.clone(),
        preview_token: None,
    };
    change::run(session, &Change::Licenses(request), How { dry_run: options.dry_run, yes: options.yes })
}

pub(super) fn on_graph(
    session: &mut Session<'_, '_>,
    edit: &Edit,
    chosen: Chosen,
    options: &ChangeOptions,
) -> Outcome {
    if options.all_or_nothing {
        return Err(Failure::new(
            Exit::NotFound,
            "Microsoft Graph changes people one by one: there is no all-or-nothing",
        )
        .next("leave out --all-or-nothing, or use a Reseat server"));
    }
    if options.reason.is_some() {
        session.ui.note(session.ui.lang.pick(
            "Microsoft Graph keeps no reason; --reason is left out.",
            "Microsoft Graph 不保存原因；已忽略 --reason。",
        ));
    }
    graph_change::run(session, edit, chosen, options.dry_run, options.yes)
}
