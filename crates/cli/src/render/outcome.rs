//! What came, or would come, of a change, person by person.

use reseat_client::reseat::{LicenseChange, Message, PersonOutcome};

use super::preview::Tense;
use super::words_for::{foreseen, result, service};
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::words;

/// The table of outcomes. Reasons are sentences: people read them below the table ([`notes`]).
pub fn outcome_sheet<'a>(
    lang: Lang,
    tense: Tense,
    people: impl IntoIterator<Item = &'a PersonOutcome>,
) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("userPrincipalName", lang.pick("Person", "用户")).keep(),
            Column::hidden("userId"),
            Column::hidden("displayName"),
            Column::hidden("status"),
            Column::words(lang.pick("Result", "结果")).keep(),
            Column::words(lang.pick("Licenses", "许可证")).common(),
            Column::hidden("removed"),
            Column::hidden("added"),
            Column::hidden("updated"),
            Column::text("servicesLost", lang.pick("Loses", "失去")).common(),
            Column::text("servicesKept", lang.pick("Keeps", "保留")).common().wide(),
            Column::text("mailboxUntil", lang.pick("Mail until", "邮箱保留至")).common(),
            Column::hidden("reasonCodes"),
            Column::hidden("reasons"),
            Column::hidden("warningCodes"),
        ],
        lang.pick("Nobody is concerned.", "没有涉及任何用户。"),
    );
    for outcome in people {
        sheet.row(row(lang, tense, outcome));
    }
    sheet
}

fn row(lang: Lang, tense: Tense, outcome: &PersonOutcome) -> Vec<String> {
    let user = &outcome.user;
    let until = outcome.mailbox.as_ref().and_then(|change| change.purge_date_time.as_deref());
    let licenses: Vec<_> = outcome.licenses.iter().map(|change| license(lang, change)).collect();
    let reasons: Vec<_> = outcome.reasons.iter().map(|reason| words::message(lang, reason)).collect();
    let codes = |messages: &[Message]| messages.iter().map(|m| m.code.clone()).collect::<Vec<_>>().join(" ");
    let names = |kind: &str| {
        let of_kind = outcome.licenses.iter().filter(|change| change.change == kind);
        of_kind.map(|change| lang.name(&change.names, &change.sku_id)).collect::<Vec<_>>().join("; ")
    };
    vec![
        label(outcome).to_owned(),
        user.id.clone(),
        user.display_name.clone(),
        outcome.status.clone(),
        match tense {
            Tense::Did => result(lang, &outcome.status),
            Tense::Would => foreseen(lang, &outcome.status),
        },
        licenses.join("\n"),
        names("removed"),
        names("added"),
        names("updated"),
        services(lang, outcome.services_lost.iter().map(|plan| plan.service.as_str())),
        services(lang, outcome.services_kept.iter().map(|kept| kept.plan.service.as_str())),
        until.map(|at| day(Some(at))).unwrap_or_default(),
        codes(&outcome.reasons),
        reasons.join(" "),
        codes(&outcome.warnings),
    ]
}

/// The best name there is for a person.
fn label(outcome: &PersonOutcome) -> &str {
    let user = &outcome.user;
    [&user.user_principal_name, &user.display_name, &user.id]
        .into_iter()
        .find(|t| !t.is_empty())
        .map_or("?", |t| t)
}

fn license(lang: Lang, change: &LicenseChange) -> String {
    let name = lang.name(&change.names, &change.sku_id);
    match change.change.as_str() {
        // A blank that does not break: the sign stays with the name.
        "removed" => format!("-\u{a0}{name}"),
        "added" => format!("+\u{a0}{name}"),
        _ => format!("~\u{a0}{name}"),
    }
}

/// What people ask about first.
const ORDER: [&str; 7] = ["mail", "files", "officeApps", "teams", "telephony", "deviceManagement", "cloudPc"];

/// Services by kind, each once; the many small ones as a number.
fn services<'a>(lang: Lang, kinds: impl Iterator<Item = &'a str>) -> String {
    let (mut named, mut others) = (Vec::new(), 0);
    for kind in kinds {
        match kind {
            "other" | "" => others += 1,
            _ if named.contains(&kind) => {}
            _ => named.push(kind),
        }
    }
    named.sort_by_key(|kind| ORDER.iter().position(|known| known == kind).unwrap_or(ORDER.len()));
    let mut texts: Vec<_> = named.into_iter().map(|kind| service(lang, kind)).collect();
    match (texts.is_empty(), others) {
        (_, 0) => {}
        (true, n) => texts.push(format!("{n} {}", lang.pick("services", "项服务"))),
        (false, n) => texts.push(format!("{n} {}", lang.pick("more", "项其他"))),
    }
    texts.join(lang.pick(", ", "、"))
}

/// Why people are left as they are or refused and what can be done, each sentence once with the people it is about.
pub fn notes<'a>(lang: Lang, people: impl IntoIterator<Item = &'a PersonOutcome>) -> Vec<String> {
    let mut notes: Vec<(String, Vec<&str>)> = Vec::new();
    for outcome in people {
        for reason in &outcome.reasons {
            let text = sentence(lang, reason, outcome.status == "refused");
            match notes.iter_mut().find(|(known, _)| *known == text) {
                Some((_, names)) => names.push(label(outcome)),
                None => notes.push((text, vec![label(outcome)])),
            }
        }
    }
    notes.into_iter().map(|(text, names)| format!("{}{text}", who(lang, &names))).collect()
}

fn sentence(lang: Lang, reason: &Message, refused: bool) -> String {
    let mut text = words::message(lang, reason);
    let remedy = words::remedy(lang, &reason.code, &reason.params);
    if refused && !remedy.is_empty() && !words::asks_for_nothing(&reason.code) {
        text.push_str(lang.pick(" ", ""));
        text.push_str(&remedy);
    }
    text
}

/// Up to three names, then a number.
fn who(lang: Lang, names: &[&str]) -> String {
    const NAMED: usize = 3;
    let mut text = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(lang.pick(", ", "、"));
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        text.push_str(&match lang {
            Lang::En => format!(" and {more} more"),
            Lang::Zh => format!(" 等另外 {more} 个用户"),
        });
    }
    text.push_str(lang.pick(": ", "："));
    text
}

/// `3 people:` as the head of a line.
pub(super) fn people_count(lang: Lang, people: u64) -> String {
    match (lang, people) {
        (Lang::En, 1) => "1 person:".to_owned(),
        (Lang::En, n) => format!("{n} people:"),
        (Lang::Zh, n) => format!("{n} 个用户："),
    }
}
