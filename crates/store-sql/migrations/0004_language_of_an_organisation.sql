ALTER TABLE "tenant" RENAME TO "tenant_before";
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
  "language" INTEGER NOT NULL,
  PRIMARY KEY ("tenant")
) STRICT;
INSERT INTO "tenant" SELECT *, 0 FROM "tenant_before";
DROP TABLE "tenant_before";
