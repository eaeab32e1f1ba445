//! The two languages of the output.

use reseat_client::reseat::Names;

use crate::args::Language;

/// The language of tables, reasons and warnings. Help and errors are English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// What was asked for, else what the terminal's locale (`LC_ALL`, `LC_MESSAGES`, `LANG`) says.
    pub fn choose(asked: Option<Language>, locale: Option<&str>) -> Self {
        match asked {
            Some(Language::En) => Self::En,
            Some(Language::Zh) => Self::Zh,
            None if locale.is_some_and(|l| l.starts_with("zh")) => Self::Zh,
            None => Self::En,
        }
    }

    /// One of two texts.
    pub const fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// A name in this language, else in the other, else `fallback`.
    pub fn name<'a>(self, names: &'a Names, fallback: &'a str) -> &'a str {
        let (first, second) = match self {
            Self::En => (&names.en, &names.zh_hans),
            Self::Zh => (&names.zh_hans, &names.en),
        };
        [first.as_str(), second.as_str(), fallback].into_iter().find(|name| !name.is_empty()).unwrap_or("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_wins_over_the_locale() {
        assert_eq!(Lang::choose(None, Some("zh_CN.UTF-8")), Lang::Zh);
        assert_eq!(Lang::choose(Some(Language::En), Some("zh_CN.UTF-8")), Lang::En);
        assert_eq!(Lang::choose(None, None), Lang::En);
    }

    #[test]
    fn a_missing_name_falls_back() {
        let names = Names { en: "Mail".into(), zh_hans: String::new() };
        assert_eq!(Lang::Zh.name(&names, "EXCHANGE"), "Mail");
        assert_eq!(Lang::Zh.name(&Names::default(), "EXCHANGE"), "EXCHANGE");
    }
}
