//! Paths as Graph reads them (contract section 0): repeated slashes, any case, `('key')`, qualified names.

use percent_encoding::percent_decode_str;

use crate::error::GraphError;

/// One part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// As it came, percent-decoded: a key, or what an error names.
    pub text: String,
    /// The name without qualifier and empty brackets, when it can be one.
    name: Option<String>,
    /// Whether it was qualified, such as `microsoft.graph.user`: only then can it be a cast.
    qualified: bool,
}

impl Segment {
    fn new(text: String) -> Self {
        let bare = text.strip_suffix("()").unwrap_or(&text);
        let lower = bare.to_ascii_lowercase();
        let stripped = lower.strip_prefix("microsoft.graph.").or_else(|| lower.strip_prefix("graph."));
        let qualified = stripped.is_some();
        let name = stripped.map(str::to_owned).unwrap_or(lower);
        Self { text, name: Some(name), qualified }
    }

    /// A key from brackets: never a name.
    fn key(text: String) -> Self {
        Self { text, name: None, qualified: false }
    }

    /// Whether it can be the id or name of an object: written in brackets, or not looking like anything else.
    pub fn is_key(&self) -> bool {
        self.name.is_none() || (!self.qualified && !self.text.starts_with('$'))
    }

    /// Whether it is this name, unqualified.
    pub fn is(&self, name: &str) -> bool {
        !self.qualified && self.is_bound(name)
    }

    /// Whether it is this action or function, qualified or not.
    pub fn is_bound(&self, name: &str) -> bool {
        self.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether it is this type, qualified.
    pub fn is_cast(&self, name: &str) -> bool {
        self.qualified && self.is_bound(name)
    }
}

/// The parts of a path below the version; `myorganization` is skipped. `None` when it does not begin with `v1.0`.
///
/// # Errors
/// 400 when a part is not UTF-8.
pub(crate) fn segments(path: &str) -> Result<Option<Vec<Segment>>, GraphError> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    if !parts.next().is_some_and(is_version) {
        return Ok(None);
    }
    relative_segments(parts).map(Some)
}

/// The same for the URL of a batch item, where the version may be missing.
///
/// # Errors
/// 400 when a part is not UTF-8.
pub(crate) fn batch_segments(path: &str) -> Result<Vec<Segment>, GraphError> {
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    parts.next_if(|part| is_version(part));
    relative_segments(parts)
}

/// Whether a part is the version that is served.
pub(crate) fn is_version(part: &str) -> bool {
    part.eq_ignore_ascii_case("v1.0")
}

fn relative_segments<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Vec<Segment>, GraphError> {
    let mut segments = Vec::with_capacity(6);
    for (index, part) in parts.enumerate() {
        let text = percent_decode_str(part).decode_utf8().map_err(|_| {
            GraphError::malformed("The request URI is not valid: a path segment is not UTF-8.")
        })?;
        if index == 0 && text.eq_ignore_ascii_case("myorganization") {
            continue;
        }
        match keyed(&text) {
            Some((name, key)) => segments.extend([Segment::new(name.to_owned()), Segment::key(key)]),
            None => match alternate(&text) {
                Some((name, key)) => segments.extend([Segment::new(name.to_owned()), Segment::key(key)]),
                None => segments.push(Segment::new(text.into_owned())),
            },
        }
    }
    Ok(segments)
}

/// `name('key')` as name and key; a quote inside is written twice. A GUID may stand without quotes.
fn keyed(text: &str) -> Option<(&str, String)> {
    let (name, rest) = text.split_once('(')?;
    let inner = rest.strip_suffix(')')?;
    if name.is_empty() || inner.is_empty() {
        return None;
    }
    match inner.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\'')) {
        Some(quoted) => Some((name, quoted.replace("''", "'"))),
        None => inner.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-').then(|| (name, inner.to_owned())),
    }
}

/// Properties that identify an object beside its id, by the collection (contract section 0).
const ALTERNATE: &[(&str, &str)] = &[("directoryRoles", "roleTemplateId"), ("applications", "appId")];

/// `directoryRoles(roleTemplateId='x')` as name and `roleTemplateId=x`.
fn alternate(text: &str) -> Option<(&str, String)> {
    let (name, rest) = text.split_once('(')?;
    let (property, value) = rest.strip_suffix(')')?.split_once('=')?;
    let own = ALTERNATE.iter().find(|own| own.0.eq_ignore_ascii_case(name))?.1;
    let value = value.trim().trim_matches('\'');
    own.eq_ignore_ascii_case(property.trim()).then(|| (name, format!("{own}={value}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(path: &str) -> Vec<String> {
        segments(path).unwrap().unwrap().into_iter().map(|segment| segment.text).collect()
    }

    #[test]
    fn slashes_case_and_aliases() {
        assert_eq!(texts("//V1.0//users///"), ["users"]);
        assert_eq!(texts("/v1.0/myorganization/Users/x"), ["Users", "x"]);
        assert_eq!(segments("/beta/users").unwrap(), None);
        assert!(segments("/v1.0/users/%ff").is_err());
    }

    #[test]
    fn keys_in_brackets() {
        assert_eq!(texts("/v1.0/users('a%40b.c')/licenseDetails"), ["users", "a@b.c", "licenseDetails"]);
        assert_eq!(texts("/v1.0/users(%27$o''neil@b.c%27)"), ["users", "$o'neil@b.c"]);
        assert_eq!(texts("/v1.0/users(6fd2c87f-b296-42f0-b197-1e91e994b900)").len(), 2);
        assert_eq!(texts("/v1.0/x(commerceSubscriptionId='a')"), ["x(commerceSubscriptionId='a')"]);
        assert_eq!(texts("/v1.0/Applications(appid='a')/x"), ["Applications", "appId=a", "x"]);
        assert_eq!(texts("/v1.0/applications(name='a')"), ["applications(name='a')"]);
        assert_eq!(texts("/v1.0/users/g%23EXT%23@b.c"), ["users", "g#EXT#@b.c"]);
    }

    #[test]
    fn names_may_be_qualified() {
        let one = |text: &str| Segment::new(text.to_owned());
        assert!(one("Microsoft.Graph.assignLicense").is_bound("assignLicense"));
        assert!(one("assignLicense").is_bound("ASSIGNLICENSE"));
        assert!(one("delta()").is_bound("delta"));
        assert!(one("graph.user").is_cast("user") && !one("user").is_cast("user"));
        assert!(!one("graph.users").is("users"));
        assert!(!Segment::key("users".to_owned()).is("users"));
    }

    #[test]
    fn a_batch_url_may_lack_the_version() {
        for url in ["/users/x", "users/x", "/v1.0/users/x", "//v1.0//users/x"] {
            assert_eq!(batch_segments(url).unwrap().len(), 2, "{url}");
        }
    }
}
