ALTER TABLE "urgent_withdrawals" DROP CONSTRAINT "urgent_withdrawals_publicationId_unique";--> statement-breakpoint
ALTER TABLE "leader_reports" DROP CONSTRAINT "leader_reports_once";--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" DROP CONSTRAINT "urgent_withdrawals_by_two";--> statement-breakpoint
DROP INDEX "notices_dead";--> statement-breakpoint
DROP INDEX "urgent_withdrawals_open";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "settled_at" timestamptz;--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD COLUMN "words_cipher" "bytea";--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD COLUMN "refused_at" timestamptz;--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD COLUMN "refused_by" uuid;--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD COLUMN "refusal_ground" text;--> statement-breakpoint
ALTER TABLE "leader_reports" ADD COLUMN "topic" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "urgent_withdrawals_one_open" ON "urgent_withdrawals" USING btree ("publication_id") WHERE confirmed_at is null and refused_at is null;--> statement-breakpoint
CREATE INDEX "urgent_withdrawals_matter_id_taken_down_at_index" ON "urgent_withdrawals" USING btree ("matter_id","taken_down_at");--> statement-breakpoint
CREATE INDEX "notices_dead" ON "notices" USING btree ("id") WHERE state = 'dead' and settled_at is null;--> statement-breakpoint
CREATE INDEX "urgent_withdrawals_open" ON "urgent_withdrawals" USING btree ("confirm_by") WHERE confirmed_at is null and refused_at is null;--> statement-breakpoint
ALTER TABLE "leader_reports" ADD CONSTRAINT "leader_reports_once" UNIQUE("period","topic","from","to");--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD CONSTRAINT "urgent_withdrawals_one_word" CHECK (confirmed_at is null or refused_at is null);--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD CONSTRAINT "urgent_withdrawals_by_two" CHECK (confirmed_by <> taken_down_by and refused_by <> taken_down_by);