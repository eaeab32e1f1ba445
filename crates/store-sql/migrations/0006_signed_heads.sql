CREATE TABLE "audit_head" (
  "tenant" BLOB NOT NULL,
  "number" INTEGER NOT NULL,
  "seq" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "hash" BLOB NOT NULL,
  "signed_at" INTEGER NOT NULL,
  "signer" BLOB NOT NULL,
  "signature" BLOB NOT NULL,
  "anchor" BLOB,
  PRIMARY KEY ("tenant", "number")
) STRICT, WITHOUT ROWID;
CREATE INDEX "audit_head_by_seq" ON "audit_head" ("tenant", "seq", "number");
CREATE TABLE "tenant_deletion" (
  "tenant" BLOB NOT NULL,
  "deleted_at" INTEGER NOT NULL,
  "purge_at" INTEGER NOT NULL,
  "recorded_at" INTEGER NOT NULL,
  "deleted_by" TEXT NOT NULL,
  PRIMARY KEY ("tenant")
) STRICT, WITHOUT ROWID;
