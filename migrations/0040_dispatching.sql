CREATE TABLE "advice_models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"learnt_at" timestamptz NOT NULL,
	"category_letters" integer NOT NULL,
	"unit_letters" integer NOT NULL,
	"catalogue_lines" integer NOT NULL,
	"seed" integer NOT NULL,
	"measured" jsonb NOT NULL,
	"went_there" jsonb NOT NULL,
	"state" text NOT NULL,
	"taken_by" uuid,
	"taken_at" timestamptz,
	"content" "bytea",
	CONSTRAINT "advice_models_version_unique" UNIQUE("version"),
	CONSTRAINT "advice_models_usable" CHECK (state = 'replaced' or content is not null)
);
--> statement-breakpoint
CREATE TABLE "advice_switches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"is_on" boolean NOT NULL,
	"why" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"parent_id" uuid,
	"words" text NOT NULL,
	"position" integer NOT NULL,
	"ended_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "letter_dispatchings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"by_person_id" uuid NOT NULL,
	"model_id" uuid,
	"advised_category_id" uuid,
	"advised_unit_ids" uuid[] NOT NULL,
	"sure" real,
	"category_id" uuid,
	"unit_id" uuid NOT NULL,
	"duty_id" uuid
);
--> statement-breakpoint
CREATE TABLE "matter_categories" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"category_id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
DROP INDEX "duties_subject";--> statement-breakpoint
ALTER TABLE "duties" ADD COLUMN "division_code" text;--> statement-breakpoint
ALTER TABLE "letter_publications" ADD COLUMN "topic_id" uuid;--> statement-breakpoint
ALTER TABLE "matter_categories" ADD CONSTRAINT "matter_categories_category_id_letter_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."letter_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "advice_models_in_use" ON "advice_models" USING btree ("state") WHERE state = 'inUse';--> statement-breakpoint
CREATE INDEX "advice_switches_at_index" ON "advice_switches" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "letter_categories_title" ON "letter_categories" USING btree ("title") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "letter_dispatchings_at_index" ON "letter_dispatchings" USING btree ("at");--> statement-breakpoint
CREATE INDEX "letter_dispatchings_matter_id_index" ON "letter_dispatchings" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "matter_categories_category_id_matter_id_index" ON "matter_categories" USING btree ("category_id","matter_id");--> statement-breakpoint
CREATE INDEX "letter_publications_by_topic" ON "letter_publications" USING btree ("topic_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "duties_subject" ON "duties" USING btree ("subject",coalesce(division_code, '')) WHERE ended_at is null;