ALTER TABLE "change_set" RENAME TO "change_set_before";
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
) STRICT, WITHOUT ROWID;
INSERT INTO "change_set" SELECT * FROM "change_set_before" ORDER BY "tenant", "id";
DROP TABLE "change_set_before";
