CREATE TABLE "tenant" (
  "tenant" BLOB NOT NULL,
  "display_name" TEXT NOT NULL,
  "domain" TEXT NOT NULL,
  "country" TEXT NOT NULL,
  "time_zone" TEXT NOT NULL,
  "cloud" INTEGER NOT NULL,
  "created_at" INTEGER NOT NULL,
  "licenses_page_users" INTEGER NOT NULL,
  "password_grant" INTEGER NOT NULL,
  "history_days" INTEGER NOT NULL,
  "sign_in_hints" BLOB NOT NULL,
  PRIMARY KEY ("tenant")
) STRICT;

CREATE TABLE "application" (
  "tenant" BLOB NOT NULL,
  "id" BLOB NOT NULL,
  "client_id" BLOB NOT NULL,
  "display_name" TEXT NOT NULL,
  "public_client" INTEGER NOT NULL,
  "redirect_uris" BLOB NOT NULL,
  "app_roles" BLOB NOT NULL,
  "delegated_scopes" BLOB NOT NULL,
  "secrets" BLOB NOT NULL,
  "created_at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "id")
) STRICT;
CREATE UNIQUE INDEX "application_by_client" ON "application" ("tenant", "client_id");

CREATE TABLE "credential" (
  "tenant" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  "password" TEXT NOT NULL,
  "must_change" INTEGER NOT NULL,
  "valid_from" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "user")
) STRICT, WITHOUT ROWID;

CREATE TABLE "auth_code" (
  "tenant" BLOB NOT NULL,
  "sha256" BLOB NOT NULL,
  "client" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  "redirect_uri" TEXT NOT NULL,
  "challenge" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "nonce" TEXT,
  "expires_at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "sha256")
) STRICT, WITHOUT ROWID;
CREATE INDEX "auth_code_by_expiry" ON "auth_code" ("tenant", "expires_at", "sha256");

CREATE TABLE "refresh_token" (
  "tenant" BLOB NOT NULL,
  "sha256" BLOB NOT NULL,
  "client" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  "scope" TEXT NOT NULL,
  "issued_at" INTEGER NOT NULL,
  "expires_at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "sha256")
) STRICT, WITHOUT ROWID;
CREATE INDEX "refresh_token_by_expiry" ON "refresh_token" ("tenant", "expires_at", "sha256");

CREATE TABLE "device_code" (
  "tenant" BLOB NOT NULL,
  "sha256" BLOB NOT NULL,
  "user_code" TEXT NOT NULL,
  "client" BLOB NOT NULL,
  "scope" TEXT NOT NULL,
  "state" INTEGER NOT NULL,
  "user" BLOB,
  "expires_at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "sha256")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "device_code_by_user_code" ON "device_code" ("tenant", "user_code");
CREATE INDEX "device_code_by_expiry" ON "device_code" ("tenant", "expires_at", "sha256");

CREATE TABLE "session" (
  "tenant" BLOB NOT NULL,
  "id" BLOB NOT NULL,
  "sha256" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  "csrf" TEXT NOT NULL,
  "created_at" INTEGER NOT NULL,
  "expires_at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "id")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "session_by_secret" ON "session" ("tenant", "sha256");
CREATE INDEX "session_by_user" ON "session" ("tenant", "user", "id");
CREATE INDEX "session_by_expiry" ON "session" ("tenant", "expires_at", "id");

CREATE TABLE "replay" (
  "tenant" BLOB NOT NULL,
  "sha256" BLOB NOT NULL,
  "request" BLOB NOT NULL,
  "status" INTEGER NOT NULL,
  "body" BLOB NOT NULL,
  "expires_at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "sha256")
) STRICT;
CREATE INDEX "replay_by_expiry" ON "replay" ("tenant", "expires_at", "sha256");

CREATE TABLE "user" (
  "tenant" BLOB NOT NULL,
  "id" BLOB NOT NULL,
  "upn" TEXT NOT NULL,
  "upn_fold" TEXT NOT NULL,
  "live_upn_fold" TEXT,
  "display_name" TEXT NOT NULL,
  "name_fold" TEXT NOT NULL,
  "given_name" TEXT,
  "surname" TEXT,
  "surname_fold" TEXT,
  "mail" TEXT,
  "mail_fold" TEXT,
  "mail_nickname" TEXT,
  "job_title" TEXT,
  "department" TEXT,
  "office_location" TEXT,
  "company_name" TEXT,
  "employee_id" TEXT,
  "street_address" TEXT,
  "city" TEXT,
  "state" TEXT,
  "postal_code" TEXT,
  "country" TEXT,
  "mobile_phone" TEXT,
  "business_phone" TEXT,
  "fax_number" TEXT,
  "preferred_language" TEXT,
  "usage_location" TEXT,
  "account_enabled" INTEGER NOT NULL,
  "guest" INTEGER NOT NULL,
  "synced" INTEGER NOT NULL,
  "created_at" INTEGER NOT NULL,
  "deleted" INTEGER NOT NULL,
  "deleted_at" INTEGER,
  PRIMARY KEY ("tenant", "id")
) STRICT;
CREATE UNIQUE INDEX "user_by_live_upn" ON "user" ("tenant", "live_upn_fold");
CREATE INDEX "user_by_deleted" ON "user" ("tenant", "deleted", "id");
CREATE INDEX "user_by_name" ON "user" ("tenant", "deleted", "name_fold", "id");
CREATE INDEX "user_by_surname" ON "user" ("tenant", "deleted", "surname_fold", "id");
CREATE INDEX "user_by_mail" ON "user" ("tenant", "deleted", "mail_fold", "id");
CREATE INDEX "user_by_created" ON "user" ("tenant", "deleted", "created_at", "id");
CREATE INDEX "user_by_deleted_at" ON "user" ("tenant", "deleted_at", "id");

CREATE TABLE "role_grant" (
  "tenant" BLOB NOT NULL,
  "role" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "role", "user")
) STRICT, WITHOUT ROWID;
CREATE INDEX "role_grant_by_user" ON "role_grant" ("tenant", "user", "role");

CREATE TABLE "services" (
  "tenant" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  "mailbox_state" INTEGER NOT NULL,
  "mailbox_id" BLOB,
  "mailbox_since" INTEGER,
  "mailbox_until" INTEGER,
  "drive_state" INTEGER NOT NULL,
  "drive_id" BLOB,
  "drive_since" INTEGER,
  "drive_until" INTEGER,
  "office_state" INTEGER NOT NULL,
  "office_since" INTEGER,
  "office_until" INTEGER,
  "former" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "user")
) STRICT, WITHOUT ROWID;

