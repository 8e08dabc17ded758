ALTER TABLE "petitions" DROP CONSTRAINT "petitions_asked_once";--> statement-breakpoint
ALTER TABLE "matters" ADD COLUMN "law_due_at" timestamptz;--> statement-breakpoint
ALTER TABLE "disclosure_parties" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
ALTER TABLE "petitions" ADD COLUMN "taken_back" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "disclosure_parties_unit" ON "disclosure_parties" USING btree ("unit_id") WHERE unit_id is not null;--> statement-breakpoint
ALTER TABLE "petitions" ADD CONSTRAINT "petitions_asked_once" UNIQUE("about_id","taken_back");