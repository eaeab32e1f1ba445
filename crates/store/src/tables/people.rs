//! People, their roles and what follows from their licences.

use super::table;

table! {
    /// People, deleted ones included: `deleted` is 1 for these and their `live_upn_fold` is null, so that a name is
    /// free again at once (DEL-9).
    USER = "user", key 2 {
        tenant: id, id: id,
        upn: text, upn_fold: text, live_upn_fold: opt_text,
        display_name: text, name_fold: text,
        given_name: opt_text, surname: opt_text, surname_fold: opt_text,
        mail: opt_text, mail_fold: opt_text, mail_nickname: opt_text,
        job_title: opt_text, department: opt_text, office_location: opt_text, company_name: opt_text,
        employee_id: opt_text, street_address: opt_text, city: opt_text, state: opt_text, postal_code: opt_text,
        country: opt_text, mobile_phone: opt_text, business_phone: opt_text, fax_number: opt_text,
        preferred_language: opt_text, usage_location: opt_text,
        account_enabled: int, guest: int, synced: int,
        created_at: int, deleted: int, deleted_at: opt_int,
    }
    /// Sign-in names of people who are not deleted.
    unique USER_BY_LIVE_UPN = "user_by_live_upn" (tenant, live_upn_fold);
    /// Live or deleted people by id.
    index USER_BY_DELETED = "user_by_deleted" (tenant, deleted);
    /// Live or deleted people by display name.
    index USER_BY_NAME = "user_by_name" (tenant, deleted, name_fold);
    /// Live or deleted people by surname, those without one first.
    index USER_BY_SURNAME = "user_by_surname" (tenant, deleted, surname_fold);
    /// Live or deleted people by mail address, those without one first.
    index USER_BY_MAIL = "user_by_mail" (tenant, deleted, mail_fold);
    /// Live or deleted people by the instant at which they were created.
    index USER_BY_CREATED = "user_by_created" (tenant, deleted, created_at);
    /// Deleted people by the instant, after those who live.
    index USER_BY_DELETED_AT = "user_by_deleted_at" (tenant, deleted_at);
    /// Who may sign in, and who may not, by display name.
    index USER_BY_ENABLED = "user_by_enabled" (tenant, deleted, account_enabled, name_fold);
}

table! {
    /// Who holds which directory role.
    ROLE_GRANT = "role_grant", key 3 { tenant: id, role: id, user: id }
    /// The roles of a person.
    index ROLE_GRANT_BY_USER = "role_grant_by_user" (tenant, user);
}

table! {
    /// States of a person's mailbox, drive and Office apps with their instants. The `until` of a state is when it
    /// ends by itself: the purge, the end of retention, reduced functionality.
    SERVICES = "services", key 2 {
        tenant: id, user: id,
        mailbox_state: int, mailbox_id: opt_bytes, mailbox_since: opt_int, mailbox_until: opt_int,
        drive_state: int, drive_id: opt_bytes, drive_since: opt_int, drive_until: opt_int,
        office_state: int, office_since: opt_int, office_until: opt_int,
        former: bytes,
    }
}
