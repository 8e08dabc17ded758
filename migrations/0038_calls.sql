CREATE TABLE "call_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_checks" (
	"draw_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"answers" smallint[] NOT NULL,
	"note_cipher" "bytea",
	CONSTRAINT "call_checks_draw_id_call_id_pk" PRIMARY KEY("draw_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "call_events" (
	"message_id" text PRIMARY KEY NOT NULL,
	"acd_id" text,
	"type" text NOT NULL,
	"at" timestamptz NOT NULL,
	"received_at" timestamptz NOT NULL,
	"seat" text,
	"operator_id" uuid,
	"code" text,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "call_limits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"number_cipher" "bytea",
	"number_hash" "bytea",
	"ground_cipher" "bytea" NOT NULL,
	"proposed_at" timestamptz NOT NULL,
	"proposed_by" uuid NOT NULL,
	"decision" text,
	"decision_ground" text,
	"decided_at" timestamptz,
	"decided_by" uuid,
	"until" timestamptz,
	"ended_at" timestamptz,
	"ended_by" uuid,
	"end_ground" text,
	CONSTRAINT "call_limits_by_two" CHECK (decided_by <> proposed_by),
	CONSTRAINT "call_limits_decided" CHECK ((decision is null) = (decided_at is null)),
	CONSTRAINT "call_limits_until" CHECK ((decision = 'limited') = (until is not null) or decision is null)
);
--> statement-breakpoint
CREATE TABLE "call_listenings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL,
	"ground" text NOT NULL,
	"text_cipher" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_operators" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"seat" text NOT NULL,
	"state" text NOT NULL,
	"since" timestamptz NOT NULL,
	"skills" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_words" (
	"call_id" uuid PRIMARY KEY NOT NULL,
	"words_cipher" "bytea" NOT NULL,
	"updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"acd_id" text NOT NULL,
	"started_at" timestamptz NOT NULL,
	"offered_at" timestamptz,
	"answered_at" timestamptz,
	"ended_at" timestamptz,
	"wrap_up_until" timestamptz,
	"state" text NOT NULL,
	"is_presumed" boolean DEFAULT false NOT NULL,
	"held_seconds" integer DEFAULT 0 NOT NULL,
	"skill" text,
	"seat" text,
	"operator_id" uuid,
	"transfer_kind" text,
	"transfer_to" text,
	"number_cipher" "bytea",
	"number_hash" "bytea",
	"recording_id" text,
	"recording_url_cipher" "bytea",
	"outcome" text,
	"done_at" timestamptz,
	"done_by" uuid,
	"referred_to" text,
	"emergency_to" text,
	"emergency_at" timestamptz,
	"help_at" timestamptz,
	"matter_ids" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "calls_acdId_unique" UNIQUE("acd_id"),
	CONSTRAINT "calls_number" CHECK ((number_cipher is null) = (number_hash is null)),
	CONSTRAINT "calls_done" CHECK ((outcome is null) = (done_at is null))
);
--> statement-breakpoint
CREATE TABLE "shift_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL,
	"text_cipher" "bytea" NOT NULL,
	"taken_at" timestamptz,
	"taken_by" uuid
);
--> statement-breakpoint
ALTER TABLE "call_backs" ADD CONSTRAINT "call_backs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_checks" ADD CONSTRAINT "call_checks_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_limits" ADD CONSTRAINT "call_limits_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_listenings" ADD CONSTRAINT "call_listenings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_words" ADD CONSTRAINT "call_words_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_backs_of_call" ON "call_backs" USING btree ("call_id","at");--> statement-breakpoint
CREATE INDEX "call_checks_of_call" ON "call_checks" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "call_events_of_call" ON "call_events" USING btree ("acd_id","at");--> statement-breakpoint
CREATE INDEX "call_events_of_operator" ON "call_events" USING btree ("operator_id","at");--> statement-breakpoint
CREATE INDEX "call_limits_list" ON "call_limits" USING btree ("proposed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "call_limits_in_force" ON "call_limits" USING btree ("number_hash","until") WHERE decision = 'limited' and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "call_limits_one_open" ON "call_limits" USING btree ("number_hash") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "call_listenings_of_call" ON "call_listenings" USING btree ("call_id","at");--> statement-breakpoint
CREATE INDEX "calls_list" ON "calls" USING btree ("started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "calls_open" ON "calls" USING btree ("started_at") WHERE state in ('waiting', 'talking', 'held');--> statement-breakpoint
CREATE INDEX "calls_by_operator" ON "calls" USING btree ("operator_id","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "calls_by_number" ON "calls" USING btree ("number_hash","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "calls_missed" ON "calls" USING btree ("started_at","id") WHERE state = 'missed';--> statement-breakpoint
CREATE INDEX "calls_by_matter" ON "calls" USING gin ("matter_ids");--> statement-breakpoint
CREATE INDEX "shift_notes_open" ON "shift_notes" USING btree ("at") WHERE taken_at is null;--> statement-breakpoint
-- measures/dialogue/calls: a console of 12345 reads with the token of callers what was asked before from the number on the line. Ordinary letters that were
-- here before carry it too: no 举报, no 投诉工作人员, none whose writer asked for secrecy, no sub-matters (letter-visibility.ts).
update matters set audience = array_append(audience, 'caller')
where kind = 'letter' and class <> 'report' and not secrecy and parent_id is null
  and not ('againstOfficial' = any (marks)) and not ('caller' = any (audience));
