//! People as entities.

use reseat_model::query::UserProperty;
use reseat_model::user::User;
use reseat_odata::Selection;

use crate::error::GraphError;
use crate::exchange::{Answer, Exchange, Outcome};
use crate::holdings::{Holdings, Licenses};
use crate::wire::user::{UserBody, Visible, needs_licenses};

/// One person as the whole answer. `typed` where objects of other types could stand.
///
/// # Errors
/// When what they hold is asked for and cannot be read.
pub(crate) fn entity(
    exchange: &Exchange,
    user: &User,
    selection: &Selection,
    visible: Visible,
    context: &str,
    typed: bool,
) -> Outcome {
    let holdings = holdings(exchange, std::slice::from_ref(user), selection)?;
    let licenses = holdings.map(|holdings| holdings.licenses(user.id));
    Answer::json(&UserBody {
        context: exchange.context(context),
        typed,
        user,
        properties: &selection.properties,
        visible,
        licenses: licenses.as_ref(),
    })
}

/// What is loaded of the people on a page beside themselves, by their order.
#[derive(Debug)]
pub(crate) struct Loaded(Vec<Option<Licenses>>);

impl Loaded {
    /// Loads what the selection needs.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(exchange: &Exchange, users: &[User], selection: &Selection) -> Result<Self, GraphError> {
        let holdings = holdings(exchange, users, selection)?;
        let licenses = |user: &User| holdings.as_ref().map(|holdings| holdings.licenses(user.id));
        Ok(Self(users.iter().map(licenses).collect()))
    }
}

/// The people of a page as entities.
pub(crate) fn bodies<'a>(
    users: &'a [User],
    loaded: &'a Loaded,
    properties: &'a [UserProperty],
    visible: Visible,
) -> Vec<UserBody<'a>> {
    let pairs = users.iter().zip(&loaded.0);
    let body = |(user, licenses): (&'a User, &'a Option<Licenses>)| UserBody {
        context: None,
        typed: false,
        user,
        properties,
        visible,
        licenses: licenses.as_ref(),
    };
    pairs.map(body).collect()
}

fn holdings(
    exchange: &Exchange,
    users: &[User],
    selection: &Selection,
) -> Result<Option<Holdings>, GraphError> {
    if !needs_licenses(&selection.properties) {
        return Ok(None);
    }
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    Holdings::load(exchange.app(), exchange.tenant(), &ids).map(Some)
}

/// The part of `@odata.context` that names what was selected: `(id,displayName)`, or nothing.
pub(crate) fn selected(selection: &Selection) -> String {
    if !selection.explicit {
        return String::new();
    }
    let names: Vec<_> = selection.properties.iter().map(|property| property.name()).collect();
    format!("({})", names.join(","))
}
