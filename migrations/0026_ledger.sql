CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamptz NOT NULL,
	"entry" "bytea" NOT NULL,
	"document" "bytea",
	"salt" "bytea",
	"leaf_index" bigint,
	CONSTRAINT "ledger_entries_version" UNIQUE("subject_type","subject_id","version"),
	CONSTRAINT "ledger_entries_leaf" UNIQUE("leaf_index")
);
--> statement-breakpoint
CREATE TABLE "ledger_log" (
	"id" smallint PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"published_size" bigint NOT NULL,
	"note" text,
	"published_at" timestamptz,
	CONSTRAINT "ledger_log_is_one" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "ledger_tiles" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "ledger_tiles_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE INDEX "ledger_entries_waiting" ON "ledger_entries" USING btree ("id") WHERE leaf_index is null;