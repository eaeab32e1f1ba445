//! Scopes: what was asked for, whose it is, and what of it the application gets.

use std::collections::BTreeSet;

use super::client::{Client, Delegated};
use super::error::OauthError;

/// Hosts that mean Microsoft Graph wherever Reseat runs; its own name is added per request and by configuration.
pub const GRAPH_HOSTS: &[&str] = &[
    "graph.microsoft.com",
    "graph.microsoft.us",
    "dod-graph.microsoft.us",
    "graph.microsoft.de",
    "microsoftgraph.chinacloudapi.cn",
    "canary.graph.microsoft.com",
];
/// Graph's own application id, which may stand for its address.
const GRAPH_APP: &str = "00000003-0000-0000-c000-000000000000";
/// Scopes of OpenID Connect.
const OPENID: &[&str] = &["openid", "profile", "email", "offline_access"];

/// A scope parameter, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Requested {
    openid: BTreeSet<&'static str>,
    permissions: Vec<Permission>,
}

/// `https://graph.microsoft.com/` + `User.Read`, or just `User.Read`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Permission {
    prefix: String,
    name: String,
}

/// What an application gets in a person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Granted {
    /// For the `scp` claim.
    pub(super) scp: String,
    /// For the answer, in the form that was asked for: clients look tokens up by these texts.
    pub(super) answer: String,
    pub(super) openid: bool,
    pub(super) profile: bool,
    pub(super) offline: bool,
}

/// The hosts under which this server is Graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'a> {
    /// `https://host:port` of the request.
    pub(super) base: &'a str,
    /// Configured ones, without scheme.
    pub(super) hosts: &'a [String],
    /// For error texts.
    pub(super) tenant: &'a str,
}

impl Requested {
    /// Takes a scope parameter apart.
    pub(super) fn parse(scope: &str, own: Own<'_>) -> Result<Self, OauthError> {
        let mut requested = Self { openid: BTreeSet::new(), permissions: Vec::new() };
        for word in scope.split_whitespace() {
            if let Some(openid) = OPENID.iter().find(|name| name.eq_ignore_ascii_case(word)) {
                requested.openid.insert(openid);
                continue;
            }
            let (prefix, name) = word.rfind('/').map_or(("", word), |at| word.split_at(at + 1));
            let resource = prefix.trim_end_matches('/');
            if !resource.is_empty() && !own.is_graph(resource) {
                return Err(OauthError::resource(resource, own.tenant));
            }
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b)) {
                return Err(OauthError::scope(word));
            }
            requested.permissions.push(Permission { prefix: prefix.to_owned(), name: name.to_owned() });
        }
        Ok(requested)
    }

    /// Whether this is exactly one `/.default`, as an application's own token needs it.
    pub(super) fn is_default(&self) -> bool {
        self.openid.is_empty() && matches!(self.permissions.as_slice(), [one] if one.is_default())
    }

    /// What `client` gets of it in a person's name.
    pub(super) fn grant(&self, client: &Client) -> Result<Granted, OauthError> {
        let mut scp: BTreeSet<String> = BTreeSet::new();
        let mut answer: Vec<String> = self.openid.iter().map(|name| (*name).to_owned()).collect();
        for permission in &self.permissions {
            if permission.is_default() {
                let all = client.delegated.all();
                answer.extend(all.iter().map(|name| format!("{}{name}", permission.prefix)));
                answer.push(permission.text());
                scp.extend(all);
            } else if let Some(name) = client.delegated.has(&permission.name) {
                answer.push(permission.text());
                scp.insert(name);
            } else if matches!(client.delegated, Delegated::Listed(_)) {
                return Err(OauthError::consent(client.id, &client.name));
            }
        }
        if answer.is_empty() {
            let asked: Vec<_> = self.permissions.iter().map(Permission::text).collect();
            return Err(OauthError::scope(&asked.join(" ")));
        }
        scp.extend(
            self.openid.iter().filter(|name| **name != "offline_access").map(|name| (*name).to_owned()),
        );
        Ok(Granted {
            scp: scp.into_iter().collect::<Vec<_>>().join(" "),
            answer: answer.join(" "),
            openid: self.openid.contains("openid"),
            profile: self.openid.contains("profile"),
            offline: self.openid.contains("offline_access"),
        })
    }
}

