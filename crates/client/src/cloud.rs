//! Where sign-in and Graph live: the national clouds and Reseat servers.

use crate::Error;
use crate::url;

/// A cloud with its two hosts (contract 9.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cloud {
    /// Microsoft's worldwide cloud.
    Worldwide,
    /// The German cloud, closed in 2021 but still in client tables.
    Germany,
    /// The Chinese cloud, operated by 21Vianet.
    China21Vianet,
    /// Any other pair of addresses.
    Custom {
        /// Base address of the sign-in host, without a tenant.
        authority: String,
        /// Base address of the Graph host, without `/v1.0`.
        graph: String,
    },
}

/// Base addresses, checked and without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    authority: String,
    graph: String,
}

impl Endpoints {
    /// The addresses of a cloud.
    ///
    /// # Errors
    /// [`Error::BadAddress`] when a custom address is no `https` address (`http` is allowed for this machine only).
    pub fn cloud(cloud: &Cloud) -> Result<Self, Error> {
        let (authority, graph) = match cloud {
            Cloud::Worldwide => ("https://login.microsoftonline.com", "https://graph.microsoft.com"),
            Cloud::Germany => ("https://login.microsoftonline.de", "https://graph.microsoft.de"),
            Cloud::China21Vianet => {
                ("https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn")
            }
            Cloud::Custom { authority, graph } => (authority.as_str(), graph.as_str()),
        };
        Ok(Self { authority: url::base(authority)?, graph: url::base(graph)? })
    }

    /// A Reseat server: sign-in and Graph under one address.
    ///
    /// # Errors
    /// [`Error::BadAddress`] as for [`Endpoints::cloud`].
    pub fn server(address: &str) -> Result<Self, Error> {
        let base = url::base(address)?;
        Ok(Self { authority: base.clone(), graph: base })
    }

    /// Base address of the sign-in host.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Base address of the Graph host; also the resource that tokens are for.
    pub fn graph(&self) -> &str {
        &self.graph
    }

    /// The scope that asks for all the application was granted.
    pub fn default_scope(&self) -> String {
        format!("{}/.default", self.graph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clouds_have_the_hosts_of_the_contract() {
        let hosts = |cloud| {
            let e = Endpoints::cloud(&cloud).unwrap();
            (e.authority, e.graph)
        };
        assert_eq!(
            hosts(Cloud::Worldwide),
            ("https://login.microsoftonline.com".into(), "https://graph.microsoft.com".into())
        );
        assert_eq!(
            hosts(Cloud::Germany),
            ("https://login.microsoftonline.de".into(), "https://graph.microsoft.de".into())
        );
        assert_eq!(
            hosts(Cloud::China21Vianet),
            (
                "https://login.partner.microsoftonline.cn".into(),
                "https://microsoftgraph.chinacloudapi.cn".into()
            )
        );
    }

    #[test]
    fn a_server_is_both_hosts_and_loses_its_slash() {
        let e = Endpoints::server("https://Localhost:8443/").unwrap();
        assert_eq!(e.authority(), "https://localhost:8443");
        assert_eq!(e.graph(), e.authority());
        assert_eq!(e.default_scope(), "https://localhost:8443/.default");
    }
}
