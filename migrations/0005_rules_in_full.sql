CREATE TABLE "promise_overruns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"promise_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"done_on" date,
	"reason" text NOT NULL,
	"published_at" timestamptz NOT NULL,
	"published_by" uuid NOT NULL,
	CONSTRAINT "promise_overruns_late" CHECK (done_on is null or done_on > due_on)
);
--> statement-breakpoint
CREATE TABLE "unit_promises" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"rule_id" text,
	"business_id" uuid,
	"amount" integer NOT NULL,
	"unit" text NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"end_reason" text DEFAULT '' NOT NULL,
	"published_at" timestamptz NOT NULL,
	"published_by" uuid NOT NULL,
	"ended_at" timestamptz,
	"ended_by" uuid,
	CONSTRAINT "unit_promises_about_one" CHECK ((rule_id is null) <> (business_id is null)),
	CONSTRAINT "unit_promises_amount" CHECK (amount > 0),
	CONSTRAINT "unit_promises_days" CHECK ("to" is null or "to" >= "from" - 1)
);
--> statement-breakpoint
CREATE TABLE "on_the_spot_days" (
	"unit_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"on" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "on_the_spot_days_on_unit_id_business_id_channel_pk" PRIMARY KEY("on","unit_id","business_id","channel"),
	CONSTRAINT "on_the_spot_days_some" CHECK (count > 0)
);
--> statement-breakpoint
CREATE TABLE "on_the_spot_taps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"on" date NOT NULL,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_businesses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"added_at" timestamptz NOT NULL,
	"added_by" uuid NOT NULL,
	"ended_at" timestamptz,
	"ended_by" uuid
);
--> statement-breakpoint
ALTER TABLE "limit_rules" ADD COLUMN "whose" text DEFAULT 'agency' NOT NULL;--> statement-breakpoint
ALTER TABLE "limit_rules" ADD COLUMN "yearly_on" text;--> statement-breakpoint
ALTER TABLE "limit_rules" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "promise_overruns" ADD CONSTRAINT "promise_overruns_promise_id_unit_promises_id_fk" FOREIGN KEY ("promise_id") REFERENCES "public"."unit_promises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_the_spot_days" ADD CONSTRAINT "on_the_spot_days_business_id_unit_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."unit_businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_the_spot_taps" ADD CONSTRAINT "on_the_spot_taps_business_id_unit_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."unit_businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "promise_overruns_of" ON "promise_overruns" USING btree ("promise_id","published_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "unit_promises_one_open" ON "unit_promises" USING btree ("unit_id",coalesce(rule_id, business_id::text)) WHERE "to" is null;--> statement-breakpoint
CREATE INDEX "on_the_spot_days_of" ON "on_the_spot_days" USING btree ("unit_id","on");--> statement-breakpoint
CREATE INDEX "on_the_spot_taps_day" ON "on_the_spot_taps" USING btree ("on","unit_id");--> statement-breakpoint
CREATE INDEX "unit_businesses_of" ON "unit_businesses" USING btree ("unit_id","added_at");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_businesses_one_open" ON "unit_businesses" USING btree ("unit_id","title") WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "limit_rules" ADD CONSTRAINT "limit_rules_yearly_without_amount" CHECK (yearly_on is null or amount is null);