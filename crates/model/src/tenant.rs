//! An organisation and its settings.

use crate::{TenantId, Timestamp, limits};

/// Which cloud's names the console uses (section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Cloud {
    /// admin.microsoft.com and friends.
    #[default]
    Worldwide,
    /// Closed in 2021; still accepted (CLD-2).
    Germany,
    /// Operated by 21Vianet (CLD-4).
    Vianet21,
}

impl Cloud {
    /// Every cloud.
    pub const ALL: [Self; 3] = [Self::Worldwide, Self::Germany, Self::Vianet21];

    /// Its name on the wire and in files: `worldwide`, `germany` or `21vianet`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Worldwide => "worldwide",
            Self::Germany => "germany",
            Self::Vianet21 => "21vianet",
        }
    }

    /// The cloud of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.name() == name)
    }
}

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhHans,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhHans];

    /// Its tag: `en` or `zh-Hans`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
        }
    }

    /// The language for a tag such as `zh-CN`, `zh_CN.UTF-8` or `en-US`; English for all that is not Chinese.
    pub fn from_tag(tag: &str) -> Self {
        let first = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("zh") { Self::ZhHans } else { Self::En }
    }

    /// The language of exactly that tag.
    pub fn by_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub display_name: String,
    /// Its default domain, such as `contoso.example`.
    pub domain: String,
    /// ISO 3166 country of the organisation.
    pub country: String,
    /// IANA time zone in which the console shows dates.
    pub time_zone: String,
    /// Which cloud's words.
    pub cloud: Cloud,
    /// When it was made.
    pub created_at: Timestamp,
    /// What an administrator may change.
    pub settings: Settings,
}

/// Settings of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// People per operation on the Licenses page (25.17).
    pub licenses_page_users: u32,
    /// Whether the resource-owner password grant is allowed (design section 6: off).
    pub password_grant: bool,
    /// Days audit and change sets are kept.
    pub history_days: i64,
    /// Accounts that the sign-in page suggests, by UPN; only allowed with a simulated clock.
    pub sign_in_hints: Vec<SignInHint>,
    /// What people see who have not chosen a language.
    pub language: Language,
}

/// An account that the sign-in page of a demo tenant suggests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInHint {
    /// Whose.
    pub upn: String,
    /// Their password, shown on purpose: this exists only where the clock is simulated.
    pub password: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            licenses_page_users: limits::LICENSES_PAGE_USERS_DEFAULT,
            password_grant: false,
            history_days: limits::HISTORY_DAYS_DEFAULT,
            sign_in_hints: Vec::new(),
            language: Language::En,
        }
    }
}
