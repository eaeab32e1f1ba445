//! `reseat user list|show`

use reseat_client::graph::{User, UserQuery};
use reseat_client::reseat::{Person, PersonQuery, ServiceState};

use super::license::{PAGE, blocked};
use crate::args::StateFilter;
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::people_choice::holders_filter;
use crate::products::Products;
use crate::render::{path, service_state};
use crate::session::Session;

/// `reseat user list`
pub fn list(
    session: &mut Session<'_, '_>,
    search: Option<String>,
    state: Option<StateFilter>,
    product: Option<&str>,
    limit: Option<u32>,
) -> Outcome {
    let lang = session.ui.lang;
    let reseat = session.is_reseat()?;
    let products = Products::load(&session.client, reseat, lang)?;
    let sku = product.map(|text| products.find(text).map(|p| p.sku_id.clone())).transpose()?;
    let rows = limit.map_or(usize::MAX, |n| n as usize);
    let top = Some(limit.unwrap_or(PAGE).min(PAGE));
    if reseat {
        let filter = state.map(|state| state.as_str().to_owned());
        let people = session.client.reseat().people(&PersonQuery { search, filter, product: sku, top });
        let people = people.take_rows(rows)?;
        session.ui.list(&person_sheet(lang, &people), &people)?;
    } else {
        let query = graph_query(search, state, sku.as_deref(), top);
        let people = session.client.graph().users(&query).take_rows(rows)?;
        session.ui.list(&user_sheet(lang, &products, &people), &people)?;
    }
    Ok(Exit::Done)
}

fn graph_query(
    search: Option<String>,
    state: Option<StateFilter>,
    sku: Option<&str>,
    top: Option<u32>,
) -> UserQuery {
    let mut filters = Vec::new();
    let mut advanced = false;
    if let Some(text) = search {
        let text = text.replace('\'', "''");
        let starts = |name: &str| format!("startswith({name},'{text}')");
        filters.push(format!(
            "({} or {} or {})",
            starts("displayName"),
            starts("surname"),
            starts("userPrincipalName")
        ));
    }
    match state {
        Some(StateFilter::Enabled) => filters.push("accountEnabled eq true".to_owned()),
        Some(StateFilter::Disabled) => filters.push("accountEnabled eq false".to_owned()),
        Some(StateFilter::Licensed) => filters.push("assignedLicenses/$count ne 0".to_owned()),
        Some(StateFilter::Unlicensed) => filters.push("assignedLicenses/$count eq 0".to_owned()),
        None => {}
    }
    // Counting needs ConsistencyLevel (contract 2.1).
    advanced |= matches!(state, Some(StateFilter::Licensed | StateFilter::Unlicensed));
    if let Some(sku) = sku {
        filters.push(holders_filter(&[sku.to_owned()], None));
    }
    let filter = Some(filters.join(" and ")).filter(|text| !text.is_empty());
    let order_by = filter.is_none().then(|| "displayName".to_owned());
    UserQuery { filter, order_by, top, advanced, search: None }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::text("displayName", lang.pick("Name", "显示名称")),
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::text("licenses", lang.pick("Licenses", "许可证")),
        Column::text("department", lang.pick("Department", "部门")).wide(),
        Column::text("usageLocation", lang.pick("Location", "使用位置")).wide(),
        Column::words(lang.pick("Sign-in", "登录")),
        Column::hidden("accountEnabled"),
        Column::hidden("id"),
    ]
}

fn sign_in(lang: Lang, enabled: bool) -> String {
    if enabled { lang.pick("allowed", "允许") } else { lang.pick("blocked", "已阻止") }.to_owned()
}

fn person_sheet(lang: Lang, people: &[Person]) -> Sheet {
    let mut sheet = Sheet::new(columns(lang), lang.pick("Nobody matches.", "没有匹配的用户。"));
    for person in people {
        let licenses: Vec<_> = person.licenses.iter().map(|l| lang.name(&l.names, &l.sku_id)).collect();
        sheet.row(vec![
            person.user.display_name.clone(),
            person.user.user_principal_name.clone(),
            licenses.join("\n"),
            person.department.clone().unwrap_or_default(),
            person.usage_location.clone().unwrap_or_default(),
            blocked(lang, person.account_enabled),
            person.account_enabled.to_string(),
            person.user.id.clone(),
        ]);
    }
    sheet
}

