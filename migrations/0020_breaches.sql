CREATE TABLE "breach_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"breach_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"person_id" uuid,
	"data" jsonb NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "breach_events_order" UNIQUE("breach_id","seq")
);
--> statement-breakpoint
CREATE TABLE "breach_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"breach_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"part" text NOT NULL,
	"body_cipher" "bytea" NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "breaches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"matter_id" uuid,
	"clock_key" text,
	"unit_id" uuid NOT NULL,
	"person_id" uuid,
	"raised_by" uuid,
	"raised_at" timestamptz NOT NULL,
	"may_name" boolean NOT NULL,
	"state" text NOT NULL,
	"gravity" text,
	"cause" text,
	"hear_by" date,
	"person_heard" boolean NOT NULL,
	"unit_heard" boolean NOT NULL,
	"outcome" text,
	"party" text,
	"grade" text,
	"tolerance" text,
	"decided_by" uuid,
	"decided_unit_id" uuid,
	"decided_at" timestamptz,
	"told_on" date,
	"appeal_by" date,
	"appealed_by" uuid,
	"final_on" date,
	"effect_until" date,
	"due_on" date,
	"audience" text[] NOT NULL,
	"barred" text[] NOT NULL,
	CONSTRAINT "breaches_number_unique" UNIQUE("number"),
	CONSTRAINT "breaches_clockKey_unique" UNIQUE("clock_key"),
	CONSTRAINT "breaches_graded_whole" CHECK ((outcome is not distinct from 'graded') = (grade is not null)),
	CONSTRAINT "breaches_tolerated_whole" CHECK ((outcome is not distinct from 'tolerated') = (tolerance is not null)),
	CONSTRAINT "breaches_decided_whole" CHECK ((outcome is null) = (decided_at is null)),
	CONSTRAINT "breaches_heard_first" CHECK (grade is null or hear_by is not null),
	CONSTRAINT "breaches_not_own" CHECK (decided_by is null or decided_by is distinct from person_id),
	CONSTRAINT "breaches_not_raiser" CHECK (decided_by is null or decided_by is distinct from raised_by)
);
--> statement-breakpoint
ALTER TABLE "breach_events" ADD CONSTRAINT "breach_events_breach_id_breaches_id_fk" FOREIGN KEY ("breach_id") REFERENCES "public"."breaches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breach_words" ADD CONSTRAINT "breach_words_breach_id_breaches_id_fk" FOREIGN KEY ("breach_id") REFERENCES "public"."breaches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "breach_words_breach_id_index" ON "breach_words" USING btree ("breach_id");--> statement-breakpoint
CREATE INDEX "breaches_newest" ON "breaches" USING btree ("raised_at","id");--> statement-breakpoint
CREATE INDEX "breaches_audience" ON "breaches" USING gin ("audience");--> statement-breakpoint
CREATE INDEX "breaches_person" ON "breaches" USING btree ("person_id") WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX "breaches_unit" ON "breaches" USING btree ("unit_id","raised_at");--> statement-breakpoint
CREATE INDEX "breaches_due" ON "breaches" USING btree ("due_on") WHERE due_on is not null;--> statement-breakpoint
CREATE INDEX "breaches_effect" ON "breaches" USING btree ("effect_until") WHERE state = 'final';--> statement-breakpoint
CREATE INDEX "breaches_matter_id_index" ON "breaches" USING btree ("matter_id");--> statement-breakpoint
CREATE UNIQUE INDEX "breaches_once_by_asker" ON "breaches" USING btree ("matter_id","kind") WHERE source = 'asker';