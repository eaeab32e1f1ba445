//! A preview in plain words: who, what it frees, what is lost and until when, what to do first.

use reseat_client::reseat::{Counts, Summary, SummaryWarning};

use super::outcome::people_count;
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::words;

/// Whether a change lies ahead or behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It would happen.
    Would,
    /// It happened.
    Did,
}

/// `3 people change, 1 stays as is, 1 is refused.`
pub fn counts_line(lang: Lang, tense: Tense, counts: &Counts) -> String {
    let Counts { changed, unchanged, refused } = *counts;
    match (lang, tense) {
        (Lang::En, Tense::Would) => {
            format!(
                "Would change: {changed}. Would stay as they are: {unchanged}. Would be refused: {refused}."
            )
        }
        (Lang::En, Tense::Did) => {
            format!("Changed: {changed}. Left as they were: {unchanged}. Refused: {refused}.")
        }
        (Lang::Zh, Tense::Would) => {
            format!("将更改：{changed}。将保持不变：{unchanged}。将被拒绝：{refused}。")
        }
        (Lang::Zh, Tense::Did) => format!("已更改：{changed}。未更改：{unchanged}。已拒绝：{refused}。"),
    }
}

/// Seats, services and warnings of everyone together.
pub fn preview_text(lang: Lang, summary: &Summary, width: u16, color: bool) -> String {
    let mut text = String::new();
    if !summary.seats.is_empty() {
        text.push_str(&format!("\n{}\n", lang.pick("Seats", "许可证数量")));
        text.push_str(&seats(lang, summary).table(width, color));
    }
    let services = services(lang, summary);
    if !services.is_empty() {
        text.push_str(&format!("\n{}\n", lang.pick("Services", "服务")));
        for line in services {
            push_item(&mut text, &line, width);
        }
    }
    if !summary.warnings.is_empty() {
        text.push_str(&format!("\n{}\n", lang.pick("Before you go on", "继续之前")));
        for warning in &summary.warnings {
            push_item(&mut text, &warning_line(lang, warning, summary), width);
        }
    }
    text
}

fn seats(lang: Lang, summary: &Summary) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("product", lang.pick("Product", "产品")),
            Column::number("freed", lang.pick("Freed", "释放")),
            Column::number("taken", lang.pick("Taken", "占用")),
            Column::number("assigned", lang.pick("Assigned then", "之后已分配")),
            Column::number("available", lang.pick("Available then", "之后可用")),
        ],
        "",
    );
    for seat in &summary.seats {
        let mut name = lang.name(&seat.names, &seat.sku_id).to_owned();
        if seat.pool == "selfService" {
            name.push_str(lang.pick(" (self-service)", "（自助购买）"));
        }
        let numbers = [seat.freed, seat.taken, seat.assigned_after, seat.available_after];
        sheet.row(std::iter::once(name).chain(numbers.map(|n| n.to_string())).collect());
    }
    sheet
}

fn services(lang: Lang, summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    if summary.mailboxes_disconnected > 0 {
        let head = people_count(lang, summary.mailboxes_disconnected);
        let purge = day(summary.earliest_mailbox_purge.as_deref());
        lines.push(match lang {
            Lang::En => format!(
                "{head} the mailbox is disconnected; without a new license with mail the first is deleted for good on {purge}."
            ),
            Lang::Zh => format!("{head}邮箱将断开连接；如不重新分配含邮件的许可证，最早于 {purge} 永久删除。"),
        });
    }
    let mut add = |people: u64, en: &'static str, zh: &'static str| {
        if people > 0 {
            lines.push(match lang {
                Lang::En => format!("{} {en}", people_count(lang, people)),
                Lang::Zh => format!("{}{zh}", people_count(lang, people)),
            });
        }
    };
    add(summary.mailboxes_restored, "the disconnected mailbox comes back.", "已断开的邮箱将恢复。");
    add(
        summary.drives_unlicensed,
        "files are kept, the drive has no license any more.",
        "文件保留，OneDrive 不再有许可证。",
    );
    add(summary.office_unlicensed, "Office apps lose their license.", "Office 应用将失去许可证。");
    lines
}

/// The remedy is what to do; the message why. Instants differ from person to person, so the summary names the first.
fn warning_line(lang: Lang, warning: &SummaryWarning, summary: &Summary) -> String {
    let mut params = warning.params.clone();
    if let (false, Some(at)) = (params.contains_key("at"), &summary.earliest_mailbox_purge) {
        params.insert("at".to_owned(), at.clone().into());
    }
    let message = words::summary(lang, &warning.code, &params);
    let remedy = words::remedy(lang, &warning.code, &params);
    let head = people_count(lang, warning.people);
    match lang {
        _ if words::asks_for_nothing(&warning.code) || remedy.is_empty() => format!("{head} {message}"),
        Lang::En => format!("{head} {message} {remedy}"),
        Lang::Zh => format!("{head}{message}{remedy}"),
    }
}

/// One item of a list, wrapped under its dash.
pub fn push_item(text: &mut String, item: &str, width: u16) {
    let mut sheet = Sheet::new(vec![Column::text("", "")], "");
    sheet.row(vec![item.to_owned()]);
    let wrapped = sheet.table(width.saturating_sub(2), false);
    // A sheet's first line is its heading, empty here.
    for (n, line) in wrapped.trim_start_matches('\n').lines().enumerate() {
        text.push_str(if n == 0 { "- " } else { "  " });
        text.push_str(line);
        text.push('\n');
    }
}
