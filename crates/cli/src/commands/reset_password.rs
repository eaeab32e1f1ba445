//! `reseat user reset-password`: a new password, told once.

use serde_json::json;

use super::import_graph::first_password;
use super::user::not_found;
use crate::args::{Format, ResetArgs};
use crate::exit::{Exit, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet};
use crate::session::Session;

/// `reseat user reset-password`
pub fn run(session: &mut Session<'_, '_>, args: &ResetArgs) -> Outcome {
    let lang = session.ui.lang;
    let person = session.client.graph().user(&args.person).map_err(|e| not_found(e, &args.person))?;
    let upn = person.user_principal_name;
    let question = match lang {
        Lang::En => format!("Give {upn} a new password and end their sessions?"),
        Lang::Zh => format!("重置 {upn} 的密码并结束其会话？"),
    };
    if !args.yes && !session.confirm(&question, 1)? {
        session.ui.note(lang.pick("Nothing was changed.", "未做任何更改。"));
        return Ok(Exit::Done);
    }
    let password = first_password(&session.client.new_id());
    session.client.graph().reset_password(&person.id, &password)?;
    let columns = vec![
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::text("temporaryPassword", lang.pick("New password", "新密码")).keep(),
        Column::hidden("userId"),
    ];
    let mut sheet = Sheet::new(columns, "");
    sheet.row(vec![upn.clone(), password.clone(), person.id.clone()]);
    let answer = json!({ "userPrincipalName": upn, "userId": person.id, "temporaryPassword": password });
    session.ui.list(&sheet, &answer)?;
    if session.ui.format == Format::Table {
        session.ui.note(lang.pick(
            "The password is shown only here and must be changed at the next sign-in.",
            "密码仅在此处显示一次，下次登录时必须更改。",
        ));
    }
    Ok(Exit::Done)
}
