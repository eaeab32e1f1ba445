//! `reseat losses`: what people will lose, and when.

use reseat_client::reseat::Loss;

use super::license::PAGE;
use crate::args::LossesArgs;
use crate::exit::{Exit, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::session::Session;

/// `reseat losses`
pub fn run(session: &mut Session<'_, '_>, args: &LossesArgs) -> Outcome {
    session.needs_reseat("list of losses")?;
    let rows = args.limit.map_or(usize::MAX, |n| n as usize);
    let pages = session.client.reseat().losses(args.within, args.limit.unwrap_or(PAGE).min(PAGE));
    let losses = pages.take_rows(rows)?;
    session.ui.list(&sheet(session.ui.lang, &losses), &losses)?;
    if session.ui.is_table() && losses.iter().any(|loss| loss.kind == "mailbox") {
        session.ui.note(session.ui.lang.pick(
            "A license with mail, assigned before the day, keeps the mailbox: reseat license assign SKU --user PERSON",
            "在该日期之前分配含邮件的许可证即可保留邮箱：reseat license assign SKU --user PERSON",
        ));
    }
    Ok(Exit::Done)
}

fn sheet(lang: Lang, losses: &[Loss]) -> Sheet {
    let columns = vec![
        Column::text("due", lang.pick("On", "日期")),
        Column::words(lang.pick("Lost", "失去")),
        Column::hidden("kind"),
        Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
        Column::text("displayName", lang.pick("Name", "显示名称")),
        Column::hidden("userId"),
        Column::text("changeSetId", lang.pick("Because of change", "起因更改")).keep().wide(),
    ];
    let mut sheet = Sheet::new(columns, lang.pick("Nothing will be lost.", "没有即将失去的内容。"));
    for loss in losses {
        sheet.row(vec![
            day(Some(&loss.due_date_time)),
            kind(lang, &loss.kind),
            loss.kind.clone(),
            loss.user.user_principal_name.clone(),
            loss.user.display_name.clone(),
            loss.user.id.clone(),
            loss.reason_change_set_id.clone().unwrap_or_default(),
        ]);
    }
    sheet
}

fn kind(lang: Lang, kind: &str) -> String {
    match kind {
        "mailbox" => lang.pick("mailbox", "邮箱"),
        "drive" => lang.pick("files", "文件"),
        "office" => lang.pick("editing in Office apps", "在 Office 应用中编辑"),
        "deletedUser" => lang.pick("deleted person", "已删除的用户"),
        other => other,
    }
    .to_owned()
}
