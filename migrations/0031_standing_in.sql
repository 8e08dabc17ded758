ALTER TABLE "absences" ADD COLUMN "stand_in_id" uuid;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_stand_in_id_persons_id_fk" FOREIGN KEY ("stand_in_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_by_another" CHECK (stand_in_id <> person_id);