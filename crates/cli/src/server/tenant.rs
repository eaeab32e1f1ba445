//! `reseat tenant create | list | export`.

use std::io::{BufWriter, Write};

use reseat_app::App;
use reseat_app::tenant::{create_from_file, export};
use reseat_model::tenant::Tenant;

use super::assemble;
use super::{ServerFailure, TenantCommand};
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
            for tenant in all(&assembled.app)? {
                writeln!(std::io::stdout(), "{}  {}  {}", tenant.id, tenant.domain, tenant.display_name)
                    .map_err(failed)?;
            }
        }
        TenantCommand::Export { data, tenant } => {
            let assembled = assemble::open_existing(&data)?;
            let found = pick(&assembled.app, tenant.as_deref())?;
            let mut out = BufWriter::new(std::io::stdout().lock());
            export(&assembled.app, found.id, &mut out)
                .map_err(|error| ServerFailure::of("the export failed", error))?;
            out.flush().map_err(failed)?;
        }
    }
    Ok(Exit::Done)
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
