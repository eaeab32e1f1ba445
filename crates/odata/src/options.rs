//! The options of a query string, read as a form (contract section 0), and links to the next page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reseat_model::limits::PAGE_TOP_MAX;
use reseat_model::query::Cursor;

use crate::error::QueryError;
use crate::token::{decode_cursor, encode_cursor};

/// What stays as it is in a query value; the rest is percent-encoded, so that the link is a valid URI for every client.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'(')
    .remove(b')')
    .remove(b'$')
    .remove(b'*');

macro_rules! system_options {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// An option whose name begins with `$`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum SystemOption { $($(#[$doc])* $name,)* }

        impl SystemOption {
            const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name, with the `$`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

system_options! {
    /// Which properties.
    Select = "$select";
    /// Which entities.
    Filter = "$filter";
    /// In which order.
    OrderBy = "$orderby";
    /// How many per page.
    Top = "$top";
    /// Not supported by the directory.
    Skip = "$skip";
    /// From where on.
    SkipToken = "$skiptoken";
    /// Whether to count.
    Count = "$count";
    /// Which words.
    Search = "$search";
    /// Which related entities.
    Expand = "$expand";
    /// Ignored: answers are JSON.
    Format = "$format";
}

/// The options of one request, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    system: Vec<(SystemOption, String)>,
    other: Vec<(String, String)>,
}

impl Options {
    /// Reads a query string (what follows the `?`) as a form: `+` and `%20` are blanks, `%24select` is `$select`, names
    /// of system options are compared without regard to case, blanks around the name and the value do not count.
    ///
    /// # Errors
    /// An option given twice, or a `$` option that does not exist.
    pub fn parse(query: &str) -> Result<Self, QueryError> {
        let mut options = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let name = name.trim();
            if let Some(option) = SystemOption::ALL.iter().find(|o| o.name().eq_ignore_ascii_case(name)) {
                if options.get(*option).is_some() {
                    return Err(QueryError::Twice(option.name()));
                }
                options.system.push((*option, value.trim().to_owned()));
            } else if name.starts_with('$') {
                return Err(QueryError::OptionNotSupported(name.to_owned()));
            } else if !name.is_empty() {
                options.other.push((name.to_owned(), value.into_owned()));
            }
        }
        Ok(options)
    }

    /// The value of an option, without blanks around it.
    pub fn get(&self, option: SystemOption) -> Option<&str> {
        self.system.iter().find(|(own, _)| *own == option).map(|(_, value)| value.as_str())
    }

    /// The value of an option whose name has no `$`, such as `search` of `/reseat/v1`; the name is compared exactly.
    pub fn custom(&self, name: &str) -> Option<&str> {
        self.other.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// `$top`, between 1 and 999.
    ///
    /// # Errors
    /// Anything else.
    pub fn top(&self) -> Result<Option<u32>, QueryError> {
        let Some(text) = self.get(SystemOption::Top) else { return Ok(None) };
        match text.parse::<i64>() {
            Ok(top) if (1..=i64::from(PAGE_TOP_MAX)).contains(&top) => Ok(Some(top as u32)),
            Ok(_) => Err(QueryError::PageSize(text.to_owned())),
            Err(_) => Err(QueryError::NotANumber("$top", text.to_owned())),
        }
    }

    /// `$count`.
    ///
    /// # Errors
    /// Neither `true` nor `false`.
    pub fn count(&self) -> Result<bool, QueryError> {
        match self.get(SystemOption::Count) {
            None => Ok(false),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Some(text) => Err(QueryError::NotAFlag(text.to_owned())),
        }
    }

    /// `$skiptoken`.
    ///
    /// # Errors
    /// It was not made by this server.
    pub fn cursor(&self) -> Result<Option<Cursor>, QueryError> {
        self.get(SystemOption::SkipToken).map(decode_cursor).transpose()
    }

    /// Refuses options that a resource does not have.
    ///
    /// # Errors
    /// The first of `options` that is present.
    pub fn refuse(&self, options: &[SystemOption]) -> Result<(), QueryError> {
        match options.iter().find(|option| self.get(**option).is_some()) {
            Some(option) => Err(QueryError::OptionNotSupported(option.name().to_owned())),
            None => Ok(()),
        }
    }
}

/// The link to the page that begins at `cursor`: `base` (absolute, without a query) with all options of this request
/// repeated. Who follows it may change `$top` (contract 7.2).
pub fn next_link(base: &str, options: &Options, cursor: &Cursor) -> String {
    let mut link = String::from(base);
    let mut separator = '?';
    let kept = options.system.iter().filter(|(option, _)| *option != SystemOption::SkipToken);
    let system = kept.map(|(option, value)| (option.name().to_owned(), value.as_str()));
    let other = options.other.iter().map(|(name, value)| (encode(name), value.as_str()));
    for (name, value) in system.chain(other) {
        link.push(separator);
        separator = '&';
        link.push_str(&name);
        link.push('=');
        link.push_str(&encode(value));
    }
    link.push(separator);
    link.push_str("$skiptoken=");
    link.push_str(&encode_cursor(cursor));
    link
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> Cursor {
        Cursor { plan: 3, values: Vec::new() }
    }

    #[test]
    fn a_query_is_read_as_a_form() {
        let options =
            Options::parse("%24Select=id%2CdisplayName&$FILTER =+accountEnabled+eq%20false&search=a+b&&x")
                .unwrap();
        assert_eq!(options.get(SystemOption::Select), Some("id,displayName"));
        assert_eq!(options.get(SystemOption::Filter), Some("accountEnabled eq false"));
        assert_eq!(options.custom("search"), Some("a b"));
        assert_eq!(options.custom("x"), Some(""));
        assert_eq!(options.get(SystemOption::Top), None);
    }

    #[test]
    fn an_option_counts_once() {
        assert_eq!(Options::parse("$top=1&$Top=2"), Err(QueryError::Twice("$top")));
        assert!(matches!(Options::parse("$apply=x"), Err(QueryError::OptionNotSupported(_))));
    }

    #[test]
    fn top_is_between_1_and_999() {
        let top = |text: &str| Options::parse(&format!("$top={text}")).unwrap().top();
        assert_eq!(top("1"), Ok(Some(1)));
        assert_eq!(top("999"), Ok(Some(999)));
        let error = top("1000").unwrap_err();
        assert_eq!(
            error.to_string(),
            "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive."
        );
        assert_eq!((error.code(), error.status()), ("Request_UnsupportedQuery", 400));
        assert!(matches!(top("0"), Err(QueryError::PageSize(_))));
        assert!(matches!(top("-1"), Err(QueryError::PageSize(_))));
        assert!(matches!(top("many"), Err(QueryError::NotANumber("$top", _))));
    }

    #[test]
    fn the_next_link_repeats_the_options_and_reads_back() {
        let text = "$filter=startswith(displayName,'a%26b+c')&$top=5&$skiptoken=old&search=x%3Dy";
        let options = Options::parse(text).unwrap();
        let link = next_link("https://graph.example/v1.0/users", &options, &cursor());
        let query = link.strip_prefix("https://graph.example/v1.0/users?").unwrap();
        assert!(
            query.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`'".contains(&byte)),
            "{query}"
        );
        assert!(query.contains("$skiptoken="), "{query}");
        let again = Options::parse(query).unwrap();
        assert_eq!(again.get(SystemOption::Filter), Some("startswith(displayName,'a&b c')"));
        assert_eq!(again.get(SystemOption::Top), Some("5"));
        assert_eq!(again.custom("search"), Some("x=y"));
        assert_eq!(again.cursor(), Ok(Some(cursor())));
        let bare = next_link("http://localhost/x", &Options::default(), &cursor());
        assert!(bare.starts_with("http://localhost/x?$skiptoken="), "{bare}");
    }
}