fn product_name<'a>(products: &'a Products, sku: &'a str) -> &'a str {
    products.by_id(sku).map_or(sku, |product| product.name.as_str())
}

fn user_sheet(lang: Lang, products: &Products, users: &[User]) -> Sheet {
    let mut sheet = Sheet::new(columns(lang), lang.pick("Nobody matches.", "没有匹配的用户。"));
    for user in users {
        let licenses: Vec<_> =
            user.assigned_licenses.iter().map(|l| product_name(products, &l.sku_id)).collect();
        sheet.row(vec![
            user.display_name.clone().unwrap_or_default(),
            user.user_principal_name.clone(),
            licenses.join("\n"),
            user.department.clone().unwrap_or_default(),
            user.usage_location.clone().unwrap_or_default(),
            blocked(lang, user.account_enabled.unwrap_or(true)),
            user.account_enabled.unwrap_or(true).to_string(),
            user.id.clone(),
        ]);
    }
    sheet
}

/// `reseat user show`
pub fn show(session: &mut Session<'_, '_>, account: &str) -> Outcome {
    let lang = session.ui.lang;
    if session.is_reseat()? {
        let person = session.client.reseat().person(account).map_err(|e| not_found(e, account))?;
        session.ui.list(&person_facts(lang, &person), &person)?;
        if session.ui.is_table() {
            let sheet = assignments(lang, &person);
            let text = format!("\n{}", sheet.table(session.ui.width, session.ui.color));
            session.ui.out.write_all(text.as_bytes())?;
        }
        return Ok(Exit::Done);
    }
    let user = session.client.graph().user(account).map_err(|e| not_found(e, account))?;
    let products = Products::load(&session.client, false, lang)?;
    session.ui.list(&user_facts(lang, &user), &user)?;
    if session.ui.is_table() {
        let sheet = user_assignments(lang, &products, &user);
        let text = format!("\n{}", sheet.table(session.ui.width, session.ui.color));
        session.ui.out.write_all(text.as_bytes())?;
    }
    Ok(Exit::Done)
}

/// Nobody has this name: says how people are found.
pub(super) fn not_found(error: reseat_client::Error, account: &str) -> Failure {
    Failure::unless_found(
        error,
        format!("nobody has the sign-in name or id '{account}'"),
        "'reseat user list --search TEXT' finds people by the start of their names",
    )
}

/// A two-column sheet of facts; facts without a value are left out.
struct Facts(Sheet);

impl Facts {
    fn new(lang: Lang) -> Self {
        let columns = vec![
            Column::text("property", lang.pick("Property", "属性")),
            Column::text("value", lang.pick("Value", "值")),
        ];
        Self(Sheet::new(columns, ""))
    }

    fn add(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|text| !text.is_empty()) {
            self.0.row(vec![name.to_owned(), value.to_owned()]);
        }
    }
}

fn person_facts(lang: Lang, person: &Person) -> Sheet {
    let mut facts = Facts::new(lang);
    facts.add(lang.pick("Name", "显示名称"), Some(&person.user.display_name));
    facts.add(lang.pick("Sign-in name", "用户名"), Some(&person.user.user_principal_name));
    facts.add(lang.pick("Id", "对象 ID"), Some(&person.user.id));
    facts.add(lang.pick("Sign-in", "登录"), Some(&sign_in(lang, person.account_enabled)));
    facts.add(lang.pick("Job title", "职务"), person.job_title.as_deref());
    facts.add(lang.pick("Department", "部门"), person.department.as_deref());
    facts.add(lang.pick("Office", "办公室"), person.office_location.as_deref());
    facts.add(lang.pick("City", "城市"), person.city.as_deref());
    facts.add(lang.pick("Usage location", "使用位置"), person.usage_location.as_deref());
    let roles: Vec<_> = person.roles.iter().map(|role| role.name.as_str()).collect();
    facts.add(lang.pick("Roles", "角色"), Some(&roles.join(", ")));
    if person.synced {
        let yes = lang.pick("yes; change the person there", "是；请在本地目录中更改");
        facts.add(lang.pick("Synchronized from on-premises", "从本地同步"), Some(yes));
    }
    let services = &person.services;
    facts.add(lang.pick("Mailbox", "邮箱"), Some(&service(lang, &services.mailbox)));
    facts.add(lang.pick("Files", "文件"), Some(&service(lang, &services.drive)));
    facts.add(lang.pick("Office apps", "Office 应用"), Some(&service(lang, &services.office)));
    facts.add(
        lang.pick("Created", "创建时间"),
        person.created_date_time.as_deref().map(|at| day(Some(at))).as_deref(),
    );
    facts.add(
        lang.pick("Deleted", "删除时间"),
        person.deleted_date_time.as_deref().map(|at| day(Some(at))).as_deref(),
    );
    facts.0
}

