ALTER TABLE "head" RENAME TO "head_before";
CREATE TABLE "head" (
  "tenant" BLOB NOT NULL,
  "seq" INTEGER NOT NULL,
  "hash" BLOB NOT NULL,
  "at" INTEGER NOT NULL,
  "turn" INTEGER NOT NULL,
  "setup" INTEGER NOT NULL,
  PRIMARY KEY ("tenant")
) STRICT, WITHOUT ROWID;
INSERT INTO "head" SELECT "tenant", "seq", "hash", "at", 0, 0 FROM "head_before";
DROP TABLE "head_before";
CREATE TABLE "lease" (
  "tenant" BLOB NOT NULL,
  "name" TEXT NOT NULL,
  "owner" BLOB NOT NULL,
  "fence" INTEGER NOT NULL,
  "until" INTEGER NOT NULL,
  PRIMARY KEY ("tenant", "name")
) STRICT, WITHOUT ROWID;