CREATE TABLE "assignment" (
  "tenant" BLOB NOT NULL,
  "user" BLOB NOT NULL,
  "sku" BLOB NOT NULL,
  "pool" BLOB NOT NULL,
  "path" BLOB NOT NULL,
  "disabled" BLOB NOT NULL,
  "state" INTEGER NOT NULL,
  "assigned_at" INTEGER NOT NULL,
  "updated_at" INTEGER NOT NULL,
  "name_fold" TEXT NOT NULL,
  PRIMARY KEY ("tenant", "user", "sku", "pool", "path")
) STRICT, WITHOUT ROWID;
CREATE INDEX "assignment_by_holder" ON "assignment" ("tenant", "sku", "name_fold", "user", "pool", "path");

CREATE TABLE "pool" (
  "tenant" BLOB NOT NULL,
  "sku" BLOB NOT NULL,
  "pool" BLOB NOT NULL,
  "enabled" INTEGER NOT NULL,
  "warning" INTEGER NOT NULL,
  "suspended" INTEGER NOT NULL,
  "locked_out" INTEGER NOT NULL,
  "consumed" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "sku", "pool")
) STRICT, WITHOUT ROWID;

CREATE TABLE "subscription" (
  "tenant" BLOB NOT NULL,
  "id" BLOB NOT NULL,
  "sku" BLOB NOT NULL,
  "pool" BLOB NOT NULL,
  "quantity" INTEGER NOT NULL,
  "status" INTEGER NOT NULL,
  "trial" INTEGER NOT NULL,
  "created_at" INTEGER NOT NULL,
  "term_ends_at" INTEGER,
  PRIMARY KEY ("tenant", "id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "subscription_by_sku" ON "subscription" ("tenant", "sku", "id");

CREATE TABLE "timer" (
  "tenant" BLOB NOT NULL,
  "due" INTEGER NOT NULL,
  "kind" INTEGER NOT NULL,
  "user" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "due", "kind", "user")
) STRICT, WITHOUT ROWID;

CREATE TABLE "catalog_product" (
  "tenant" BLOB NOT NULL,
  "sku" BLOB NOT NULL,
  "part_number" TEXT NOT NULL,
  "name_en" TEXT NOT NULL,
  "name_zh" TEXT NOT NULL,
  "applies_to" INTEGER NOT NULL,
  "origin" INTEGER NOT NULL,
  "plans" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "sku")
) STRICT, WITHOUT ROWID;

CREATE TABLE "catalog_plan" (
  "tenant" BLOB NOT NULL,
  "plan" BLOB NOT NULL,
  "name" TEXT NOT NULL,
  "name_en" TEXT NOT NULL,
  "name_zh" TEXT NOT NULL,
  "service" INTEGER NOT NULL,
  "graph_service" TEXT NOT NULL,
  "applies_to" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "plan")
) STRICT, WITHOUT ROWID;

