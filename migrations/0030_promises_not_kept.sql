ALTER TABLE "promise_overruns" DROP CONSTRAINT "promise_overruns_late";--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD COLUMN "matter_id" uuid;--> statement-breakpoint
CREATE INDEX "matters_promised" ON "matters" USING btree ("rule_id","due_at") WHERE rule_id like '%:%';--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD CONSTRAINT "promise_overruns_matterId_unique" UNIQUE("matter_id");--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD CONSTRAINT "promise_overruns_late" CHECK (done_on is null or done_on >= due_on);