//! What came, or would come, of a change, person by person.

use std::collections::BTreeMap;

use reseat_client::reseat::{LicenseChange, PersonOutcome};

use super::words_for::{result, service};
use crate::lang::Lang;
use crate::output::{Column, Sheet, day};
use crate::words;

/// The table of outcomes.
pub fn outcome_sheet<'a>(lang: Lang, people: impl IntoIterator<Item = &'a PersonOutcome>) -> Sheet {
    let mut sheet = Sheet::new(
        vec![
            Column::text("userPrincipalName", lang.pick("Person", "用户")),
            Column::hidden("userId"),
            Column::hidden("displayName"),
            Column::text("status", lang.pick("Result", "结果")),
            Column::text("licenses", lang.pick("Licenses", "许可证")),
            Column::text("servicesLost", lang.pick("Loses", "失去")),
            Column::text("servicesKept", lang.pick("Keeps", "保留")).wide(),
            Column::text("mailboxUntil", lang.pick("Mail until", "邮箱保留至")),
            Column::hidden("reasonCodes"),
            Column::text("reasons", lang.pick("Why", "原因")),
        ],
        lang.pick("Nobody is concerned.", "没有涉及任何用户。"),
    );
    for outcome in people {
        sheet.row(row(lang, outcome));
    }
    sheet
}

fn row(lang: Lang, outcome: &PersonOutcome) -> Vec<String> {
    let user = &outcome.user;
    let name = [&user.user_principal_name, &user.display_name, &user.id].into_iter().find(|t| !t.is_empty());
    let licenses: Vec<_> = outcome.licenses.iter().map(|change| license(lang, change)).collect();
    let until = outcome.mailbox.as_ref().and_then(|change| change.purge_date_time.as_deref());
    let reasons: Vec<_> = outcome.reasons.iter().map(|reason| words::message(lang, reason)).collect();
    let codes: Vec<_> = outcome.reasons.iter().map(|reason| reason.code.as_str()).collect();
    vec![
        name.cloned().unwrap_or_default(),
        user.id.clone(),
        user.display_name.clone(),
        result(lang, &outcome.status),
        licenses.join("\n"),
        services(lang, outcome.services_lost.iter().map(|plan| plan.service.as_str())),
        services(lang, outcome.services_kept.iter().map(|kept| kept.plan.service.as_str())),
        until.map(|at| day(Some(at))).unwrap_or_default(),
        codes.join(" "),
        reasons.join("\n"),
    ]
}

fn license(lang: Lang, change: &LicenseChange) -> String {
    let name = lang.name(&change.names, &change.sku_id);
    match change.change.as_str() {
        "removed" => format!("- {name}"),
        "added" => format!("+ {name}"),
        _ => format!("~ {name}"),
    }
}

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
    let mut texts: Vec<_> = named.into_iter().map(|kind| service(lang, kind)).collect();
    match (texts.is_empty(), others) {
        (_, 0) => {}
        (true, n) => texts.push(format!("{n} {}", lang.pick("services", "项服务"))),
        (false, n) => texts.push(format!("{n} {}", lang.pick("more", "项其他"))),
    }
    texts.join(lang.pick(", ", "、"))
}

/// What can be done about refusals, each remedy once with the number of people it would help.
pub fn problems<'a>(lang: Lang, people: impl IntoIterator<Item = &'a PersonOutcome>) -> Vec<String> {
    let mut remedies: BTreeMap<String, u64> = BTreeMap::new();
    for outcome in people.into_iter().filter(|outcome| outcome.status == "refused") {
        for reason in outcome.reasons.iter().filter(|reason| !words::asks_for_nothing(&reason.code)) {
            let remedy = words::remedy(lang, &reason.code, &reason.params);
            if !remedy.is_empty() {
                *remedies.entry(remedy).or_default() += 1;
            }
        }
    }
    let mut sorted: Vec<_> = remedies.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted.into_iter().map(|(remedy, people)| format!("{} {remedy}", people_count(lang, people))).collect()
}

/// `3 people:` as the head of a line.
pub(super) fn people_count(lang: Lang, people: u64) -> String {
    match (lang, people) {
        (Lang::En, 1) => "1 person:".to_owned(),
        (Lang::En, n) => format!("{n} people:"),
        (Lang::Zh, n) => format!("{n} 个用户："),
    }
}
