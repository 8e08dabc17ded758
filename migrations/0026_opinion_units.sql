ALTER TABLE "disclosure_parties" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
CREATE INDEX "disclosure_parties_unit" ON "disclosure_parties" USING btree ("unit_id") WHERE unit_id is not null;