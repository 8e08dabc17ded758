DROP INDEX "matters_mine";--> statement-breakpoint
CREATE INDEX "matters_mine" ON "matters" USING btree ("holder_person_id","state","due_at","id") WHERE holder_person_id is not null;