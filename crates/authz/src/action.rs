//! What can be done. One variant per right, not per route: several routes may need the same right.

use std::fmt;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// Something that a caller may or may not do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$doc])* $name,)* }

        impl Action {
            /// Every action, in the order of the matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its stable name, such as `license.unassign`; the key of `/session`'s `actions`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

actions! {
    /// See products, their totals and who holds them (the Licenses page, subscribedSkus).
    LicenseRead = "license.read";
    /// Give a product to a person.
    LicenseAssign = "license.assign";
    /// Give a product to a guest; asked for by [`crate::authorize`] itself when the target is one (note 6).
    LicenseAssignGuest = "license.assignGuest";
    /// Take a product from a person (ROL-1).
    LicenseUnassign = "license.unassign";
    /// Turn apps and services of a held product on or off.
    LicenseServices = "license.services";
    /// Read people with their licence states, deleted ones too.
    UserRead = "user.read";
    /// Read only the basic properties of people; what `User.ReadBasic.All` gives.
    UserReadBasic = "user.readBasic";
    /// Read the licences of a person, and nothing else of them (licenseDetails).
    UserReadLicenses = "user.readLicenses";
    /// Read oneself.
    SelfRead = "self.read";
    /// Enter a purchase (rules.md 3.2, buy; 25.4).
    SubscriptionWrite = "subscription.write";
    /// Create a person.
    UserCreate = "user.create";
    /// Change properties of a person that are not listed elsewhere.
    UserUpdate = "user.update";
    /// Change what decides over signing in: `accountEnabled`, `userPrincipalName`, telephone numbers (note 7).
    UserUpdateSensitive = "user.updateSensitive";
    /// Set a person's password (notes 7 and 9).
    UserResetPassword = "user.resetPassword";
    /// Sign a person out everywhere (notes 7 and 9); everyone may sign themselves out.
    UserRevokeSessions = "user.revokeSessions";
    /// Change `usageLocation`.
    UserUsageLocation = "user.usageLocation";
    /// Delete a person (soft; note 7).
    UserDelete = "user.delete";
    /// Bring a deleted person back (note 7).
    UserRestore = "user.restore";
    /// Delete a deleted person for good (note 7).
    UserPurge = "user.purge";
    /// Read roles and who holds them.
    RoleRead = "role.read";
    /// Give roles and take them (25.25).
    RoleGrant = "role.grant";
    /// Read the organisation: its name, its domains, its country.
    OrganizationRead = "organization.read";
    /// Read registered applications.
    ApplicationRead = "application.read";
    /// Register applications, change them, make and remove their secrets, delete them (25.25).
    ApplicationWrite = "application.write";
    /// Read change sets.
    HistoryRead = "history.read";
    /// Read the audit.
    AuditRead = "audit.read";
    /// Read the catalogue of products.
    CatalogRead = "catalog.read";
    /// Import into or change the catalogue.
    CatalogWrite = "catalog.write";
    /// Read the organisation's settings.
    SettingsRead = "settings.read";
    /// Change the organisation's settings.
    SettingsWrite = "settings.write";
    /// Read the clock.
    ClockRead = "clock.read";
    /// Move the simulated clock.
    ClockMove = "clock.move";
    /// See jobs and their results.
    JobRead = "job.read";
    /// Cancel a job.
    JobCancel = "job.cancel";
}

impl Action {
    /// The action of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// The right that undoing this change needs: that of the reverse change (25.25, *history.undo*). `None` for what
    /// changes nothing or cannot be undone.
    pub const fn reverse(self) -> Option<Self> {
        match self {
            Self::LicenseAssign | Self::LicenseAssignGuest => Some(Self::LicenseUnassign),
            Self::LicenseUnassign => Some(Self::LicenseAssign),
            Self::UserCreate | Self::UserRestore => Some(Self::UserDelete),
            Self::UserDelete => Some(Self::UserRestore),
            Self::LicenseServices
            | Self::UserUpdate
            | Self::UserUpdateSensitive
            | Self::UserUsageLocation => Some(self),
            Self::LicenseRead
            | Self::UserRead
            | Self::UserReadBasic
            | Self::UserReadLicenses
            | Self::SelfRead
            | Self::UserResetPassword
            | Self::UserRevokeSessions
            | Self::UserPurge
            | Self::RoleRead
            | Self::RoleGrant
            | Self::OrganizationRead
            | Self::ApplicationRead
            | Self::ApplicationWrite
            | Self::HistoryRead
            | Self::AuditRead
            | Self::CatalogRead
            | Self::CatalogWrite
            | Self::SettingsRead
            | Self::SettingsWrite
            | Self::SubscriptionWrite
            | Self::ClockRead
            | Self::ClockMove
            | Self::JobRead
            | Self::JobCancel => None,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
