//! Every code has its words in both languages, and the words use the code's own parameters.

use std::collections::BTreeSet;

use reseat_model::reason::{Reason, Warning};
use reseat_model::{SkuId, Timestamp, UserId};

use super::*;
use crate::roles::ROLES;

/// One of each: the parameters of a code are known only from a value.
fn every_reason() -> Vec<Reason> {
    let sku = SkuId::NIL;
    vec![
        Reason::NotHeld { sku },
        Reason::InheritedOnly { sku, groups: vec![] },
        Reason::StillInherited { sku, groups: vec![] },
        Reason::SelfService { sku, purchaser: UserId::NIL },
        Reason::PlanDependency { sku, plan: vec![], needs: vec![] },
        Reason::MutuallyExclusive { plans: vec![] },
        Reason::UsageLocationMissing,
        Reason::NoSeats { sku, enabled: 1, consumed: 1, warning: 0 },
        Reason::UnknownProduct { sku },
        Reason::NotAssignable { sku },
        Reason::PlanNotInProduct { sku, plans: vec![] },
        Reason::ContradictoryProduct { sku },
        Reason::AlreadySo,
        Reason::UserNotFound,
        Reason::UserDeleted,
        Reason::UserNotDeleted,
        Reason::UpnTaken { upn: String::new() },
        Reason::ChangedSincePreview,
        Reason::ChangedSince { sku },
        Reason::NotRevertible { kind: String::new() },
        Reason::RoleLacking { roles: vec![] },
        Reason::LastGlobalAdmin,
        Reason::SeatNotRestored { sku },
        Reason::Synced,
        Reason::NotAttempted,
        Reason::InternalError,
    ]
}

fn every_warning() -> Vec<Warning> {
    let at = Timestamp(0);
    vec![
        Warning::MailPurge { at },
        Warning::NotSearchable,
        Warning::SaveMailFirst,
        Warning::MailBounces,
        Warning::FilesKept,
        Warning::OfficeUnlicensed,
        Warning::NumberReleased,
        Warning::DevicesUnmanaged,
        Warning::CloudPcGrace { until: at },
        Warning::SignInStaysEnabled,
        Warning::BillUnchanged,
        Warning::MailReturns,
        Warning::NewEmptyMailbox,
    ]
}

/// Codes with the names of their parameters.
fn every_code() -> Vec<(&'static str, BTreeSet<String>)> {
    let names =
        |params: Vec<(&'static str, _)>| params.into_iter().map(|(name, _)| name.to_owned()).collect();
    let mut codes: Vec<_> = every_reason().iter().map(|r| (r.code(), names(r.params()))).collect();
    codes.extend(every_warning().iter().map(|w| (w.code(), names(w.params()))));
    codes
}

fn placeholders(template: &str) -> BTreeSet<String> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Four English words in a row are a sentence that nobody translated; product names are shorter.
fn holds_an_english_sentence(text: &str) -> bool {
    let mut run = 0;
    text.split_whitespace().any(|word| {
        run = if word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') { run + 1 } else { 0 };
        run >= 4
    })
}

#[test]
fn the_lists_of_this_test_are_complete() {
    let known: BTreeSet<_> = every_code().into_iter().map(|(code, _)| code).collect();
    let wanted: BTreeSet<_> = Reason::CODES.iter().chain(Warning::CODES).copied().collect();
    assert_eq!(known, wanted);
}

#[test]
fn rule_25_23_every_code_has_message_and_remedy_in_both_languages() {
    for (code, params) in every_code() {
        let texts = |language| {
            let missing = || panic!("{code} has no words in {language:?}");
            [message(language, code).unwrap_or_else(missing), remedy(language, code).unwrap_or_else(missing)]
        };
        for (en, zh) in texts(Language::En).into_iter().zip(texts(Language::ZhHans)) {
            assert!(!en.trim().is_empty() && !is_chinese(en), "{code}: {en}");
            assert!(is_chinese(zh) && !holds_an_english_sentence(zh), "{code}: {zh}");
            assert_eq!(placeholders(en), placeholders(zh), "{code}: {en} / {zh}");
            assert!(placeholders(en).is_subset(&params), "{code} has only {params:?}: {en}");
        }
    }
}

#[test]
fn no_words_are_left_for_codes_that_are_gone() {
    for language in Language::ALL {
        let reasons: BTreeSet<&str> = words(language).reasons.keys().map(String::as_str).collect();
        let warnings: BTreeSet<&str> = words(language).warnings.keys().map(String::as_str).collect();
        assert_eq!(reasons, Reason::CODES.iter().copied().collect(), "{}", language.tag());
        assert_eq!(warnings, Warning::CODES.iter().copied().collect(), "{}", language.tag());
    }
}

#[test]
fn every_role_and_kind_has_a_name_in_both_languages() {
    let ids: BTreeSet<String> = ROLES.iter().map(|role| role.id.to_string()).collect();
    for language in Language::ALL {
        assert_eq!(words(language).roles.keys().cloned().collect::<BTreeSet<_>>(), ids);
    }
    for known in ROLES {
        assert_eq!(role(Language::En, known.id), Some(known.name));
        assert!(role(Language::ZhHans, known.id).is_some_and(is_chinese), "{}", known.name);
    }
    assert_eq!(
        words(Language::En).kinds.keys().collect::<Vec<_>>(),
        words(Language::ZhHans).kinds.keys().collect::<Vec<_>>()
    );
    assert_eq!(words(Language::En).kinds.len(), 13);
    assert_eq!(kind(Language::ZhHans, "unassignAll"), Some("取消分配所有许可证"));
    assert_eq!(kind(Language::En, "dance"), None);
}

#[test]
fn templates_are_filled_and_unknown_parameters_stay() {
    let value = |name: &str| (name == "sku").then(|| "Office 365 E3".to_owned());
    assert_eq!(fill("{sku} from {groups}, {", value), "Office 365 E3 from {groups}, {");
}

#[test]
fn tags_of_people_and_of_the_environment_lead_to_a_language() {
    for (tag, language) in [
        ("zh-CN", Language::ZhHans),
        ("zh_CN.UTF-8", Language::ZhHans),
        ("zh", Language::ZhHans),
        ("en-US", Language::En),
        ("de-DE", Language::En),
        ("C.UTF-8", Language::En),
        ("", Language::En),
    ] {
        assert_eq!(Language::from_tag(tag), language, "{tag}");
    }
}
