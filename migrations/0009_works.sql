CREATE TABLE "work_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_id" uuid NOT NULL,
	"type" text NOT NULL,
	"milestone_id" uuid,
	"unit_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text,
	"data" jsonb NOT NULL,
	"at" timestamptz NOT NULL,
	"published_at" timestamptz,
	"published_by" uuid,
	CONSTRAINT "work_events_published_whole" CHECK ((published_at is null) = (published_by is null))
);
--> statement-breakpoint
CREATE TABLE "work_milestones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"title" text NOT NULL,
	"first_due_on" date NOT NULL,
	"due_on" date NOT NULL,
	"proved_at" timestamptz,
	"soon_told_on" date,
	"late_told_on" date,
	CONSTRAINT "work_milestones_order" UNIQUE("work_id","position")
);
--> statement-breakpoint
CREATE TABLE "work_ratings" (
	"work_id" uuid NOT NULL,
	"rater_hash" "bytea" NOT NULL,
	"users_say" text NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "work_ratings_work_id_rater_hash_pk" PRIMARY KEY("work_id","rater_hash")
);
--> statement-breakpoint
CREATE TABLE "work_samples" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"source" text,
	"among" text NOT NULL,
	"size" integer NOT NULL,
	"seed" text NOT NULL,
	"noted_at" timestamptz NOT NULL,
	"noted_by" uuid NOT NULL,
	"drawn_at" timestamptz,
	"candidate_ids" uuid[],
	"chosen_ids" uuid[],
	CONSTRAINT "work_samples_size" CHECK (size between 1 and 500),
	CONSTRAINT "work_samples_drawn_whole" CHECK ((drawn_at is null) = (candidate_ids is null) and (drawn_at is null) = (chosen_ids is null))
);
--> statement-breakpoint
CREATE TABLE "works" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"year" integer NOT NULL,
	"source" text NOT NULL,
	"title" text NOT NULL,
	"goal" text NOT NULL,
	"basis" text,
	"lead_unit_id" uuid NOT NULL,
	"joint_unit_ids" uuid[] NOT NULL,
	"user_unit_ids" uuid[] NOT NULL,
	"giver_unit_id" uuid NOT NULL,
	"given_by" uuid NOT NULL,
	"given_at" timestamptz NOT NULL,
	"starts_on" date NOT NULL,
	"next_due_on" date,
	"blocked_since" timestamptz,
	"proved_at" timestamptz,
	"confirmed_at" timestamptz,
	"signed_off_at" timestamptz,
	"audience" text[] NOT NULL,
	CONSTRAINT "works_number_unique" UNIQUE("number"),
	CONSTRAINT "works_once" UNIQUE("year","source","title"),
	CONSTRAINT "works_year" CHECK (year between 2000 and 2100),
	CONSTRAINT "works_confirmed_after_proof" CHECK (confirmed_at is null or proved_at is not null),
	CONSTRAINT "works_proved_whole" CHECK ((next_due_on is null) = (proved_at is not null))
);
--> statement-breakpoint
ALTER TABLE "work_events" ADD CONSTRAINT "work_events_work_id_works_id_fk" FOREIGN KEY ("work_id") REFERENCES "public"."works"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_events" ADD CONSTRAINT "work_events_milestone_id_work_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."work_milestones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_milestones" ADD CONSTRAINT "work_milestones_work_id_works_id_fk" FOREIGN KEY ("work_id") REFERENCES "public"."works"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_ratings" ADD CONSTRAINT "work_ratings_work_id_works_id_fk" FOREIGN KEY ("work_id") REFERENCES "public"."works"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "work_events_of" ON "work_events" USING btree ("work_id","at","id");--> statement-breakpoint
CREATE INDEX "work_events_when" ON "work_events" USING btree ("at","type");--> statement-breakpoint
CREATE INDEX "work_milestones_open" ON "work_milestones" USING btree ("due_on") WHERE proved_at is null;--> statement-breakpoint
CREATE INDEX "work_samples_unit_id_noted_at_index" ON "work_samples" USING btree ("unit_id","noted_at");--> statement-breakpoint
CREATE INDEX "works_due" ON "works" USING btree ((coalesce(next_due_on, date '9999-12-31')),"id");--> statement-breakpoint
CREATE INDEX "works_newest" ON "works" USING btree ("given_at","id");--> statement-breakpoint
CREATE INDEX "works_lead" ON "works" USING btree ("lead_unit_id");--> statement-breakpoint
CREATE INDEX "works_audience" ON "works" USING gin ("audience");--> statement-breakpoint
CREATE INDEX "matter_events_oversight" ON "matter_events" USING btree ("type","occurred_at") WHERE type in ('urged', 'supervised');