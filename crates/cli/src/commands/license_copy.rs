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
    let reseat = session.is_reseat()?;
    let products = direct_licenses(session, reseat, &args.of)?;
    if products.is_empty() {
        return Err(Failure::new(
            Exit::NotFound,
            format!("{} holds no direct license of the organization; there is nothing to copy", args.of),
        )
        .next(format!("see what they hold: reseat user show {}", args.of)));
    }
    let chosen = people_choice::choose(&args.people, &[], session.input)?;
    if reseat {
        return on_reseat(session, Operation::Assign { products }, chosen, &args.options);
    }
    let edit = Edit::Assign(products.into_iter().map(as_graph).collect());
    on_graph(session, &edit, chosen, &args.options)
}

/// What a person holds directly from the organisation's seats; groups and self-service purchases are not theirs to copy.
fn direct_licenses(
    session: &Session<'_, '_>,
    reseat: bool,
    account: &str,
) -> Result<Vec<ProductChoice>, Failure> {
    if reseat {
        let person = session.client.reseat().person(account).map_err(|e| not_found(e, account))?;
        let direct = person.assignments.into_iter().filter_map(|assignment| {
            let path = assignment.paths.into_iter().find(|path| path.kind == "direct")?;
            Some(ProductChoice { sku_id: assignment.sku_id, disabled_plans: path.disabled_plans })
        });
        return Ok(direct.collect());
    }
    let user = session.client.graph().user(account).map_err(|e| not_found(e, account))?;
    let direct = user.license_assignment_states.into_iter().filter(|state| state.assigned_by_group.is_none());
    let choices =
        direct.map(|state| ProductChoice { sku_id: state.sku_id, disabled_plans: state.disabled_plans });
    Ok(choices.collect())
}
