CREATE TABLE "duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"words" text NOT NULL,
	"category" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"joint_unit_ids" uuid[] NOT NULL,
	"basis_kind" text NOT NULL,
	"basis" text NOT NULL,
	"decided_by_unit_id" uuid,
	"decided_matter_id" uuid,
	"since" date NOT NULL,
	"replaces_id" uuid,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	"ended_for" text,
	CONSTRAINT "duties_ended_whole" CHECK ((ended_at is null) = (ended_for is null))
);
--> statement-breakpoint
CREATE TABLE "rulings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"text_id" uuid,
	"unit_id" uuid NOT NULL,
	"decider_unit_id" uuid,
	"decided_at" timestamptz NOT NULL,
	"duty_id" uuid,
	"left_at" timestamptz,
	"left_by" uuid
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from" date NOT NULL,
	"until" date NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	CONSTRAINT "absences_in_order" CHECK ("from" <= until)
);
--> statement-breakpoint
CREATE TABLE "contact_desks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid NOT NULL,
	"closed_at" timestamptz,
	CONSTRAINT "contact_desks_code_unique" UNIQUE("code"),
	CONSTRAINT "contact_desks_code" CHECK (code ~ '^[0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "contact_starts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"desk_id" uuid NOT NULL,
	"call_sign" text NOT NULL,
	"who_cipher" "bytea",
	"what_cipher" "bytea" NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"matter_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"first_asked_unit_id" uuid NOT NULL,
	"from_unit_id" uuid NOT NULL,
	"to_unit_id" uuid NOT NULL,
	"offered_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	"end" text,
	CONSTRAINT "hand_overs_matter_id_seq_pk" PRIMARY KEY("matter_id","seq"),
	CONSTRAINT "hand_overs_ended_whole" CHECK ((ended_at is null) = ("end" is null))
);
--> statement-breakpoint
CREATE TABLE "spot_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"day" timestamptz NOT NULL,
	"way" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thanks" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"first_asked_unit_id" uuid NOT NULL,
	"answered_unit_id" uuid NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"since" timestamptz NOT NULL,
	"news_at" timestamptz NOT NULL,
	"news_type" text NOT NULL,
	"told_at" timestamptz NOT NULL,
	"seen_at" timestamptz NOT NULL,
	"offered_to" uuid,
	"offered_by" uuid,
	"offered_at" timestamptz,
	"closed_at" timestamptz,
	"closed_why" text,
	CONSTRAINT "watches_closed_whole" CHECK ((closed_at is null) = (closed_why is null)),
	CONSTRAINT "watches_offered_whole" CHECK ((offered_to is null) = (offered_at is null))
);
--> statement-breakpoint
ALTER TABLE "matters" ADD COLUMN "decider_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "matters" ADD COLUMN "asker_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "settles_competence" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "rulings" ADD CONSTRAINT "rulings_duty_id_duties_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."duties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_starts" ADD CONSTRAINT "contact_starts_desk_id_contact_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."contact_desks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duties_in_force" ON "duties" USING btree ("unit_id","since","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "duties_newest" ON "duties" USING btree ("since","id");--> statement-breakpoint
CREATE UNIQUE INDEX "duties_subject" ON "duties" USING btree ("subject") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "rulings_waiting" ON "rulings" USING btree ("decided_at","id") WHERE duty_id is null and left_at is null;--> statement-breakpoint
CREATE INDEX "rulings_matter_id_index" ON "rulings" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "absences_person_id_until_index" ON "absences" USING btree ("person_id","until");--> statement-breakpoint
CREATE INDEX "contact_desks_unit_id_index" ON "contact_desks" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "contact_starts_desk_id_created_at_index" ON "contact_starts" USING btree ("desk_id","created_at");--> statement-breakpoint
CREATE INDEX "contact_starts_created_at_index" ON "contact_starts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "hand_overs_to_unit_id_offered_at_index" ON "hand_overs" USING btree ("to_unit_id","offered_at");--> statement-breakpoint
CREATE INDEX "hand_overs_from_unit_id_offered_at_index" ON "hand_overs" USING btree ("from_unit_id","offered_at");--> statement-breakpoint
CREATE INDEX "hand_overs_offered_at_index" ON "hand_overs" USING btree ("offered_at");--> statement-breakpoint
CREATE INDEX "spot_answers_unit_id_day_index" ON "spot_answers" USING btree ("unit_id","day");--> statement-breakpoint
CREATE INDEX "spot_answers_day_index" ON "spot_answers" USING btree ("day");--> statement-breakpoint
CREATE INDEX "thanks_at_index" ON "thanks" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "watches_open" ON "watches" USING btree ("matter_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "watches_mine" ON "watches" USING btree ("person_id","news_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "watches_of_unit" ON "watches" USING btree ("unit_id","news_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "watches_offered" ON "watches" USING btree ("offered_to") WHERE offered_to is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "watches_matter_id_index" ON "watches" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "watches_person_id_closed_at_index" ON "watches" USING btree ("person_id","closed_at");--> statement-breakpoint
CREATE INDEX "matters_disputed" ON "matters" USING btree ("decider_unit_id","due_at","id") WHERE decider_unit_id is not null;--> statement-breakpoint
CREATE INDEX "matters_asker_unit" ON "matters" USING btree ("asker_unit_id","opened_at","id") WHERE asker_unit_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "units_one_settles" ON "units" USING btree ("parent_id") WHERE settles_competence;