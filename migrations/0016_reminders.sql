CREATE TABLE "ladder_rungs" (
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"trigger" text NOT NULL,
	"amount" integer,
	"act" text NOT NULL,
	"tells" text[] NOT NULL,
	"source" text NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	"confidence" text NOT NULL,
	"is_local" boolean NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	CONSTRAINT "ladder_rungs_id_effective_from_pk" PRIMARY KEY("id","effective_from"),
	CONSTRAINT "ladder_rungs_amount" CHECK ((trigger in ('yellow', 'red')) = (amount is null)),
	CONSTRAINT "ladder_rungs_amount_positive" CHECK (amount > 0),
	CONSTRAINT "ladder_rungs_tells_somebody" CHECK (cardinality(tells) > 0)
);
--> statement-breakpoint
CREATE TABLE "ladder_steps" (
	"matter_id" uuid NOT NULL,
	"run" text NOT NULL,
	"rung_id" text NOT NULL,
	"at" timestamptz NOT NULL,
	"round_at" timestamptz,
	"is_taken" boolean NOT NULL,
	CONSTRAINT "ladder_steps_matter_id_run_rung_id_pk" PRIMARY KEY("matter_id","run","rung_id")
);
--> statement-breakpoint
CREATE TABLE "reminder_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"seq" integer,
	"what" text NOT NULL,
	"to_unit_id" uuid NOT NULL,
	"to_person_id" uuid,
	"by_unit_id" uuid,
	"at" timestamptz NOT NULL,
	"round_at" timestamptz,
	CONSTRAINT "reminder_items_once" UNIQUE("matter_id","seq","what")
);
--> statement-breakpoint
CREATE TABLE "reminder_lines" (
	"person_id" uuid NOT NULL,
	"round_at" timestamptz NOT NULL,
	"what" text NOT NULL,
	"matter_id" uuid NOT NULL,
	CONSTRAINT "reminder_lines_person_id_round_at_what_matter_id_pk" PRIMARY KEY("person_id","round_at","what","matter_id")
);
--> statement-breakpoint
CREATE TABLE "reminder_rounds" (
	"at" timestamptz PRIMARY KEY NOT NULL,
	"began_at" timestamptz NOT NULL,
	"finished_at" timestamptz,
	"people" integer
);
--> statement-breakpoint
CREATE TABLE "supervision_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"stage" text NOT NULL,
	"number" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"by_unit_id" uuid NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamptz NOT NULL,
	"demand_text_id" uuid NOT NULL,
	"reply_due_on" date NOT NULL,
	"replied_at" timestamptz,
	"closed_at" timestamptz,
	"outcome" text,
	CONSTRAINT "supervision_orders_event" UNIQUE("matter_id","seq"),
	CONSTRAINT "supervision_orders_closed_whole" CHECK ((closed_at is null) = (outcome is null))
);
--> statement-breakpoint
CREATE TABLE "supervision_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"rung_id" text NOT NULL,
	"order_id" uuid,
	"role" text NOT NULL,
	"holder_unit_id" uuid NOT NULL,
	"facts" jsonb NOT NULL,
	"proposed_at" timestamptz NOT NULL,
	"decided_at" timestamptz,
	"decided_by" uuid,
	"decision" text,
	"reason_text_id" uuid,
	CONSTRAINT "supervision_proposals_decided_whole" CHECK ((decided_at is null) = (decision is null)),
	CONSTRAINT "supervision_proposals_decided_by" CHECK (decided_by is not null or decision is null or decision = 'moot'),
	CONSTRAINT "supervision_proposals_reason" CHECK (decision is distinct from 'declined' or reason_text_id is not null)
);
--> statement-breakpoint
CREATE TABLE "supervision_replies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"file_ids" uuid[] NOT NULL,
	"replied_by" uuid NOT NULL,
	"replied_at" timestamptz NOT NULL,
	"is_in_time" boolean NOT NULL,
	"judged_at" timestamptz,
	"judged_by" uuid,
	"is_accepted" boolean,
	"judgement_text_id" uuid,
	CONSTRAINT "supervision_replies_judged_whole" CHECK ((judged_at is null) = (is_accepted is null))
);
--> statement-breakpoint
CREATE TABLE "supervision_talks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"by_unit_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"attended_cipher" "bytea" NOT NULL,
	"agreement_text_id" uuid NOT NULL,
	"follow_up_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	CONSTRAINT "supervision_talks_proposalId_unique" UNIQUE("proposal_id")
);
--> statement-breakpoint
ALTER TABLE "supervision_replies" ADD CONSTRAINT "supervision_replies_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_talks" ADD CONSTRAINT "supervision_talks_proposal_id_supervision_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."supervision_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ladder_steps_round" ON "ladder_steps" USING btree ("round_at") WHERE is_taken;--> statement-breakpoint
CREATE INDEX "reminder_items_untold" ON "reminder_items" USING btree ("at") WHERE round_at is null;--> statement-breakpoint
CREATE INDEX "reminder_items_round" ON "reminder_items" USING btree ("round_at");--> statement-breakpoint
CREATE INDEX "reminder_items_sent" ON "reminder_items" USING btree ("at","by_unit_id") WHERE by_unit_id is not null;--> statement-breakpoint
CREATE INDEX "reminder_lines_old" ON "reminder_lines" USING btree ("round_at");--> statement-breakpoint
CREATE INDEX "supervision_orders_newest" ON "supervision_orders" USING btree ("issued_at","id");--> statement-breakpoint
CREATE INDEX "supervision_orders_number" ON "supervision_orders" USING btree ("number");--> statement-breakpoint
CREATE INDEX "supervision_orders_waiting" ON "supervision_orders" USING btree ("reply_due_on") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "supervision_proposals_open" ON "supervision_proposals" USING btree ("matter_id","stage") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "supervision_proposals_waiting" ON "supervision_proposals" USING btree ("proposed_at","id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "supervision_proposals_newest" ON "supervision_proposals" USING btree ("proposed_at","id");--> statement-breakpoint
CREATE INDEX "supervision_replies_order" ON "supervision_replies" USING btree ("order_id","replied_at");--> statement-breakpoint
CREATE INDEX "supervision_talks_matter" ON "supervision_talks" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "supervision_talks_newest" ON "supervision_talks" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "matters_lit" ON "matters" USING btree ("id") WHERE closed_at is null and light <> 'green';