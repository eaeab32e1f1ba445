//! `reseat role ...`: who holds administrator roles, giving and taking them.

use reseat_client::graph::{RoleAssignment, RoleDefinition, User};
use serde_json::json;

use super::license::blocked;
use super::user::not_found;
use crate::args::{RoleArgs, RoleCommand};
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet};
use crate::render::result;
use crate::session::Session;

/// `reseat role ...`
pub fn run(session: &mut Session<'_, '_>, command: RoleCommand) -> Outcome {
    match command {
        RoleCommand::List => list(session),
        RoleCommand::Show { role } => show(session, &role),
        RoleCommand::Grant(args) => change(session, Deed::Grant, &args),
        RoleCommand::Revoke(args) => change(session, Deed::Revoke, &args),
    }
}

fn list(session: &mut Session<'_, '_>) -> Outcome {
    let lang = session.ui.lang;
    let mut roles = session.client.graph().role_definitions()?;
    roles.sort_by(|a, b| a.display_name.cmp(&b.display_name));
    let held = session.client.graph().role_assignments(None)?;
    let columns = vec![
        Column::text("role", lang.pick("Role", "角色")).keep(),
        Column::number("holders", lang.pick("Holders", "拥有者")),
        Column::text("description", lang.pick("What it is for", "用途")),
        Column::hidden("id"),
    ];
    let mut sheet = Sheet::new(columns, lang.pick("No roles.", "没有角色。"));
    for role in &roles {
        let holders = held.iter().filter(|one| one.role_definition_id == role.id).count();
        sheet.row(vec![
            role.display_name.clone(),
            holders.to_string(),
            role.description.clone().unwrap_or_default(),
            role.id.clone(),
        ]);
    }
    session.ui.list(&sheet, &json!({ "roles": roles, "assignments": held }))?;
    Ok(Exit::Done)
}

fn show(session: &mut Session<'_, '_>, text: &str) -> Outcome {
    let lang = session.ui.lang;
    let role = find(session, text)?;
    let held = holders(session, &role)?;
    let columns = vec![
        Column::text("displayName", lang.pick("Name", "显示名称")),
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::text("department", lang.pick("Department", "部门")),
        Column::words(lang.pick("Sign-in", "登录")),
        Column::hidden("accountEnabled"),
        Column::hidden("id"),
    ];
    let mut sheet = Sheet::new(columns, lang.pick("Nobody holds it.", "没有用户拥有此角色。"));
    for one in &held {
        let person = one.principal.clone().unwrap_or_default();
        let enabled = person.account_enabled.unwrap_or(true);
        sheet.row(vec![
            person.display_name.unwrap_or_default(),
            person.user_principal_name,
            person.department.unwrap_or_default(),
            blocked(lang, enabled),
            enabled.to_string(),
            one.principal_id.clone(),
        ]);
    }
    session.ui.list(&sheet, &held)?;
    Ok(Exit::Done)
}

/// The role with this name or id, in any case.
fn find(session: &Session<'_, '_>, text: &str) -> Result<RoleDefinition, Failure> {
    let roles = session.client.graph().role_definitions()?;
    let same = |role: &&RoleDefinition| {
        role.display_name.eq_ignore_ascii_case(text) || role.id.eq_ignore_ascii_case(text)
    };
    if let Some(role) = roles.iter().find(same) {
        return Ok(role.clone());
    }
    let wanted = text.to_lowercase();
    let alike: Vec<_> = roles
        .iter()
        .map(|role| role.display_name.as_str())
        .filter(|name| wanted.split(' ').all(|word| name.to_lowercase().contains(word)))
        .take(3)
        .collect();
    let next = match alike.as_slice() {
        [] => "'reseat role list' shows the roles".to_owned(),
        some => format!("did you mean '{}'?", some.join("', '")),
    };
    Err(Failure::new(Exit::NotFound, format!("there is no role '{text}'")).next(next))
}

fn holders(session: &Session<'_, '_>, role: &RoleDefinition) -> Result<Vec<RoleAssignment>, Failure> {
    let filter = format!("roleDefinitionId eq '{}'", role.id);
    Ok(session.client.graph().role_assignments(Some(&filter))?)
}

/// What is done with a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Grant,
    Revoke,
}

fn change(session: &mut Session<'_, '_>, deed: Deed, args: &RoleArgs) -> Outcome {
    let lang = session.ui.lang;
    let role = find(session, &args.role)?;
    let held = holders(session, &role)?;
    let graph = session.client.graph();
    let people = args.user.iter().map(|account| graph.user(account).map_err(|e| not_found(e, account)));
    let people: Vec<User> = people.collect::<Result<_, _>>()?;
    let names: Vec<_> = people.iter().map(|person| person.user_principal_name.as_str()).collect();
    let (name, who) = (role.display_name.as_str(), names.join(lang.pick(", ", "、")));
    let question = match (lang, deed) {
        (Lang::En, Deed::Grant) => format!("Give the role {name} to {who}?"),
        (Lang::En, Deed::Revoke) => format!("Take the role {name} from {who}?"),
        (Lang::Zh, Deed::Grant) => format!("将角色 {name} 授予 {who}？"),
        (Lang::Zh, Deed::Revoke) => format!("撤销 {who} 的角色 {name}？"),
    };
    if !args.yes && !session.confirm(&question, people.len() as u64)? {
        session.ui.note(lang.pick("Nothing was changed.", "未做任何更改。"));
        return Ok(Exit::Done);
    }
    let mut done = Vec::new();
    for person in &people {
        done.push(one(session, deed, &role, &held, person)?);
    }
    let columns = vec![
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::hidden("status"),
        Column::words(lang.pick("Result", "结果")),
        Column::text("problem", lang.pick("Why", "原因")),
    ];
    let mut sheet = Sheet::new(columns, "");
    for (person, (status, problem)) in people.iter().zip(&done) {
        let upn = person.user_principal_name.clone();
        sheet.row(vec![upn, (*status).to_owned(), result(lang, status), problem.clone()]);
    }
    let rows = people.iter().zip(&done).map(|(person, (status, problem))| {
        json!({ "userId": person.id, "userPrincipalName": person.user_principal_name, "status": status, "problem": problem })
    });
    session.ui.list(&sheet, &rows.collect::<Vec<_>>())?;
    let refused = done.iter().any(|(status, _)| *status == "refused");
    Ok(if refused { Exit::SomeRefused } else { Exit::Done })
}

/// One person's result. A missing right concerns everyone alike and ends the command.
fn one(
    session: &Session<'_, '_>,
    deed: Deed,
    role: &RoleDefinition,
    held: &[RoleAssignment],
    person: &User,
) -> Result<(&'static str, String), Failure> {
    let lang = session.ui.lang;
    let assignment = held.iter().find(|one| one.principal_id == person.id);
    let graph = session.client.graph();
    let answer = match (deed, assignment) {
        (Deed::Grant, Some(_)) => {
            return Ok(("unchanged", lang.pick("holds it already", "已拥有此角色").to_owned()));
        }
        (Deed::Revoke, None) => {
            return Ok(("unchanged", lang.pick("does not hold it", "未拥有此角色").to_owned()));
        }
        (Deed::Grant, None) => graph.grant_role(&role.id, &person.id).map(drop),
        (Deed::Revoke, Some(assignment)) => graph.revoke_role(&assignment.id),
    };
    match answer {
        Ok(()) => Ok(("changed", String::new())),
        Err(reseat_client::Error::Api(api)) if api.status != 403 => Ok(("refused", api.message.clone())),
        Err(error) => Err(error.into()),
    }
}
