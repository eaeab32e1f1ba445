//! `reseat admin recover`: for an organisation whose administrators cannot sign in any more (design section 6, ROL-8).

use std::io::Write;

use clap::Args;
use reseat_app::tenant::recover_admin;

use super::assemble::Assembled;
use super::{DataDir, ServerFailure, assemble, tenant};
use crate::exit::Exit;

/// Options of `reseat admin recover`.
#[derive(Debug, Clone, Args)]
pub struct RecoverArgs {
    #[command(flatten)]
    pub data: DataDir,
    /// Sign-in name of the person
    #[arg(long, value_name = "UPN")]
    pub user: String,
    /// The organization, by id or domain; not needed when there is one only
    #[arg(long, value_name = "TENANT")]
    pub tenant: Option<String>,
}

/// Unblocks the person, makes them Global Administrator and prints their one-time password.
///
/// # Errors
/// When the directory is in use, or nobody has the sign-in name.
pub fn recover(args: &RecoverArgs) -> Result<Exit, ServerFailure> {
    let assembled = assemble::open_existing(&args.data)?;
    let (organization, password) = give_access(&assembled, args)?;
    writeln!(
        std::io::stdout(),
        "{} can sign in as Global Administrator of {organization}.\n\n  Password     {password}\n\n\
         It is shown only here and must be changed at the next sign-in. The audit log has a record of this.",
        args.user
    )
    .map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(Exit::Done)
}

/// The organisation's name and the one-time password.
pub(super) fn give_access(
    assembled: &Assembled,
    args: &RecoverArgs,
) -> Result<(String, String), ServerFailure> {
    let found = tenant::pick(&assembled.app, args.tenant.as_deref())?;
    let password = recover_admin(&assembled.app, found.id, &args.user).map_err(|error| {
        ServerFailure(format!(
            "nothing was changed: {error}\n  next: check the sign-in name given with --user"
        ))
    })?;
    Ok((found.display_name, password))
}
