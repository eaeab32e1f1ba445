//! Who acts when nobody is signed in: the server's own commands.

use reseat_model::audit::{Actor, Face};
use reseat_model::change_set::Kind;
use reseat_model::{ChangeSetId, RequestId};

use crate::App;
use crate::writer::Meta;

/// The description of a change that a command on the server's own machine makes, under that command's name.
pub(super) fn system_meta(app: &App, name: &str, reason: Option<&str>) -> Meta {
    let wall = app.clock.wall();
    Meta {
        actor: Actor::System { name: name.to_owned() },
        face: Face::System,
        request: RequestId(app.entropy.uuid()),
        now: app.clock.now(),
        recorded_at: wall,
        change_set: ChangeSetId(app.entropy.uuid_v7(wall)),
        kind: Kind::Administration,
        reason: reason.map(str::to_owned),
        reverts: None,
        fresh: app.entropy.fresh_ids(),
    }
}