fn service(lang: Lang, state: &ServiceState) -> String {
    let mut text = service_state(lang, &state.state);
    if let Some(since) = &state.since {
        text.push_str(&format!("{}{}", lang.pick(" since ", "，自 "), day(Some(since))));
    }
    let ends = [
        (&state.purge_date_time, lang.pick(", gone for good on ", "，永久删除于 ")),
        (&state.delete_date_time, lang.pick(", deleted on ", "，删除于 ")),
        (&state.reduced_functionality_by, lang.pick(", stops editing by ", "，停止编辑不晚于 ")),
    ];
    for (at, words) in ends {
        if let Some(at) = at {
            text.push_str(&format!("{words}{}", day(Some(at))));
        }
    }
    text
}

fn assignments(lang: Lang, person: &Person) -> Sheet {
    let mut sheet = assignment_sheet(lang);
    for held in &person.assignments {
        for way in &held.paths {
            sheet.row(vec![
                lang.name(&held.names, &held.sku_part_number).to_owned(),
                held.sku_part_number.clone(),
                path(lang, way),
                day(way.assigned_date_time.as_deref()),
                way.disabled_plans.len().to_string(),
            ]);
        }
    }
    sheet
}

fn assignment_sheet(lang: Lang) -> Sheet {
    let columns = vec![
        Column::text("product", lang.pick("License", "许可证")),
        Column::text("skuPartNumber", lang.pick("Part number", "部件号")),
        Column::text("through", lang.pick("Through", "来源")),
        Column::text("since", lang.pick("Since", "起始")),
        Column::number("plansOff", lang.pick("Plans off", "已关闭的服务")),
    ];
    Sheet::new(columns, lang.pick("No licenses.", "没有许可证。"))
}

fn user_facts(lang: Lang, user: &User) -> Sheet {
    let mut facts = Facts::new(lang);
    facts.add(lang.pick("Name", "显示名称"), user.display_name.as_deref());
    facts.add(lang.pick("Sign-in name", "用户名"), Some(&user.user_principal_name));
    facts.add(lang.pick("Id", "对象 ID"), Some(&user.id));
    facts.add(lang.pick("Sign-in", "登录"), user.account_enabled.map(|on| sign_in(lang, on)).as_deref());
    facts.add(lang.pick("Job title", "职务"), user.job_title.as_deref());
    facts.add(lang.pick("Department", "部门"), user.department.as_deref());
    facts.add(lang.pick("Usage location", "使用位置"), user.usage_location.as_deref());
    facts.add(
        lang.pick("Created", "创建时间"),
        user.created_date_time.as_deref().map(|at| day(Some(at))).as_deref(),
    );
    facts.0
}

fn user_assignments(lang: Lang, products: &Products, user: &User) -> Sheet {
    let mut sheet = assignment_sheet(lang);
    for state in &user.license_assignment_states {
        let through = match &state.assigned_by_group {
            None => lang.pick("direct", "直接").to_owned(),
            Some(group) => format!("{} {group}", lang.pick("group", "组")),
        };
        let part = product_name(products, &state.sku_id).to_owned();
        let off = state.disabled_plans.len().to_string();
        sheet.row(vec![part.clone(), part, through, "-".to_owned(), off]);
    }
    sheet
}
