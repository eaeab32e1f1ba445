//! The matrix of rules.md section 3 and 25.25, read as sentences.

use std::collections::BTreeSet;

use reseat_authz::roles::{self, NAMED};
use reseat_authz::{Action, Basis, Caller, Refusal, RefusalReason, Scopes, Target, authorize, may_somewhere};
use reseat_model::reason::Reason;
use reseat_model::{ClientId, RoleId, UserId};

const ME: UserId = UserId::from_bytes([1; 16]);
const OTHER: UserId = UserId::from_bytes([2; 16]);

fn with(role: RoleId) -> Caller {
    Caller::user(ME, [role], Scopes::All)
}

fn on(roles: &[RoleId]) -> Target<'_> {
    Target { id: OTHER, roles, guest: false }
}

/// The named roles that may do `action` to an ordinary person.
fn who_may(action: Action) -> BTreeSet<RoleId> {
    NAMED.iter().copied().filter(|role| authorize(&with(*role), action, Some(&on(&[]))).is_ok()).collect()
}

fn refusal(caller: &Caller, action: Action, target: Option<&Target<'_>>) -> Refusal {
    authorize(caller, action, target).expect_err("refused")
}

#[test]
fn rol_1_global_license_and_user_admin_unassign_and_nobody_else() {
    let expected = BTreeSet::from([
        roles::GLOBAL_ADMINISTRATOR,
        roles::LICENSE_ADMINISTRATOR,
        roles::USER_ADMINISTRATOR,
    ]);
    for action in [Action::LicenseUnassign, Action::LicenseAssign, Action::LicenseServices] {
        assert_eq!(who_may(action), expected, "{action}");
        let refused = refusal(&with(roles::BILLING_ADMINISTRATOR), action, Some(&on(&[])));
        assert_eq!(refused.reason, RefusalReason::MissingRole);
        assert_eq!(refused.roles_that_would.iter().copied().collect::<BTreeSet<_>>(), expected);
        assert_eq!(refused.to_string(), "Insufficient privileges to complete the operation.");
        assert!(matches!(refused.to_reason(), Reason::RoleLacking { roles } if roles.len() == 3));
    }
}

#[test]
fn rol_2_license_admin_changes_usage_location_and_no_other_property() {
    let license = with(roles::LICENSE_ADMINISTRATOR);
    assert!(authorize(&license, Action::UserUsageLocation, Some(&on(&[]))).is_ok());
    for action in [Action::UserCreate, Action::UserUpdate, Action::UserUpdateSensitive, Action::UserDelete] {
        assert!(authorize(&license, action, Some(&on(&[]))).is_err(), "{action}");
    }
}

#[test]
fn rol_3_user_admin_licenses_admins_too_but_deletes_only_note_7_people() {
    let user_admin = with(roles::USER_ADMINISTRATOR);
    let global = [roles::GLOBAL_ADMINISTRATOR];
    assert!(authorize(&user_admin, Action::LicenseUnassign, Some(&on(&global))).is_ok());
    for action in [Action::UserDelete, Action::UserRestore, Action::UserPurge, Action::UserUpdateSensitive] {
        for covered in [
            &[][..],
            &[roles::DIRECTORY_READERS],
            &[roles::GUEST_INVITER, roles::HELPDESK_ADMINISTRATOR],
            &[roles::MESSAGE_CENTER_READER],
            &[roles::REPORTS_READER],
        ] {
            assert!(authorize(&user_admin, action, Some(&on(covered))).is_ok(), "{action} {covered:?}");
        }
        for protected in [
            &global[..],
            &[roles::USER_ADMINISTRATOR],
            &[roles::LICENSE_ADMINISTRATOR],
            &[roles::REPORTS_READER, roles::GLOBAL_READER],
        ] {
            let refused = refusal(&user_admin, action, Some(&on(protected)));
            assert_eq!(refused.reason, RefusalReason::TargetProtected, "{action} {protected:?}");
            assert_eq!(refused.roles_that_would, [roles::GLOBAL_ADMINISTRATOR]);
        }
    }
}

#[test]
fn note_7_without_a_target_the_right_must_reach_everyone() {
    let user_admin = with(roles::USER_ADMINISTRATOR);
    assert_eq!(refusal(&user_admin, Action::UserDelete, None).reason, RefusalReason::TargetProtected);
    assert!(authorize(&with(roles::GLOBAL_ADMINISTRATOR), Action::UserDelete, None).is_ok());
    assert!(may_somewhere(&user_admin, Action::UserDelete).is_ok());
    assert!(may_somewhere(&with(roles::LICENSE_ADMINISTRATOR), Action::UserDelete).is_err());
}

