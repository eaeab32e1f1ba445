//! `reseat keys ...`: the keys of a server, and new ones in their place.

use std::io::Write;
use std::sync::Arc;

use clap::{Args, Subcommand};
use reseat_app::audit_trail::{audit_keys, hex, rotate_audit_key};
use reseat_app::clock::{Clock, SystemClock};
use reseat_app::entropy::{Entropy, SystemEntropy};
use reseat_app::identity::authority::{AUTHORITY_KEY, Authority};
use reseat_app::identity::{PUBLISH_HOURS, TakeOver, rotate_signing_key, signing_keys};
use reseat_model::Timestamp;
use reseat_model::tenant::Tenant;
use reseat_store::keystore::KeyStore;
use reseat_store::{Record, Scan, Stored};
use reseat_store_sql::{MasterKey, MasterKeySource};

use super::opened::{OpenStore, OpenedKeys};
use super::tenant::pick_from;
use super::{DataDir, ServerFailure};
use crate::exit::Exit;

/// The environment variable that holds the next master key where the present one is in the environment, too.
const NEW_MASTER_KEY_VARIABLE: &str = "RESEAT_NEW_MASTER_KEY";
/// Tenants of one server at most.
const TENANTS_MAX: usize = 10_000;

/// What to do with the keys of a server.
#[derive(Debug, Clone, Subcommand)]
pub enum KeysCommand {
    /// Show which keys there are and when they end; never a secret
    List {
        #[command(flatten)]
        data: DataDir,
    },
    /// Wrap all keys with a new master key; the old one is needed no longer, except for old backups
    #[command(
        after_help = "The server must be stopped. A key file is replaced; where RESEAT_MASTER_KEY holds the key, put \
                      the new one into RESEAT_NEW_MASTER_KEY."
    )]
    RotateMaster {
        #[command(flatten)]
        data: DataDir,
    },
    /// Make a new key that signs tokens; a server that runs takes it up by itself
    RotateSigning(RotateSigningArgs),
    /// Let the next start make a new local certificate authority; clients must trust its new ca.pem then
    RotateAuthority {
        #[command(flatten)]
        data: DataDir,
    },
    /// Make a new key that signs the audit's heads; a server that runs takes it up by itself
    RotateAudit {
        #[command(flatten)]
        data: DataDir,
        /// Whose, by id or domain; of every organization without it
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
    },
}

/// `reseat keys rotate-signing`
#[derive(Debug, Clone, Args)]
pub struct RotateSigningArgs {
    #[command(flatten)]
    data: DataDir,
    /// Use it now, without a day in which clients can read it
    #[arg(long)]
    at_once: bool,
    /// Use it now and destroy the old ones: every token that they signed is refused. For a key that others may have
    #[arg(long)]
    replace: bool,
}

/// Runs one of them.
///
/// # Errors
/// When the keystore cannot be opened or written.
pub fn run(command: KeysCommand) -> Result<Exit, ServerFailure> {
    match command {
        KeysCommand::List { data } => list(&data),
        KeysCommand::RotateMaster { data } => rotate_master(&data),
        KeysCommand::RotateSigning(args) => rotate_signing(&args),
        KeysCommand::RotateAuthority { data } => rotate_authority(&data),
        KeysCommand::RotateAudit { data, tenant } => rotate_audit(&data, tenant.as_deref()),
    }
}

/// The keystore beside a server that may be running, and the organisations.
fn beside(data: &DataDir) -> Result<(Arc<dyn KeyStore>, Vec<Tenant>), ServerFailure> {
    let failed = |error| ServerFailure::of(&data.place(), error);
    let (store, keys) = data.open_beside()?;
    let tenants = Tenant::scan(store.as_ref(), &Scan::key(Tenant::TABLE, Vec::new(), TENANTS_MAX));
    Ok((keys, tenants.map_err(failed)?))
}

