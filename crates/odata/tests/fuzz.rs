//! Any bytes are read without a panic, and what is printed reads back.

use proptest::prelude::*;
use reseat_model::query::{CompareOp, Filter, Kind, Level, Literal, Text, TextTest, UserProperty};
use reseat_model::subscription::Status;
use reseat_model::{PlanId, SkuId, Timestamp};
use reseat_odata::{
    Options, People, parse_filter, parse_user_count, parse_user_list, parse_user_single, print_filter,
};

/// Scraps of filters, so that random texts get past the first word.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        prop::sample::select(vec![
            "displayName",
            "accountEnabled",
            "assignedLicenses/any(x:x/skuId eq ",
            "assignedLicenses/$count",
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "in",
            "(",
            ")",
            ",",
            "'",
            "''",
            "null",
            "true",
            "0",
            "-1",
            "startswith(",
            "businessPhones/any(p:",
            "6fd2c87f-b296-42f0-b197-1e91e994b900",
            "2021-01-01T00:00:00Z",
            "/",
            ":",
            "x:x",
            "2021-13-01",
            "9999-12-31T23:59:59.999999999Z",
            "'ß'",
            "endswith(mail,'x')",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(scrap, 0..20).prop_map(|scraps| scraps.join(" "))
}

fn text_property(level: fn(UserProperty) -> Level) -> impl Strategy<Value = UserProperty> {
    let fitting = |p: &UserProperty| p.kind() == Kind::Text && level(*p) != Level::No;
    prop::sample::select(UserProperty::ALL.iter().copied().filter(fitting).collect::<Vec<_>>())
}

fn leaf() -> impl Strategy<Value = Filter> {
    let ops = || {
        prop::sample::select(vec![
            CompareOp::Eq,
            CompareOp::Ne,
            CompareOp::Lt,
            CompareOp::Le,
            CompareOp::Gt,
            CompareOp::Ge,
        ])
    };
    let text = || "\\PC{0,12}";
    let ids = || prop::collection::vec(any::<[u8; 16]>().prop_map(SkuId::from_bytes), 1..4);
    let states = prop::sample::select(vec![
        Status::Enabled,
        Status::Warning,
        Status::Suspended,
        Status::Deleted,
        Status::LockedOut,
    ]);
    prop_oneof![
        (text_property(|p| p.ops().range), ops(), text()).prop_map(|(property, op, raw)| {
            Filter::Compare { property, op, value: Literal::Text(Text::new(raw)) }
        }),
        (ops(), -60_000_000_000_000_000i64..250_000_000_000_000_000).prop_map(|(op, at)| {
            let value = Literal::Instant(Timestamp(at));
            Filter::Compare { property: UserProperty::CreatedDateTime, op, value }
        }),
        any::<[u8; 16]>().prop_map(|id| {
            let value = Literal::Guid(SkuId::from_bytes(id).0);
            Filter::Compare { property: UserProperty::Id, op: CompareOp::Eq, value }
        }),
        any::<bool>().prop_map(|flag| {
            let value = Literal::Bool(flag);
            Filter::Compare { property: UserProperty::AccountEnabled, op: CompareOp::Ne, value }
        }),
        text_property(|p| p.ops().null)
            .prop_map(|property| { Filter::Compare { property, op: CompareOp::Eq, value: Literal::Null } }),
        (text_property(|p| p.ops().within), prop::collection::vec(text(), 1..4)).prop_map(
            |(property, raw)| {
                let values = raw.into_iter().map(|raw| Literal::Text(Text::new(raw))).collect();
                Filter::In { property, values }
            }
        ),
        (text_property(|p| p.ops().starts), text())
            .prop_map(|(property, raw)| Filter::StartsWith { property, text: Text::prefix(raw) }),
        (text_property(|p| p.ops().ends), text())
            .prop_map(|(property, raw)| Filter::EndsWith { property, text: Text::suffix(raw) }),
        text().prop_map(|raw| {
            let test = TextTest::EndsWith(Text::suffix(raw));
            Filter::AnyText { property: UserProperty::ProxyAddresses, test }
        }),
        ids().prop_map(Filter::AnyLicense),
        (ops(), 0u64..9).prop_map(|(op, count)| Filter::LicenseCount { op, count }),
        (any::<[u8; 16]>(), prop::option::of(states))
            .prop_map(|(plan, status)| Filter::AnyPlan { plan: PlanId::from_bytes(plan), status }),
    ]
}

/// Filters as the reader makes them: lists of at least two, none directly inside its own kind.
fn filters() -> impl Strategy<Value = Filter> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts().prop_map(|parts| Filter::And(flat(parts, |f| match f {
                Filter::And(inner) => Ok(inner),
                other => Err(other),
            }))),
            parts().prop_map(|parts| Filter::Or(flat(parts, |f| match f {
                Filter::Or(inner) => Ok(inner),
                other => Err(other),
            }))),
            inner.clone().prop_map(|part| Filter::Not(Box::new(part))),
        ]
    })
}

fn flat(parts: Vec<Filter>, inner: fn(Filter) -> Result<Vec<Filter>, Filter>) -> Vec<Filter> {
    parts.into_iter().flat_map(|part| inner(part).unwrap_or_else(|part| vec![part])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_filter_text_is_read_without_panic(text in scraps()) {
        let _ = parse_filter(&text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = parse_filter(&text);
        let _ = parse_user_single(&text);
        for option in ["", "$filter=", "$select=", "$orderby=", "$search=", "$skiptoken=", "$top="] {
            let query = format!("{option}{text}&$count=true");
            let _ = parse_user_list(&query, Some("eventual"), People::Present);
            let _ = parse_user_count(&query, Some("eventual"), People::Deleted);
            let _ = Options::parse(&query);
        }
    }

    #[test]
    fn a_printed_filter_reads_back(filter in filters()) {
        let text = print_filter(&filter);
        let parsed = parse_filter(&text);
        prop_assert_eq!(parsed.map(|parsed| parsed.filter), Ok(filter), "{}", text);
    }
}
