CREATE TABLE "speed_books" (
	"month" date NOT NULL,
	"version" smallint NOT NULL,
	"ground" text,
	"at" timestamptz NOT NULL,
	"by_person_id" uuid NOT NULL,
	CONSTRAINT "speed_books_month_version_pk" PRIMARY KEY("month","version"),
	CONSTRAINT "speed_books_ground" CHECK ((version = 1) = (ground is null) and version >= 1)
);
--> statement-breakpoint
CREATE TABLE "speed_changed" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "speed_changed_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"matter_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "speed_closings" (
	"matter_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"month" date NOT NULL,
	"scope" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"division_code" text NOT NULL,
	"answered_at" timestamptz NOT NULL,
	"used_days" integer NOT NULL,
	"met" boolean,
	"standing" boolean,
	"rejected" boolean NOT NULL,
	"saved_days" integer NOT NULL,
	"extended" boolean NOT NULL,
	"stops" jsonb NOT NULL,
	CONSTRAINT "speed_closings_matter_id_seq_pk" PRIMARY KEY("matter_id","seq"),
	CONSTRAINT "speed_closings_month" CHECK (extract(day from month) = 1),
	CONSTRAINT "speed_closings_standing" CHECK ((met is null) = (standing is null) and not (standing and not met))
);
--> statement-breakpoint
CREATE TABLE "speed_exclusions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"unit_id" uuid NOT NULL,
	"month" date NOT NULL,
	"ground" text NOT NULL,
	"status" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_role" text NOT NULL,
	"proposed_at" timestamptz NOT NULL,
	"decided_by" uuid,
	"decided_role" text,
	"decided_at" timestamptz,
	"sampled" boolean NOT NULL,
	"checked_by" uuid,
	"checked_at" timestamptz,
	CONSTRAINT "speed_exclusions_two_persons" CHECK (decided_by is null or (decided_by <> proposed_by and decided_role <> proposed_role)),
	CONSTRAINT "speed_exclusions_decided" CHECK ((status = 'proposed') = (decided_by is null))
);
--> statement-breakpoint
CREATE TABLE "speed_months" (
	"month" date NOT NULL,
	"version" smallint NOT NULL,
	"scope" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"division_code" text NOT NULL,
	"closed" integer NOT NULL,
	"timed" integer NOT NULL,
	"met" integer NOT NULL,
	"standing" integer NOT NULL,
	"early" integer NOT NULL,
	"saved_days" integer NOT NULL,
	"rejected" integer NOT NULL,
	"extended" integer NOT NULL,
	"stopped" integer NOT NULL,
	"excluded" integer NOT NULL,
	"excluded_standing" integer NOT NULL,
	"used" jsonb NOT NULL,
	"stops" jsonb NOT NULL,
	CONSTRAINT "speed_months_month_version_scope_unit_id_kind_division_code_pk" PRIMARY KEY("month","version","scope","unit_id","kind","division_code"),
	CONSTRAINT "speed_months_counts" CHECK (closed > 0 and closed >= timed and timed >= met and met >= standing and met >= early and standing >= excluded_standing and timed >= excluded)
);
--> statement-breakpoint
CREATE INDEX "speed_closings_cell" ON "speed_closings" USING btree ("month","scope","unit_id","kind","division_code");--> statement-breakpoint
CREATE INDEX "speed_closings_newest" ON "speed_closings" USING btree ("answered_at","matter_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "speed_exclusions_once" ON "speed_exclusions" USING btree ("matter_id","seq") WHERE status in ('proposed', 'confirmed');--> statement-breakpoint
CREATE INDEX "speed_exclusions_newest" ON "speed_exclusions" USING btree ("status","proposed_at","id");