//! A random value of every stored type.

use std::collections::BTreeSet;

use reseat_model::application::{AppSecret, Application, SecretMade};
use reseat_model::assignment::{Assignment, AssignmentKey, Path, PathState};
use reseat_model::audit::{Actor, Face};
use reseat_model::audit_head::{AuditHead, TenantDeletion};
use reseat_model::catalog::{AppliesTo, Dependency, ExclusiveSet, Names, Origin, Plan, Product, Service};
use reseat_model::change_set::{ChangeItem, ChangeSet, Counts, Kind};
use reseat_model::command::{LicenseEdit, PathChange, PathValue, ProductChoice};
use reseat_model::decision::{Timer, TimerKind};
use reseat_model::job::{Job, JobPerson, JobStatus, JobWork, PeopleWork};
use reseat_model::log::{Head, LogEntry, ObjectKind};
use reseat_model::outcome::{Impact, KeptService, LicenseChange, Outcome, SeatChange, Status};
use reseat_model::pool::Pool;
use reseat_model::reason::{Reason, Warning};
use reseat_model::services::{DriveState, FormerProduct, MailboxState, OfficeState, Services};
use reseat_model::subscription::{self, Subscription};
use reseat_model::system::{
    AuthCode, Credential, DeviceCode, DeviceState, Lease, RefreshToken, Replay, ServerState, Session,
};
use reseat_model::tenant::{Cloud, Language, Settings, SignInHint, Tenant};
use reseat_model::user::User;
use reseat_model::{
    ApplicationId, ChangeSetId, ClientId, DriveId, GroupId, JobId, MailboxId, PlanId, PoolId, RequestId,
    RoleId, SessionId, SkuId, SubscriptionId, TenantId, Timestamp, UserId,
};

use super::Dice;
use crate::records::{AssignmentRow, RoleGrant, ServicesRow};

/// A type of which a random value can be made.
pub trait Sample: Sized {
    /// A value.
    fn sample(dice: &mut Dice) -> Self;
}

macro_rules! sample_ids {
    ($($id:ident),* $(,)?) => {$(
        impl Sample for $id {
            fn sample(dice: &mut Dice) -> Self { Self::from_bytes(dice.bytes()) }
        }
    )*};
}

sample_ids!(
    ApplicationId,
    ChangeSetId,
    ClientId,
    DriveId,
    GroupId,
    JobId,
    MailboxId,
    PlanId,
    RequestId,
    RoleId,
    SessionId,
    SkuId,
    SubscriptionId,
    TenantId,
    UserId,
);

impl Sample for PoolId {
    fn sample(dice: &mut Dice) -> Self {
        if dice.once_in(2) { Self::ORGANIZATION } else { Self::of_purchaser(Sample::sample(dice)) }
    }
}

impl Sample for Timestamp {
    fn sample(dice: &mut Dice) -> Self {
        Self(i64::sample(dice))
    }
}

impl Sample for u64 {
    /// What fits a column: below 2^63, small ones often.
    fn sample(dice: &mut Dice) -> Self {
        let bits = dice.below(63);
        (dice.number() >> 1) >> bits
    }
}

impl Sample for i64 {
    fn sample(dice: &mut Dice) -> Self {
        let magnitude = u64::sample(dice).cast_signed();
        if dice.once_in(3) { -magnitude } else { magnitude }
    }
}

impl Sample for u32 {
    fn sample(dice: &mut Dice) -> Self {
        let bits = dice.below(32);
        (dice.number() as Self) >> bits
    }
}

impl Sample for i32 {
    fn sample(dice: &mut Dice) -> Self {
        u32::sample(dice).cast_signed()
    }
}

impl Sample for u16 {
    fn sample(dice: &mut Dice) -> Self {
        dice.number() as Self
    }
}

impl Sample for bool {
    fn sample(dice: &mut Dice) -> Self {
        dice.once_in(2)
    }
}

impl Sample for [u8; 16] {
    fn sample(dice: &mut Dice) -> Self {
        dice.bytes()
    }
}

impl Sample for [u8; 32] {
    fn sample(dice: &mut Dice) -> Self {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&dice.bytes());
        bytes[16..].copy_from_slice(&dice.bytes());
        bytes
    }
}

