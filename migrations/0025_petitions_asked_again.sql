ALTER TABLE "petitions" DROP CONSTRAINT "petitions_asked_once";--> statement-breakpoint
ALTER TABLE "petitions" ADD COLUMN "taken_back" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "petitions" ADD CONSTRAINT "petitions_asked_once" UNIQUE("about_id","taken_back");