#[test]
fn note_9_password_admin_resets_ordinary_people_and_other_password_admins() {
    let password = with(roles::PASSWORD_ADMINISTRATOR);
    for (held, allowed) in [
        (&[][..], true),
        (&[roles::PASSWORD_ADMINISTRATOR], true),
        (&[roles::REPORTS_READER], false),
        (&[roles::GLOBAL_ADMINISTRATOR], false),
    ] {
        assert_eq!(
            authorize(&password, Action::UserResetPassword, Some(&on(held))).is_ok(),
            allowed,
            "{held:?}"
        );
    }
    let helpdesk = with(roles::HELPDESK_ADMINISTRATOR);
    assert!(authorize(&helpdesk, Action::UserResetPassword, Some(&on(&[roles::REPORTS_READER]))).is_ok());
    assert!(
        authorize(&helpdesk, Action::UserResetPassword, Some(&on(&[roles::USER_ADMINISTRATOR]))).is_err()
    );
}

#[test]
fn note_6_only_global_admin_licenses_guests() {
    let guest = Target { id: OTHER, roles: &[], guest: true };
    for role in [roles::LICENSE_ADMINISTRATOR, roles::USER_ADMINISTRATOR] {
        let refused = refusal(&with(role), Action::LicenseAssign, Some(&guest));
        assert_eq!(refused.action, Action::LicenseAssignGuest);
        assert_eq!(refused.roles_that_would, [roles::GLOBAL_ADMINISTRATOR]);
        assert!(authorize(&with(role), Action::LicenseUnassign, Some(&guest)).is_ok());
    }
    let granted = authorize(&with(roles::GLOBAL_ADMINISTRATOR), Action::LicenseAssign, Some(&guest)).unwrap();
    assert!(granted.permits(Action::LicenseAssign, Some(OTHER)));
}

#[test]
fn rol_7_global_reader_changes_nothing() {
    let reads = [
        Action::LicenseRead,
        Action::UserRead,
        Action::UserReadBasic,
        Action::UserReadLicenses,
        Action::SelfRead,
        Action::RoleRead,
        Action::OrganizationRead,
        Action::ApplicationRead,
        Action::HistoryRead,
        Action::AuditRead,
        Action::CatalogRead,
        Action::SettingsRead,
        Action::ClockRead,
        Action::JobRead,
    ];
    for action in Action::ALL {
        let allowed = authorize(&with(roles::GLOBAL_READER), *action, None).is_ok();
        assert_eq!(allowed, reads.contains(action), "{action}");
    }
}

#[test]
fn r_25_25_every_administrator_and_directory_readers_read_people_others_only_themselves() {
    for role in roles::ALL {
        let allowed = authorize(&with(role.id), Action::UserRead, Some(&on(&[]))).is_ok();
        let expected = role.is_administrator() || ["Global Reader", "Directory Readers"].contains(&role.name);
        assert_eq!(allowed, expected, "{}", role.name);
    }
    let nobody = Caller::user(ME, [], Scopes::parse("User.Read"));
    let myself = Target { id: ME, roles: &[], guest: false };
    for action in [Action::UserRead, Action::UserReadLicenses, Action::SelfRead] {
        assert_eq!(authorize(&nobody, action, Some(&myself)).unwrap().basis(), Basis::Everyone);
    }
    assert!(authorize(&nobody, Action::UserRead, Some(&on(&[]))).is_err());
    assert!(authorize(&nobody, Action::UserUpdate, Some(&myself)).is_err());
}

#[test]
fn r_25_25_history_and_audit() {
    let history = BTreeSet::from([
        roles::GLOBAL_ADMINISTRATOR,
        roles::GLOBAL_READER,
        roles::LICENSE_ADMINISTRATOR,
        roles::USER_ADMINISTRATOR,
        roles::BILLING_ADMINISTRATOR,
    ]);
    assert_eq!(who_may(Action::HistoryRead), history);
    let mut audit = history;
    audit.insert(roles::REPORTS_READER);
    assert_eq!(who_may(Action::AuditRead), audit);
}

#[test]
fn r_25_25_settings_catalogue_and_clock_belong_to_global_admin() {
    for action in [Action::SettingsWrite, Action::CatalogWrite, Action::ClockMove] {
        assert_eq!(who_may(action), BTreeSet::from([roles::GLOBAL_ADMINISTRATOR]), "{action}");
    }
}

#[test]
fn r_25_25_undo_needs_the_right_of_the_reverse_change() {
    assert_eq!(Action::LicenseUnassign.reverse(), Some(Action::LicenseAssign));
    assert_eq!(Action::UserDelete.reverse(), Some(Action::UserRestore));
    assert_eq!(Action::UserPurge.reverse(), None);
    for action in Action::ALL {
        if let Some(reverse) = action.reverse() {
            assert!(reverse.reverse().is_some(), "an undo can be undone: {action}");
        }
    }
}