fn list(data: &DataDir) -> Result<Exit, ServerFailure> {
    let failed = |error: &dyn std::fmt::Display| ServerFailure::of("the keystore", error);
    let (keys, tenants) = beside(data)?;
    let now = SystemClock.wall();
    let mut lines = Vec::new();
    for key in signing_keys(keys.as_ref(), now).map_err(|error| failed(&error))? {
        let state = match (key.current, key.use_from > now) {
            (true, _) => "signs tokens".to_owned(),
            (false, true) => format!("signs tokens from {}", day(key.use_from)),
            (false, false) => "checks tokens until they have ended".to_owned(),
        };
        let made = key.made_at.map_or_else(|| "unknown".to_owned(), day);
        lines.push(format!("token   {}  made {made}  {state}", key.kid));
    }
    for tenant in &tenants {
        let found = audit_keys(keys.as_ref(), tenant.id).map_err(|error| failed(&error))?;
        let newest = found.last().map(|key| key.number);
        for key in &found {
            let state = if newest == Some(key.number) { "signs the audit" } else { "signed the audit" };
            lines.push(format!("audit   {}  {}  {state}", hex(&key.id), tenant.domain));
        }
    }
    if let Some(ends) = Authority::ends(keys.as_ref()) {
        lines.push(format!("tls     local certificate authority  ends {}", day(ends)));
    }
    say(&lines.join("\n"))
}

fn rotate_master(data: &DataDir) -> Result<Exit, ServerFailure> {
    if !data.exists()? {
        return Err(ServerFailure(format!("there is no keystore in {}", data.place())));
    }
    let new = match data.master_key()? {
        MasterKeySource::Given(_) => {
            let text = std::env::var(NEW_MASTER_KEY_VARIABLE).map_err(|_| {
                ServerFailure(format!(
                    "the master key is in the environment: put the new one, as `openssl rand -hex 32` prints it, into \
                     {NEW_MASTER_KEY_VARIABLE}"
                ))
            })?;
            MasterKey::from_hex(&text).map_err(|error| ServerFailure::of(NEW_MASTER_KEY_VARIABLE, error))?
        }
        MasterKeySource::DataDirectory | MasterKeySource::File(_) => {
            MasterKey::fresh(|bytes| SystemEntropy.fill(bytes))
        }
    };
    // Holds the lock of the data directory: a server that runs would go on with the old key.
    let store: OpenStore = data.open_store()?;
    let count = match data.open_own_keys(&store)? {
        OpenedKeys::Sqlite(mut keys) => keys.rotate_master(&new),
        OpenedKeys::Postgres(mut keys) => keys.rotate_master(&new),
    };
    let count = count.map_err(|error| ServerFailure::of("nothing was changed", error))?;
    say(&format!(
        "{count} keys are wrapped with the new master key. Keep a copy of it apart; the old one opens only backups made \
         before now."
    ))
}

fn rotate_signing(args: &RotateSigningArgs) -> Result<Exit, ServerFailure> {
    let (keys, _) = beside(&args.data)?;
    let how = match (args.at_once, args.replace) {
        (_, true) => TakeOver::Replace,
        (true, false) => TakeOver::AtOnce,
        (false, false) => TakeOver::WhenPublished,
    };
    rotate_signing_key(keys.as_ref(), SystemClock.wall(), how)
        .map_err(|error| ServerFailure::of("no new key was made", error))?;
    say(&match how {
        TakeOver::WhenPublished => {
            format!("A new key is published. It signs tokens in {PUBLISH_HOURS} hours.")
        }
        TakeOver::AtOnce => {
            "A new key signs tokens within half a minute. Tokens of the old one go on until they end."
                .to_owned()
        }
        TakeOver::Replace => {
            "A new key signs tokens within half a minute. All tokens of before are refused from then on."
                .to_owned()
        }
    })
}

fn rotate_authority(data: &DataDir) -> Result<Exit, ServerFailure> {
    let (keys, _) = beside(data)?;
    keys.destroy(AUTHORITY_KEY).map_err(|error| ServerFailure::of("nothing was changed", error))?;
    say("The next start of the server makes a new authority. Give its ca.pem to the clients.")
}

fn rotate_audit(data: &DataDir, tenant: Option<&str>) -> Result<Exit, ServerFailure> {
    let (keys, tenants) = beside(data)?;
    let whose = match tenant {
        Some(tenant) => vec![pick_from(&tenants, Some(tenant))?],
        None => tenants,
    };
    let mut lines = Vec::new();
    for tenant in whose {
        let key = rotate_audit_key(keys.as_ref(), &SystemEntropy, tenant.id)
            .map_err(|error| ServerFailure::of("no new key was made", error))?;
        lines.push(format!("audit   {}  {}  signs the audit", hex(&key.id), tenant.domain));
    }
    say(&lines.join("\n"))
}

fn day(at: Timestamp) -> String {
    let text = reseat_http::v1::wire::iso(at);
    text.get(..10).unwrap_or(&text).to_owned()
}

fn say(text: &str) -> Result<Exit, ServerFailure> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(Exit::Done)
}