impl Permission {
    fn is_default(&self) -> bool {
        self.name == ".default"
    }

    fn text(&self) -> String {
        format!("{}{}", self.prefix, self.name)
    }
}

impl Own<'_> {
    /// Whether a resource (`https://graph.microsoft.com`, Graph's id, or this server by name) is this server's Graph.
    fn is_graph(&self, resource: &str) -> bool {
        if resource.eq_ignore_ascii_case(GRAPH_APP) || resource.eq_ignore_ascii_case(self.base) {
            return true;
        }
        let Some(host) = resource.strip_prefix("https://").or_else(|| resource.strip_prefix("http://"))
        else {
            return false;
        };
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name);
        GRAPH_HOSTS.iter().any(|known| known.eq_ignore_ascii_case(host))
            || ["localhost", "127.0.0.1", "[::1]"].contains(&name)
            || self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host) || own.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Own<'static> {
        Own { base: "https://reseat.example:8443", hosts: &[], tenant: "Contoso" }
    }

    fn parse(scope: &str) -> Result<Requested, OauthError> {
        Requested::parse(scope, own())
    }

    #[test]
    fn contract_14_default_is_understood_with_every_prefix_that_clients_send() {
        for scope in [
            ".default",
            "https://graph.microsoft.com/.default",
            "https://graph.microsoft.com//.default",
            "https://reseat.example:8443//.default",
            "https://localhost:9443/.default",
            "00000003-0000-0000-c000-000000000000/.default",
        ] {
            assert!(parse(scope).unwrap().is_default(), "{scope}");
        }
        assert!(!parse("https://graph.microsoft.com/User.Read").unwrap().is_default());
    }

    #[test]
    fn another_resource_is_refused_by_name() {
        let error = parse("https://management.azure.com/.default").unwrap_err();
        assert_eq!((error.error, error.code), ("invalid_resource", 500_011));
        assert!(error.message.contains("https://management.azure.com"));
    }

    #[test]
    fn nonsense_is_70011() {
        for scope in ["https://graph.microsoft.com/", "User.Read,Mail.Read", "a\"b"] {
            assert_eq!(parse(scope).unwrap_err().code, 70_011, "{scope}");
        }
    }

    fn client(delegated: Delegated) -> Client {
        Client { delegated, ..Client::for_tests() }
    }

    #[test]
    fn the_answer_repeats_the_form_that_was_asked_for() {
        let listed = Delegated::Listed(["User.Read".to_owned(), "User.Read.All".to_owned()].into());
        let granted = parse("openid offline_access https://graph.microsoft.com/user.read")
            .and_then(|asked| asked.grant(&client(listed.clone())))
            .unwrap();
        assert_eq!(granted.scp, "User.Read openid");
        assert_eq!(granted.answer, "offline_access openid https://graph.microsoft.com/user.read");
        assert!(granted.openid && granted.offline && !granted.profile);
        let all =
            parse("https://localhost//.default").and_then(|asked| asked.grant(&client(listed))).unwrap();
        assert_eq!(
            all.answer,
            "https://localhost//User.Read https://localhost//User.Read.All https://localhost//.default"
        );
    }

    #[test]
    fn a_registered_application_gets_only_what_was_granted_and_hears_65001() {
        let error = parse("Directory.Read.All").unwrap().grant(&client(Delegated::Listed(BTreeSet::new())));
        assert_eq!(error.unwrap_err().code, 65_001);
    }

    #[test]
    fn a_well_known_application_gets_what_exists_and_the_rest_is_left_out() {
        let granted =
            parse("User.Read.All Chat.Read").unwrap().grant(&client(Delegated::Everything)).unwrap();
        assert_eq!(granted.scp, "User.Read.All");
        assert_eq!(
            parse("Chat.Read").unwrap().grant(&client(Delegated::Everything)).unwrap_err().code,
            70_011
        );
        assert_eq!(parse("").unwrap().grant(&client(Delegated::Everything)).unwrap_err().code, 70_011);
    }
}
