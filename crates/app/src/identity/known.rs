//! Applications that every tenant knows: Reseat's own, and public clients of well-known tools (contract section 14).

use reseat_model::ClientId;

/// The admin centre.
pub const CONSOLE: ClientId = client(0x5e5ea7c0_9d1f_4c60_8a52_0d6f1b3e7a01);
/// The command line.
pub const CLI: ClientId = client(0x5e5ea7c0_9d1f_4c60_8a52_0d6f1b3e7a02);
/// Microsoft Graph PowerShell's own public client.
pub const GRAPH_POWERSHELL: ClientId = client(0x14d82eec_204b_4c2f_b7e8_296a70dab67e);
/// Azure CLI's own public client; azure-identity uses it for developers, too.
pub const AZURE_CLI: ClientId = client(0x04b07795_8ddb_461a_bbee_02f9e1bf7b46);

/// Where the admin centre takes its code back, below the host that was asked.
pub const CONSOLE_CALLBACK: &str = "/reseat/sign-in/callback";

/// Such an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What clients send.
    pub client_id: ClientId,
    /// Its name.
    pub name: &'static str,
    /// Where codes may go; the console's is below the host that was asked.
    pub redirect_uris: &'static [&'static str],
}

const ALL: &[Known] = &[
    Known { client_id: CONSOLE, name: "Reseat admin center", redirect_uris: &[] },
    Known { client_id: CLI, name: "Reseat command line", redirect_uris: &["http://localhost"] },
    Known {
        client_id: GRAPH_POWERSHELL,
        name: "Microsoft Graph Command Line Tools",
        redirect_uris: &["http://localhost"],
    },
    Known { client_id: AZURE_CLI, name: "Microsoft Azure CLI", redirect_uris: &["http://localhost"] },
];

/// The known application with this client id.
pub fn known(client_id: ClientId) -> Option<&'static Known> {
    ALL.iter().find(|known| known.client_id == client_id)
}

const fn client(id: u128) -> ClientId {
    ClientId::from_bytes(id.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_ids_are_those_that_the_tools_send() {
        assert_eq!(GRAPH_POWERSHELL.to_string(), "14d82eec-204b-4c2f-b7e8-296a70dab67e");
        assert_eq!(AZURE_CLI.to_string(), "04b07795-8ddb-461a-bbee-02f9e1bf7b46");
        assert!(known(CLI).is_some() && known(ClientId::NIL).is_none());
    }
}
