//! What a job does, and the small lists of applications and tenants.

use reseat_model::application::{AppSecret, SecretMade};
use reseat_model::command::{LicenseEdit, ProductChoice};
use reseat_model::job::{JobWork, PeopleWork};
use reseat_model::tenant::SignInHint;

use super::{Broken, Input, Pack, pack_enum, pack_struct};

pack_struct! {
    ProductChoice { sku, disabled }
    SignInHint { upn, password }
    PeopleWork { usage_location, account_enabled, revoke_sessions, roles }
}

pack_enum! {
    LicenseEdit {
        0 = Graph { assign, unassign },
        1 = Update { assign, unassign },
        2 = UnassignAll,
        3 = Replace { with },
        4 = Move { from, to },
        5 = Revert { paths },
    }
    JobWork { 0 = Licenses(edit), 1 = Revert(change_set), 2 = Preview(edit), 3 = People(work) }
}

impl Pack for bool {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push((*self).into());
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        match input.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Broken),
        }
    }
}

impl Pack for AppSecret {
    fn pack(&self, out: &mut Vec<u8>) {
        self.name.pack(out);
        (self.sha256.len() as u64).pack(out);
        out.extend_from_slice(&self.sha256);
        if let Some(made) = &self.made {
            out.push(MADE_HERE);
            made.at.pack(out);
            made.hint.pack(out);
        }
        self.expires_at.pack(out);
    }

    fn unpack(input: &mut Input<'_>) -> Result<Self, Broken> {
        let name = Pack::unpack(input)?;
        let length = input.length()?;
        let sha256 = input.take(length)?.to_vec();
        // An optional instant begins with 0 or 1: whatever else stands here says that more is known.
        let made = if input.0.first() == Some(&MADE_HERE) {
            input.byte()?;
            Some(SecretMade { at: Pack::unpack(input)?, hint: Pack::unpack(input)? })
        } else {
            None
        };
        Ok(Self { name, sha256, expires_at: Pack::unpack(input)?, made })
    }
}

/// Before the instant and the first characters of a secret that Reseat made.
const MADE_HERE: u8 = 2;
