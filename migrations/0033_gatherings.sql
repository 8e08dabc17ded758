CREATE TABLE "gathering_registrations" (
	"gathering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"division_code" text NOT NULL,
	"registered_at" timestamptz NOT NULL,
	"withdrawn_at" timestamptz,
	"standby" integer,
	"invited_at" timestamptz,
	"answer" text,
	"answered_at" timestamptz,
	CONSTRAINT "gathering_registrations_gathering_id_person_id_pk" PRIMARY KEY("gathering_id","person_id"),
	CONSTRAINT "gathering_registrations_answer" CHECK ((answer is null) = (answered_at is null))
);
--> statement-breakpoint
CREATE TABLE "gatherings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"about" text NOT NULL,
	"place" text NOT NULL,
	"starts_at" timestamptz NOT NULL,
	"ends_at" timestamptz NOT NULL,
	"register_until" timestamptz NOT NULL,
	"seats" integer NOT NULL,
	"substitutes" integer NOT NULL,
	"by_division" boolean NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid NOT NULL,
	"all_invited_at" timestamptz,
	"cancelled_at" timestamptz,
	"cancelled_ground" text,
	CONSTRAINT "gatherings_number_unique" UNIQUE("number"),
	CONSTRAINT "gatherings_times" CHECK (register_until < starts_at and starts_at < ends_at),
	CONSTRAINT "gatherings_seats" CHECK (seats > 0 and substitutes >= 0),
	CONSTRAINT "gatherings_cancelled" CHECK ((cancelled_at is null) = (cancelled_ground is null))
);
--> statement-breakpoint
ALTER TABLE "gathering_registrations" ADD CONSTRAINT "gathering_registrations_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gathering_registrations_person" ON "gathering_registrations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "gatherings_starts" ON "gatherings" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "gatherings_unit" ON "gatherings" USING btree ("unit_id","starts_at");