impl Sample for u8 {
    fn sample(dice: &mut Dice) -> Self {
        dice.number() as Self
    }
}

impl Sample for String {
    fn sample(dice: &mut Dice) -> Self {
        let pieces = ["a", "Z", "ä", "Å", "王", "伟", " ", "'", "\"", "%", "_", "\\", "\u{10FFFF}", "0"];
        (0..dice.below(9)).map(|_| *dice.pick(&pieces)).collect()
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(dice: &mut Dice) -> Self {
        (!dice.once_in(3)).then(|| T::sample(dice))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(dice: &mut Dice) -> Self {
        (0..dice.below(5)).map(|_| T::sample(dice)).collect()
    }
}

impl<T: Sample + Ord> Sample for BTreeSet<T> {
    fn sample(dice: &mut Dice) -> Self {
        (0..dice.below(5)).map(|_| T::sample(dice)).collect()
    }
}

impl<A: Sample, B: Sample> Sample for (A, B) {
    fn sample(dice: &mut Dice) -> Self {
        (A::sample(dice), B::sample(dice))
    }
}

macro_rules! sample_structs {
    ($($ty:ty { $($field:ident),* $(,)? })*) => {$(
        impl Sample for $ty {
            fn sample(dice: &mut Dice) -> Self { Self { $($field: Sample::sample(dice)),* } }
        }
    )*};
}

/// A choice draws one of its variants, each as often as the others.
macro_rules! sample_enums {
    ($($ty:ty { $($variant:ident $({ $($field:ident),* })? $(( $($item:ident),* ))?),* $(,)? })*) => {$(
        impl Sample for $ty {
            fn sample(dice: &mut Dice) -> Self {
                let variants: &[fn(&mut Dice) -> Self] = &[$(|_dice| {
                    $($(let $field = Sample::sample(_dice);)*)?
                    $($(let $item = Sample::sample(_dice);)*)?
                    Self::$variant $({ $($field),* })? $(( $($item),* ))?
                }),*];
                dice.pick(variants)(dice)
            }
        }
    )*};
}

sample_structs! {
    User {
        id, upn, display_name, given_name, surname, mail, mail_nickname, job_title, department, office_location,
        company_name, employee_id, street_address, city, state, postal_code, country, mobile_phone, business_phone,
        fax_number, preferred_language, usage_location, account_enabled, guest, synced, created_at, deleted_at,
    }
    AssignmentKey { sku, pool, path }
    Assignment { user, key, disabled, state, assigned_at, updated_at }
    AssignmentRow { assignment, name_fold }
    RoleGrant { role, user }
    FormerProduct { sku, removed_at }
    Services { mailbox, drive, office, former }
    ServicesRow { user, services }
    Pool { sku, pool, enabled, warning, suspended, locked_out, consumed }
    Subscription { id, sku, pool, quantity, status, trial, created_at, term_ends_at }
    Names { en, zh }
    Product { sku, part_number, names, applies_to, plans, origin }
    Plan { id, name, names, service, graph_service, applies_to }
    Dependency { plan, any_of, source }
    ExclusiveSet { id, plans }
    SignInHint { upn, password }
    PeopleWork { usage_location, account_enabled, revoke_sessions, roles }
    Settings { licenses_page_users, password_grant, history_days, sign_in_hints, language }
    Tenant { id, display_name, domain, country, time_zone, cloud, created_at, settings }
    SecretMade { at, hint }
    AppSecret { name, sha256, expires_at, made }
    Application {
        id, client_id, display_name, public_client, redirect_uris, app_roles, delegated_scopes, secrets, created_at,
    }
    Credential { user, password, must_change, valid_from }
    AuthCode { sha256, client, user, redirect_uri, challenge, scope, nonce, expires_at }
    RefreshToken { sha256, client, user, scope, issued_at, expires_at }
    DeviceCode { sha256, user_code, client, scope, state, expires_at }
    Session { id, sha256, user, csrf, created_at, expires_at }
    Replay { sha256, request, status, body, expires_at }
    ServerState { simulated, offset_micros, default_tenant }
    Lease { name, owner, fence, until }
    Timer { due, kind, user }
    Head { seq, hash, at, turn, setup }
    LogEntry {
        seq, n, effective_at, recorded_at, object, object_id, activity, category, actor, face, request, change_set,
        result, details, hash,
    }
    AuditHead { number, seq, n, hash, at, key, signature, anchor }
    TenantDeletion { deleted_at, purge_at, recorded_at, by }
    Counts { changed, unchanged, refused }
    ChangeSet { id, kind, actor, face, request, at, recorded_at, reason, counts, reverts, reverted_by }
    ChangeItem { set, number, user, outcome, paths }
    Outcome { user, status, reasons, impact }
    Impact {
        licenses, seats, services_lost, services_kept, services_gained, mailbox, drive, office, warnings,
    }
    LicenseChange { key, before, after }
    SeatChange { sku, pool, delta }
    KeptService { plan, covered_by }
    PathValue { disabled, state, assigned_at }
    PathChange { key, before, after }
    ProductChoice { sku, disabled }
    Job {
        id, change_set, actor, face, request, kind, reason, work, may_license_guests, status, total, done, preview,
        created_at, recorded_at,
    }
    JobPerson { job, number, user }
}

sample_enums! {
    Path { Direct, Group(group) }
    PathState { Active, ActiveWithError, Disabled, Error }
    MailboxState {
        None,
        Active { id, since },
        Disconnected { id, since, purge_at },
        SoftDeleted { id, since, purge_at },
        Purged { id, at },
    }
    DriveState {
        None,
        Active { id, since },
        Unlicensed { id, since },
        MarkedForDeletion { id, since, delete_at },
        Deleted { id, at },
    }
    OfficeState { None, Licensed { since }, Unlicensed { since, reduced_by } }
    subscription::Status { Enabled, Warning, Suspended, Deleted, LockedOut }
    AppliesTo { User, Company }
    Origin { BuiltIn, Imported, Organization }
    Service { Mail, Files, OfficeApps, Teams, Telephony, DeviceManagement, CloudPc, Other }
    Cloud { Worldwide, Germany, Vianet21 }
    Language { En, ZhHans }
    DeviceState { Pending, Approved(user), Declined }
    TimerKind { PurgeMailbox, PurgeUser }
    ObjectKind { User, Subscription, Role, Catalog, Tenant, Application }
    Actor { User { id, upn, name }, App { client_id, name }, System { name } }
    Face { AdminCenter, CommandLine, Graph, Api, System }
    Kind {
        Assign, Unassign, UnassignAll, Replace, Move, Revert, CreateUser, UpdateUser, DeleteUser, RestoreUser,
        PurgeUser, Administration, Scheduled,
    }
    Status { Changed, Unchanged, Refused }
    JobStatus { Queued, Running, Completed, Cancelled }
    JobWork { Licenses(edit), Revert(change_set), Preview(edit), People(work) }
    LicenseEdit {
        Graph { assign, unassign },
        Update { assign, unassign },
        UnassignAll,
        Replace { with },
        Move { from, to },
        Revert { paths },
    }
    Reason {
        NotHeld { sku },
        InheritedOnly { sku, groups },
        StillInherited { sku, groups },
        SelfService { sku, purchaser },
        PlanDependency { sku, plan, needs },
        MutuallyExclusive { plans },
        UsageLocationMissing,
        NoSeats { sku, enabled, consumed, warning },
        UnknownProduct { sku },
        NotAssignable { sku },
        PlanNotInProduct { sku, plans },
        ContradictoryProduct { sku },
        AlreadySo,
        UserNotFound,
        UserDeleted,
        UserNotDeleted,
        UpnTaken { upn },
        ChangedSincePreview,
        ChangedSince { sku },
        NotRevertible { kind },
        RoleLacking { roles },
        LastGlobalAdmin,
        SeatNotRestored { sku },
        Synced,
        NotAttempted,
        InternalError,
    }
    Warning {
        MailPurge { at },
        NotSearchable,
        SaveMailFirst,
        MailBounces,
        FilesKept,
        OfficeUnlicensed,
        NumberReleased,
        DevicesUnmanaged,
        CloudPcGrace { until },
        SignInStaysEnabled,
        BillUnchanged,
        MailReturns,
        NewEmptyMailbox,
    }
}
