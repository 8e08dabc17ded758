ALTER TABLE "promise_overruns" DROP CONSTRAINT "promise_overruns_late";--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD COLUMN "matter_id" uuid;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "stand_in_id" uuid;--> statement-breakpoint
ALTER TABLE "disclosure_fees" ADD COLUMN "waived_yuan" integer;--> statement-breakpoint
ALTER TABLE "disclosure_fees" ADD COLUMN "waived_at" timestamptz;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_stand_in_id_persons_id_fk" FOREIGN KEY ("stand_in_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "matters_promised" ON "matters" USING btree ("rule_id","due_at") WHERE rule_id like '%:%';--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD CONSTRAINT "promise_overruns_matterId_unique" UNIQUE("matter_id");--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD CONSTRAINT "promise_overruns_late" CHECK (done_on is null or done_on >= due_on);--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_by_another" CHECK (stand_in_id <> person_id);--> statement-breakpoint
ALTER TABLE "disclosure_fees" ADD CONSTRAINT "disclosure_fees_waived" CHECK (waived_yuan between 1 and yuan and (waived_yuan is null) = (waived_at is null));