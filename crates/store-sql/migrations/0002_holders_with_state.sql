DROP INDEX "assignment_by_holder";
CREATE INDEX "assignment_by_holder" ON "assignment" ("tenant", "sku", "name_fold", "user", "state", "pool", "path");
