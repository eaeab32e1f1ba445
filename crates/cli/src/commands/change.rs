//! `reseat change ...` and `reseat audit`

use reseat_client::Error;
use reseat_client::reseat::{AuditQuery, AuditRecord, ChangeSet, ChangeSetQuery};

use super::clock::instant;
use super::license::PAGE;
use super::user::not_found;
use crate::args::{AuditArgs, ChangeListArgs, Format, Span};
use crate::change::{self as flow, Change, How};
use crate::exit::{Exit, Failure, Outcome};
use crate::lang::Lang;
use crate::output::{Column, Sheet, minute};
use crate::people_choice::is_guid;
use crate::render::{Tense, counts_line, face};
use crate::report::{self, People};
use crate::session::Session;
use crate::words;

/// `reseat change list`
pub fn list(session: &mut Session<'_, '_>, args: &ChangeListArgs) -> Outcome {
    session.needs_reseat("history of changes")?;
    let (from, to) = span(&args.span)?;
    let user = object_id(session, args.user.as_deref())?;
    let actor = object_id(session, args.actor.as_deref())?;
    let query = ChangeSetQuery { user, actor, from, to };
    let sets = session.client.reseat().change_sets(&query, args.limit.min(PAGE));
    let sets = sets.take_rows(args.limit as usize)?;
    session.ui.list(&change_sheet(session.ui.lang, &sets), &sets)?;
    Ok(Exit::Done)
}

/// The id of a person or application: an id stays, a sign-in name is looked up.
fn object_id(session: &Session<'_, '_>, account: Option<&str>) -> Result<Option<String>, Failure> {
    match account {
        Some(account) if !is_guid(account) => {
            let person = session.client.reseat().person(account).map_err(|e| not_found(e, account))?;
            Ok(Some(person.user.id))
        }
        other => Ok(other.map(str::to_owned)),
    }
}

/// A span of time in the form that the server reads.
pub(super) fn span(span: &Span) -> Result<(Option<String>, Option<String>), Failure> {
    let read = |text: &Option<String>| text.as_deref().map(instant).transpose();
    Ok((read(&span.from)?, read(&span.to)?))
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
    let set = session.client.reseat().change_set(id).map_err(|e| missing(e, id))?;
    let items = session.client.reseat().change_set_items(id, PAGE).all()?;
    match session.ui.format {
        Format::Json => session.ui.json(&serde_json::json!({ "changeSet": set, "people": items }))?,
        Format::Csv => report::people(session, Tense::Did, People::Here(&items), &set.counts)?,
        Format::Table => {
            session.ui.list(&change_sheet(lang, std::slice::from_ref(&set)), &set)?;
            facts(session, &set)?;
            session.ui.line("")?;
            report::people(session, Tense::Did, People::Here(&items), &set.counts)?;
            let line = counts_line(lang, Tense::Did, &set.counts);
            session.ui.line(&format!("\n{line}"))?;
        }
    }
    Ok(Exit::Done)
}

/// What a list has no room for.
fn facts(session: &mut Session<'_, '_>, set: &ChangeSet) -> std::io::Result<()> {
    let lang = session.ui.lang;
    let through = face(lang, &set.face);
    let facts = [
        (lang.pick("Who", "操作者"), Some(set.actor.label())),
        (lang.pick("Through", "途径"), Some(through.as_str())),
        (lang.pick("Reason", "原因"), set.reason.as_deref()),
        (lang.pick("Takes back", "撤消了"), set.reverts.as_deref()),
        (lang.pick("Taken back by", "被撤消于"), set.reverted_by.as_deref()),
        (lang.pick("Request id", "请求 ID"), set.request_id.as_deref()),
    ];
    for (head, value) in facts {
        if let Some(value) = value {
            session.ui.line(&format!("{head}{}{value}", lang.pick(": ", "：")))?;
        }
    }
    Ok(())
}

fn missing(error: Error, id: &str) -> Failure {
    Failure::unless_found(
        error,
        format!("there is no change '{id}'"),
        "'reseat change list' shows the changes",
    )
}

/// `reseat change revert`
pub fn revert(session: &mut Session<'_, '_>, id: &str, reason: Option<String>, how: How) -> Outcome {
    session.needs_reseat("history of changes")?;
    flow::run(session, &Change::Revert { id: id.to_owned(), reason }, how)
}

/// `reseat audit`
pub fn audit(session: &mut Session<'_, '_>, args: &AuditArgs) -> Outcome {
    session.needs_reseat("audit log of this kind")?;
    let (from, to) = span(&args.span)?;
    let target = object_id(session, args.user.as_deref())?;
    let actor = object_id(session, args.actor.as_deref())?;
    let query = AuditQuery { activity: args.activity.clone(), actor, target, from, to };
    let records = session.client.reseat().audit(&query, args.limit.min(PAGE));
    let records = records.take_rows(args.limit as usize)?;
    session.ui.list(&audit_sheet(session.ui.lang, &records), &records)?;
    Ok(Exit::Done)
}

fn audit_sheet(lang: Lang, records: &[AuditRecord]) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::hidden("id"),
            Column::text("at", lang.pick("When (UTC)", "时间 (UTC)")),
            Column::text("activity", lang.pick("What", "操作")),
            Column::words(lang.pick("Result", "结果")),
            Column::hidden("result"),
            Column::text("target", lang.pick("To whom", "对象")).keep(),
            Column::text("actor", lang.pick("Who", "操作者")),
            Column::words(lang.pick("Through", "途径")).wide(),
            Column::hidden("face"),
            Column::hidden("changeSetId"),
            Column::hidden("requestId"),
            Column::hidden("hash"),
        ],
        lang.pick("No entries.", "没有条目。"),
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
            // In a log of successes only what failed is worth a word.
            if record.result == "success" { "" } else { lang.pick("failed", "失败") }.to_owned(),
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
