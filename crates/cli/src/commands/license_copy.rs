//! `reseat license copy`: one person's licences, with the services that are off, become the list of another (ASG-15).

use reseat_client::reseat::{Operation, ProductChoice};

use super::license::{as_graph, on_graph, on_reseat};
use super::user::not_found;
use crate::args::CopyArgs;
use crate::exit::{Exit, Failure, Outcome};
use crate::graph_change::Edit;
use crate::people_choice;
use crate::session::Session;

/// `reseat license copy`
pub fn run(session: &mut Session<'_, '_>, args: &CopyArgs) -> Outcome {
    if session.is_reseat()? {
        let chosen = people_choice::choose(&args.people, &[], session.input)?;
        let operation = Operation::Copy { from: args.of.clone() };
        return on_reseat(session, operation, chosen, &args.options).map_err(|why| hinted(why, &args.of));
    }
    let products = direct_licenses(session, &args.of)?;
    if products.is_empty() {
        let message =
            format!("{} holds no direct license of the organization; there is nothing to copy", args.of);
        return Err(hinted(Failure::new(Exit::Rejected, message), &args.of));
    }
    let chosen = people_choice::choose(&args.people, &[], session.input)?;
    let edit = Edit::Assign(products.into_iter().map(as_graph).collect());
    on_graph(session, &edit, chosen, &args.options)
}

/// What to do when the person is not there or holds nothing that can be copied.
fn hinted(failure: Failure, account: &str) -> Failure {
    match (failure.exit, &failure.next) {
        (Exit::NotFound, None) => {
            failure.next("'reseat user list --search TEXT' finds people by the start of their names")
        }
        (Exit::Rejected, None) => failure.next(format!("see what they hold: reseat user show {account}")),
        _ => failure,
    }
}

/// What a person holds directly, where only Microsoft Graph is spoken; what comes through groups is not theirs to copy.
fn direct_licenses(session: &Session<'_, '_>, account: &str) -> Result<Vec<ProductChoice>, Failure> {
    let user = session.client.graph().user(account).map_err(|e| not_found(e, account))?;
    let direct = user.license_assignment_states.into_iter().filter(|state| state.assigned_by_group.is_none());
    let choices =
        direct.map(|state| ProductChoice { sku_id: state.sku_id, disabled_plans: state.disabled_plans });
    Ok(choices.collect())
}
