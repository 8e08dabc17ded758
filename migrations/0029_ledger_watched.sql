CREATE TABLE "ledger_witnesses" (
	"name" text PRIMARY KEY NOT NULL,
	"known_size" bigint NOT NULL,
	"signed_size" bigint,
	"signature" text,
	"signed_at" timestamptz,
	"refusal" text
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ALTER COLUMN "subject_id" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "ledger_log" ADD COLUMN "checked_at" timestamptz;--> statement-breakpoint
ALTER TABLE "ledger_log" ADD COLUMN "faults" text[];