#[test]
fn r_25_25_scopes_alone_decide_for_applications() {
    let app = Caller::app(ClientId::from_bytes([9; 16]), Scopes::parse("LicenseAssignment.ReadWrite.All"));
    let global = [roles::GLOBAL_ADMINISTRATOR];
    assert_eq!(
        authorize(&app, Action::LicenseUnassign, Some(&on(&global))).unwrap().basis(),
        Basis::Application
    );
    let refused = refusal(&app, Action::UserDelete, Some(&on(&[])));
    assert_eq!(refused.reason, RefusalReason::MissingScope);
    assert_eq!(refused.scopes_that_would, ["User.DeleteRestore.All", "User.ReadWrite.All"]);
    assert!(refused.roles_that_would.is_empty());
    assert_eq!(refusal(&app, Action::SelfRead, None).reason, RefusalReason::OnlyForPeople);
}

#[test]
fn a_person_needs_scope_and_role() {
    let caller = Caller::user(
        ME,
        [roles::LICENSE_ADMINISTRATOR],
        Scopes::parse("User.Read LicenseAssignment.Read.All"),
    );
    let refused = refusal(&caller, Action::LicenseUnassign, Some(&on(&[])));
    assert_eq!(refused.reason, RefusalReason::MissingScope);
    assert_eq!(refused.scopes_that_would[0], "LicenseAssignment.ReadWrite.All");
    assert_eq!(refused.roles_that_would.len(), 3);
    let odd_case = Caller { scopes: Scopes::parse("licenseassignment.readwrite.all"), ..caller };
    assert!(authorize(&odd_case, Action::LicenseUnassign, Some(&on(&[]))).is_ok());
}

#[test]
fn granted_proves_only_what_was_asked_for() {
    let admin = with(roles::GLOBAL_ADMINISTRATOR);
    let one = authorize(&admin, Action::UserDelete, Some(&on(&[]))).unwrap();
    assert!(one.permits(Action::UserDelete, Some(OTHER)));
    assert!(!one.permits(Action::UserDelete, Some(ME)));
    assert!(!one.permits(Action::UserDelete, None));
    assert!(!one.permits(Action::UserPurge, Some(OTHER)));
    let all = authorize(&admin, Action::LicenseUnassign, None).unwrap();
    assert!(all.permits(Action::LicenseUnassign, Some(ME)) && all.permits(Action::LicenseUnassign, None));
    assert!(!all.permits(Action::LicenseAssign, None));
    assert_eq!(authorize(&Caller::system(), Action::UserPurge, None).unwrap().basis(), Basis::System);
}

#[test]
fn rule_25_25_roles_are_granted_by_global_and_privileged_role_administrators() {
    let expected = BTreeSet::from([roles::GLOBAL_ADMINISTRATOR, roles::PRIVILEGED_ROLE_ADMINISTRATOR]);
    assert_eq!(who_may(Action::RoleGrant), expected);
    assert_eq!(who_may(Action::RoleRead), who_may(Action::UserRead));
    assert_eq!(who_may(Action::ApplicationWrite), BTreeSet::from([roles::GLOBAL_ADMINISTRATOR]));
    let readers = BTreeSet::from([roles::GLOBAL_ADMINISTRATOR, roles::GLOBAL_READER]);
    assert_eq!(who_may(Action::ApplicationRead), readers);
}

#[test]
fn everyone_signs_themselves_out_but_not_with_a_permission_for_reading() {
    let oneself = Target { id: ME, roles: &[], guest: false };
    let caller = |scopes: &str| Caller::user(ME, [], Scopes::parse(scopes));
    let action = Action::UserRevokeSessions;
    let granted = authorize(&caller("User.RevokeSessions.All"), action, Some(&oneself)).unwrap();
    assert_eq!(granted.basis(), Basis::Everyone);
    assert_eq!(refusal(&caller("User.Read"), action, Some(&oneself)).reason, RefusalReason::MissingScope);
    assert_eq!(
        refusal(&caller("User.RevokeSessions.All"), action, Some(&on(&[]))).reason,
        RefusalReason::MissingRole
    );
    let helpdesk = with(roles::HELPDESK_ADMINISTRATOR);
    assert!(authorize(&helpdesk, action, Some(&on(&[]))).is_ok());
    let admin = [roles::LICENSE_ADMINISTRATOR];
    assert_eq!(refusal(&helpdesk, action, Some(&on(&admin))).reason, RefusalReason::TargetProtected);
}
