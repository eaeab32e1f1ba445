//! What a service plan gives, told from its name: for plans that come without a description, such as those of the
//! public reference table. The built-in catalogue says the same of its plans; a test keeps the two together.

use std::sync::LazyLock;

use reseat_model::catalog::{AppliesTo, Service};

use super::raw::{applies_to_word, service_word};

/// `pattern,service,graphService,appliesTo`; a pattern may end in `*`, the longest one that fits wins.
const TABLE: &str = include_str!("classification.csv");

/// What the name of a plan tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// What the plan gives.
    pub service: Service,
    /// The `service` word of Graph's assignedPlans.
    pub graph_service: String,
    /// For people or for the tenant.
    pub applies_to: AppliesTo,
}

struct Rule {
    /// Upper case, without the star.
    text: String,
    prefix: bool,
    class: Class,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let mut rules: Vec<Rule> = reader.records().flatten().filter_map(|row| rule(&row)).collect();
    // Exact names before prefixes, long before short: the first that fits is the most specific.
    rules.sort_by_key(|rule| (rule.prefix, std::cmp::Reverse(rule.text.len())));
    rules
});

fn rule(row: &csv::StringRecord) -> Option<Rule> {
    let pattern = row.get(0)?.to_uppercase();
    let class = Class {
        service: service_word(row.get(1)?)?,
        graph_service: row.get(2)?.to_owned(),
        applies_to: applies_to_word(row.get(3)?)?,
    };
    Some(match pattern.strip_suffix('*') {
        Some(text) => Rule { text: text.to_owned(), prefix: true, class },
        None => Rule { text: pattern, prefix: false, class },
    })
}

/// Classifies a plan by its `servicePlanName`. A name that no rule knows gives nothing that has consequences.
pub fn classify(plan_name: &str) -> Class {
    let name = plan_name.trim().to_uppercase();
    RULES
        .iter()
        .find(|rule| if rule.prefix { name.starts_with(&rule.text) } else { name == rule.text })
        .map_or_else(unknown, |rule| rule.class.clone())
}

fn unknown() -> Class {
    Class { service: Service::Other, graph_service: "Other".to_owned(), applies_to: AppliesTo::User }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(RULES.len(), TABLE.lines().count() - 1);
    }

    #[test]
    fn una_40_only_plans_with_a_mailbox_are_mail() {
        for name in ["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_STANDARD_GOV", "exchange_s_deskless"] {
            assert_eq!(classify(name).service, Service::Mail, "{name}");
        }
        for name in ["EXCHANGE_S_FOUNDATION", "EXCHANGE_S_ARCHIVE_ADDON", "EXCHANGE_ANALYTICS", "SOMETHING"] {
            assert_eq!(classify(name).service, Service::Other, "{name}");
        }
    }

    #[test]
    fn una_43_46_47_50_51_consequences_follow_the_plan() {
        for (name, service) in [
            ("SHAREPOINTENTERPRISE_EDU", Service::Files),
            ("SHAREPOINTWAC", Service::Other),
            ("ONEDRIVE_BASIC", Service::Files),
            ("OFFICESUBSCRIPTION", Service::OfficeApps),
            ("OFFICE_BUSINESS", Service::OfficeApps),
            ("VISIO_CLIENT_SUBSCRIPTION", Service::Other),
            ("TEAMS1", Service::Teams),
            ("MCOSTANDARD", Service::Teams),
            ("MCOEV", Service::Telephony),
            ("MCOPSTN1", Service::Telephony),
            ("MCOMEETADV", Service::Other),
            ("INTUNE_A", Service::DeviceManagement),
            ("INTUNE_O365", Service::Other),
            ("CPC_1", Service::CloudPc),
        ] {
            assert_eq!(classify(name).service, service, "{name}");
        }
        assert_eq!(classify("EXCHANGE_S_FOUNDATION").applies_to, AppliesTo::Company);
    }
}
