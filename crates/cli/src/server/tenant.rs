//! `reseat tenant create | list | export | delete | restore`.

use std::io::{BufWriter, Write};

use reseat_app::App;
use reseat_app::tenant::{ListedTenant, create_from_file, delete_tenant, export, listed, restore_tenant};
use reseat_http::v1::wire::iso;
use reseat_model::Timestamp;
use reseat_model::tenant::Tenant;

use super::assemble;
use super::{DataDir, ServerFailure, TenantCommand};
use crate::exit::Exit;

/// Runs one of them.
///
/// # Errors
/// When the data directory or the file cannot be used.
pub fn run(command: TenantCommand) -> Result<Exit, ServerFailure> {
    let failed = |error| ServerFailure::of("standard output", error);
    match command {
        TenantCommand::Create { data, from, simulated_clock } => {
            let file = assemble::read_tenant_file(&from)?;
            let exists = data.exists()?;
            let assembled = if exists && !simulated_clock {
                assemble::open_existing(&data)?
            } else {
                assemble::open(&data, simulated_clock, Some(&file))?
            };
            let tenant = create_from_file(&assembled.app, &file)
                .map_err(|error| ServerFailure(format!("nothing was made:\n{error}")))?;
            writeln!(std::io::stdout(), "{}  {}  {}", tenant.id, tenant.domain, tenant.display_name)
                .map_err(failed)?;
        }
        TenantCommand::List { data } => {
            let assembled = assemble::open_existing(&data)?;
            for listed in even_deleted(&assembled.app)? {
                writeln!(std::io::stdout(), "{}", line(&listed)).map_err(failed)?;
            }
        }
        TenantCommand::Export { data, tenant } => {
            let assembled = assemble::open_existing(&data)?;
            let app = &assembled.app;
            let found = pick_even_deleted(app, tenant.as_deref())?;
            app.tenants.readmit(found.id).map_err(|error| ServerFailure::of("the store", error))?;
            let mut out = BufWriter::new(std::io::stdout().lock());
            export(app, found.id, &mut out).map_err(|error| ServerFailure::of("the export failed", error))?;
            out.flush().map_err(failed)?;
        }
        TenantCommand::Delete { data, tenant, keep_days, yes } => {
            return delete(&data, &tenant, keep_days, yes);
        }
        TenantCommand::Restore { data, tenant } => {
            let assembled = assemble::open_existing(&data)?;
            let found = pick_even_deleted(&assembled.app, Some(&tenant))?;
            let restored = restore_tenant(&assembled.app, found.id)
                .map_err(|error| ServerFailure::of("nothing was changed", error))?;
            writeln!(std::io::stdout(), "{} is back.", restored.domain).map_err(failed)?;
        }
    }
    Ok(Exit::Done)
}

fn delete(data: &DataDir, tenant: &str, keep_days: i64, yes: bool) -> Result<Exit, ServerFailure> {
    let assembled = assemble::open_existing(data)?;
    let found = pick(&assembled.app, Some(tenant))?;
    let name = format!("{} ({})", found.display_name, found.domain);
    let (text, exit) = if yes {
        let deletion = delete_tenant(&assembled.app, found.id, keep_days)
            .map_err(|error| ServerFailure::of("nothing was changed", error))?;
        let day = day(deletion.purge_at);
        (
            format!(
                "{name} is deleted. It can be brought back and exported until {day}, then it goes for good."
            ),
            Exit::Done,
        )
    } else {
        let text = format!(
            "This would delete {name}: nobody could sign in any more, and after {keep_days} days everything of it, keys \
             included, would go for good. Nothing was changed; add --yes to do it."
        );
        (text, Exit::Usage)
    };
    writeln!(std::io::stdout(), "{text}").map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(exit)
}

fn line(listed: &ListedTenant) -> String {
    let tenant = &listed.tenant;
    let state =
        listed.deletion.as_ref().map(|deletion| format!("  deleted, goes on {}", day(deletion.purge_at)));
    format!("{}  {}  {}{}", tenant.id, tenant.domain, tenant.display_name, state.unwrap_or_default())
}

fn day(at: Timestamp) -> String {
    let text = iso(at);
    text.get(..10).unwrap_or(&text).to_owned()
}

fn even_deleted(app: &App) -> Result<Vec<ListedTenant>, ServerFailure> {
    listed(app.store.as_ref()).map_err(|error| ServerFailure::of("the store", error))
}

/// The same, also of those that are deleted.
pub(super) fn pick_even_deleted(app: &App, wanted: Option<&str>) -> Result<Tenant, ServerFailure> {
    let tenants: Vec<Tenant> = even_deleted(app)?.into_iter().map(|listed| listed.tenant).collect();
    pick_from(&tenants, wanted)
}

pub(super) fn all(app: &App) -> Result<Vec<Tenant>, ServerFailure> {
    app.tenants.all().map_err(|error| ServerFailure::of("the store", error))
}

pub(super) fn pick(app: &App, wanted: Option<&str>) -> Result<Tenant, ServerFailure> {
    pick_from(&all(app)?, wanted)
}

/// The organisation of that id or domain; the only one when none is named.
pub(super) fn pick_from(tenants: &[Tenant], wanted: Option<&str>) -> Result<Tenant, ServerFailure> {
    let names: Vec<&str> = tenants.iter().map(|tenant| tenant.domain.as_str()).collect();
    let found = match (wanted, tenants) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(wanted), all) => all.iter().find(|tenant| {
            tenant.domain.eq_ignore_ascii_case(wanted) || tenant.id.to_string().eq_ignore_ascii_case(wanted)
        }),
    };
    found.cloned().ok_or_else(|| {
        ServerFailure(format!("name one of the organizations with --tenant: {}", names.join(", ")))
    })
}
