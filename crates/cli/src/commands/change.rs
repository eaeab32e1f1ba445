//! `reseat change ...` and `reseat audit`

use reseat_client::reseat::{AuditRecord, ChangeSet};

use super::license::PAGE;
use crate::args::Format;
use crate::change::{self as flow, Change, How};
use crate::exit::{Exit, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet, minute};
use crate::people_choice::is_guid;
use crate::render::{Tense, counts_line, face};
use crate::report::{self, People};
use crate::session::Session;
use crate::words;

/// `reseat change list`
pub fn list(session: &mut Session<'_, '_>, user: Option<&str>, limit: u32) -> Outcome {
    session.needs_reseat("history of changes")?;
    let reseat = session.client.reseat();
    let user = match user {
        Some(account) if !is_guid(account) => Some(reseat.person(account)?.user.id),
        other => other.map(str::to_owned),
    };
    let sets = reseat.change_sets(user.as_deref(), limit.min(PAGE)).take_rows(limit as usize)?;
    session.ui.list(&change_sheet(session.ui.lang, &sets), &sets)?;
    Ok(Exit::Done)
}

fn change_sheet(lang: Lang, sets: &[ChangeSet]) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("id", lang.pick("Change", "更改")).keep(),
            Column::text("at", lang.pick("When (UTC)", "时间 (UTC)")),
            Column::words(lang.pick("What", "操作")),
            Column::hidden("kind"),
            Column::number("changed", lang.pick("Changed", "已更改")),
            Column::number("refused", lang.pick("Refused", "已拒绝")).wide(),
            Column::text("actor", lang.pick("Who", "操作者")).wide(),
            Column::words(lang.pick("Through", "途径")).wide(),
            Column::hidden("face"),
            Column::words(lang.pick("Undo", "撤消")).keep().wide(),
            Column::hidden("revertible"),
            Column::hidden("revertedBy"),
            Column::hidden("reason"),
        ],
        lang.pick("No changes.", "没有更改。"),
    );
    for set in sets {
        sheet.row(vec![
            set.id.clone(),
            minute(Some(&set.created_date_time)),
            words::kind(lang, &set.kind),
            set.kind.clone(),
            set.counts.changed.to_string(),
            set.counts.refused.to_string(),
            set.actor.label().to_owned(),
            face(lang, &set.face),
            set.face.clone(),
            undo(lang, set),
            set.revertible.to_string(),
            set.reverted_by.clone().unwrap_or_default(),
            set.reason.clone().unwrap_or_default(),
        ]);
    }
    sheet
}

fn undo(lang: Lang, set: &ChangeSet) -> String {
    match (&set.reverted_by, set.revertible) {
        (Some(_), _) => lang.pick("undone", "已撤消"),
        (None, true) => lang.pick("possible", "可以"),
        (None, false) => "-",
    }
    .to_owned()
}

/// `reseat change show`
pub fn show(session: &mut Session<'_, '_>, id: &str) -> Outcome {
    session.needs_reseat("history of changes")?;
    let lang = session.ui.lang;
    let set = session.client.reseat().change_set(id)?;
    let items = session.client.reseat().change_set_items(id, PAGE).all()?;
    match session.ui.format {
        Format::Json => session.ui.json(&serde_json::json!({ "changeSet": set, "people": items }))?,
        Format::Csv => report::people(session, People::Here(&items), &set.counts)?,
        Format::Table => {
            session.ui.list(&change_sheet(lang, std::slice::from_ref(&set)), &set)?;
            let reason = set.reason.as_deref().unwrap_or("-");
            session.ui.line(&format!("{} {reason}", lang.pick("Reason:", "原因：")))?;
            let links = [
                (&set.reverts, lang.pick("Takes back:", "撤消了：")),
                (&set.reverted_by, lang.pick("Taken back by:", "被撤消于：")),
                (&set.request_id, lang.pick("Request id:", "请求 ID：")),
            ];
            for (value, head) in links {
                if let Some(value) = value {
                    session.ui.line(&format!("{head} {value}"))?;
                }
            }
            session.ui.line("")?;
            report::people(session, People::Here(&items), &set.counts)?;
            let line = counts_line(lang, Tense::Did, &set.counts);
            session.ui.line(&format!("\n{line}"))?;
        }
    }
    Ok(Exit::Done)
}

/// `reseat change revert`
pub fn revert(session: &mut Session<'_, '_>, id: &str, reason: Option<String>, how: How) -> Outcome {
    session.needs_reseat("history of changes")?;
    flow::run(session, &Change::Revert { id: id.to_owned(), reason }, how)
}

/// `reseat audit`
pub fn audit(session: &mut Session<'_, '_>, limit: u32) -> Outcome {
    session.needs_reseat("audit log of this kind")?;
    let records = session.client.reseat().audit(limit.min(PAGE)).take_rows(limit as usize)?;
    session.ui.list(&audit_sheet(session.ui.lang, &records), &records)?;
    Ok(Exit::Done)
}

fn audit_sheet(lang: Lang, records: &[AuditRecord]) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("id", lang.pick("Entry", "条目")),
            Column::text("at", lang.pick("When (UTC)", "时间 (UTC)")),
            Column::text("activity", lang.pick("What", "操作")),
            Column::text("result", lang.pick("Result", "结果")),
            Column::text("target", lang.pick("To whom", "对象")).keep(),
            Column::text("actor", lang.pick("Who", "操作者")),
            Column::words(lang.pick("Through", "途径")).wide(),
            Column::hidden("face"),
            Column::hidden("changeSetId"),
            Column::hidden("requestId"),
            Column::hidden("hash"),
        ],
        lang.pick("The audit log is empty.", "审核日志为空。"),
    );
    for record in records {
        let target = record.target.as_ref();
        let label = target.and_then(|t| {
            [&t.user_principal_name, &t.display_name, &t.id]
                .into_iter()
                .flatten()
                .find(|text| !text.is_empty())
        });
        sheet.row(vec![
            record.id.clone(),
            minute(Some(&record.activity_date_time)),
            record.activity.clone(),
            record.result.clone(),
            label.cloned().unwrap_or_default(),
            record.actor.label().to_owned(),
            face(lang, &record.face),
            record.face.clone(),
            record.change_set_id.clone().unwrap_or_default(),
            record.request_id.clone().unwrap_or_default(),
            record.hash.clone().unwrap_or_default(),
        ]);
    }
    sheet
}