CREATE TABLE "catalog_dependency" (
  "tenant" BLOB NOT NULL,
  "plan" BLOB NOT NULL,
  "any_of" BLOB NOT NULL,
  "source" TEXT NOT NULL,
  PRIMARY KEY ("tenant", "plan", "any_of")
) STRICT, WITHOUT ROWID;

CREATE TABLE "catalog_exclusive" (
  "tenant" BLOB NOT NULL,
  "name" TEXT NOT NULL,
  "plans" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "name")
) STRICT, WITHOUT ROWID;

CREATE TABLE "head" (
  "tenant" BLOB NOT NULL,
  "seq" INTEGER NOT NULL,
  "hash" BLOB NOT NULL,
  "at" INTEGER NOT NULL,
  PRIMARY KEY ("tenant")
) STRICT, WITHOUT ROWID;

CREATE TABLE "log_entry" (
  "tenant" BLOB NOT NULL,
  "seq" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "effective_at" INTEGER NOT NULL,
  "recorded_at" INTEGER NOT NULL,
  "object" INTEGER NOT NULL,
  "object_id" TEXT NOT NULL,
  "activity" TEXT NOT NULL,
  "category" TEXT NOT NULL,
  "actor_kind" INTEGER NOT NULL,
  "actor_id" BLOB,
  "actor_upn" TEXT,
  "actor_name" TEXT NOT NULL,
  "face" INTEGER NOT NULL,
  "request" BLOB NOT NULL,
  "change_set" BLOB NOT NULL,
  "result" TEXT NOT NULL,
  "details" TEXT NOT NULL,
  "hash" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "seq", "n")
) STRICT;

CREATE TABLE "change_set" (
  "tenant" BLOB NOT NULL,
  "id" BLOB NOT NULL,
  "kind" INTEGER NOT NULL,
  "actor_kind" INTEGER NOT NULL,
  "actor_id" BLOB,
  "actor_upn" TEXT,
  "actor_name" TEXT NOT NULL,
  "face" INTEGER NOT NULL,
  "request" BLOB NOT NULL,
  "at" INTEGER NOT NULL,
  "recorded_at" INTEGER NOT NULL,
  "reason" TEXT,
  "changed" INTEGER NOT NULL,
  "unchanged" INTEGER NOT NULL,
  "refused" INTEGER NOT NULL,
  "reverts" BLOB,
  "reverted_by" BLOB,
  PRIMARY KEY ("tenant", "id")
) STRICT;

CREATE TABLE "change_item" (
  "tenant" BLOB NOT NULL,
  "change_set" BLOB NOT NULL,
  "number" INTEGER NOT NULL,
  "user" BLOB NOT NULL,
  "status" INTEGER NOT NULL,
  "content" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "change_set", "number")
) STRICT;
CREATE INDEX "change_item_by_user" ON "change_item" ("tenant", "user", "change_set", "number");

CREATE TABLE "job" (
  "tenant" BLOB NOT NULL,
  "id" BLOB NOT NULL,
  "change_set" BLOB NOT NULL,
  "actor_kind" INTEGER NOT NULL,
  "actor_id" BLOB,
  "actor_upn" TEXT,
  "actor_name" TEXT NOT NULL,
  "face" INTEGER NOT NULL,
  "request" BLOB NOT NULL,
  "kind" INTEGER NOT NULL,
  "reason" TEXT,
  "may_license_guests" INTEGER NOT NULL,
  "status" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  "done" INTEGER NOT NULL,
  "created_at" INTEGER NOT NULL,
  "recorded_at" INTEGER NOT NULL,
  "work" BLOB NOT NULL,
  "preview" BLOB,
  PRIMARY KEY ("tenant", "id")
) STRICT;
CREATE INDEX "job_by_status" ON "job" ("tenant", "status", "id");
CREATE INDEX "job_by_recorded_at" ON "job" ("tenant", "recorded_at", "id");

CREATE TABLE "job_person" (
  "tenant" BLOB NOT NULL,
  "job" BLOB NOT NULL,
  "number" INTEGER NOT NULL,
  "user" BLOB NOT NULL,
  PRIMARY KEY ("tenant", "job", "number")
) STRICT, WITHOUT ROWID;

CREATE TABLE "server_state" (
  "tenant" BLOB NOT NULL,
  "simulated" INTEGER NOT NULL,
  "offset_micros" INTEGER NOT NULL,
  "default_tenant" BLOB,
  PRIMARY KEY ("tenant")
) STRICT, WITHOUT ROWID;

