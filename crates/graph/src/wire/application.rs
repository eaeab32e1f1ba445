//! `application` (contract section 8): what Reseat keeps of one, in Graph's shape.

use std::collections::BTreeSet;

use reseat_app::applications::key_id;
use reseat_authz::Grant;
use reseat_authz::permissions::{GRAPH_APP_ID, Permission};
use reseat_model::application::{AppSecret, Application};
use reseat_model::tenant::Tenant;
use serde_json::{Value, json};

use crate::time::iso;

/// Its properties, for `$select`.
pub(crate) const PROPERTIES: &[&str] = &[
    "id",
    "deletedDateTime",
    "appId",
    "applicationTemplateId",
    "identifierUris",
    "createdDateTime",
    "displayName",
    "isDeviceOnlyAuthSupported",
    "isFallbackPublicClient",
    "groupMembershipClaims",
    "optionalClaims",
    "addIns",
    "publisherDomain",
    "signInAudience",
    "tags",
    "tokenEncryptionKeyId",
    "disabledByMicrosoftStatus",
    "api",
    "appRoles",
    "publicClient",
    "info",
    "keyCredentials",
    "parentalControlSettings",
    "passwordCredentials",
    "requiredResourceAccess",
    "web",
];

/// The entity.
pub(crate) fn application(tenant: &Tenant, app: &Application) -> Value {
    let none: &[String] = &[];
    let (web, public) =
        if app.public_client { (none, &app.redirect_uris[..]) } else { (&app.redirect_uris[..], none) };
    json!({
        "id": app.id.to_string(),
        "deletedDateTime": null,
        "appId": app.client_id.to_string(),
        "applicationTemplateId": null,
        "identifierUris": [],
        "createdDateTime": iso(app.created_at),
        "displayName": app.display_name,
        "isDeviceOnlyAuthSupported": null,
        "isFallbackPublicClient": app.public_client,
        "groupMembershipClaims": null,
        "optionalClaims": null,
        "addIns": [],
        "publisherDomain": tenant.domain,
        "signInAudience": "AzureADMyOrg",
        "tags": [],
        "tokenEncryptionKeyId": null,
        "disabledByMicrosoftStatus": null,
        "api": {
            "requestedAccessTokenVersion": null,
            "acceptMappedClaims": null,
            "knownClientApplications": [],
            "oauth2PermissionScopes": [],
            "preAuthorizedApplications": [],
        },
        "appRoles": [],
        "publicClient": { "redirectUris": public },
        "info": {
            "termsOfServiceUrl": null,
            "supportUrl": null,
            "privacyStatementUrl": null,
            "marketingUrl": null,
            "logoUrl": null,
        },
        "keyCredentials": [],
        "parentalControlSettings": { "countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow" },
        "passwordCredentials": app.secrets.iter().map(|secret| credential(secret, None)).collect::<Vec<_>>(),
        "requiredResourceAccess": required(app),
        "web": {
            "redirectUris": web,
            "homePageUrl": null,
            "logoutUrl": null,
            "implicitGrantSettings": { "enableIdTokenIssuance": false, "enableAccessTokenIssuance": false },
        },
    })
}

/// `passwordCredential`; the secret itself only where it was just made.
pub(crate) fn credential(secret: &AppSecret, text: Option<&str>) -> Value {
    json!({
        "customKeyIdentifier": null,
        "displayName": secret.name,
        "endDateTime": secret.expires_at.map(iso),
        "hint": secret.made.as_ref().map(|made| &made.hint),
        "keyId": key_id(secret).to_string(),
        "secretText": text,
        "startDateTime": secret.made.as_ref().map(|made| iso(made.at)),
    })
}

/// What it requires, which is what it has. Permissions that Graph has no id for do not show.
fn required(app: &Application) -> Value {
    let mut access = entries(&app.app_roles, Grant::Application);
    access.extend(entries(&app.delegated_scopes, Grant::Delegated));
    if access.is_empty() {
        return json!([]);
    }
    json!([{ "resourceAppId": GRAPH_APP_ID.to_string(), "resourceAccess": access }])
}

fn entries(names: &BTreeSet<String>, grant: Grant) -> Vec<Value> {
    let ids = names.iter().filter_map(|name| Permission::by_name(name)?.id(grant));
    ids.map(|id| json!({ "id": id.to_string(), "type": grant.word() })).collect()
}
