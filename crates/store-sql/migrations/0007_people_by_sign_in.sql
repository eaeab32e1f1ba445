CREATE INDEX "user_by_enabled" ON "user" ("tenant", "deleted", "account_enabled", "name_fold", "id");
