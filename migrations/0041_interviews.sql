CREATE TABLE "conference_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"plan_key" uuid,
	"month" integer,
	"subject" text,
	"lead_unit_id" uuid,
	"guest" text,
	"letters" integer,
	"letters_from" date,
	"letters_to" date,
	"decision" text,
	"decision_text" text,
	CONSTRAINT "conference_items_plan" CHECK (kind in ('other', 'strike') or (month between 1 and 12 and subject is not null and lead_unit_id is not null and guest is not null)),
	CONSTRAINT "conference_items_key" CHECK ((kind in ('change', 'strike')) = (plan_key is not null))
);
--> statement-breakpoint
CREATE TABLE "conference_meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"held_at" timestamptz NOT NULL,
	"place" text NOT NULL,
	"plan_year" integer NOT NULL,
	"called_at" timestamptz NOT NULL,
	"called_by" uuid NOT NULL,
	"concluded_at" timestamptz,
	"concluded_by" uuid,
	"attended_unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "conference_meetings_concluded" CHECK ((concluded_at is null) = (concluded_by is null))
);
--> statement-breakpoint
CREATE TABLE "conference_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"is_convenor" boolean NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"entered_by" uuid NOT NULL,
	CONSTRAINT "conference_members_until" CHECK (until is null or until >= since)
);
--> statement-breakpoint
CREATE TABLE "interview_plan_items" (
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"key" uuid NOT NULL,
	"month" integer NOT NULL,
	"subject" text NOT NULL,
	"title" text NOT NULL,
	"lead_unit_id" uuid NOT NULL,
	"guest" text NOT NULL,
	"letters" integer,
	"letters_from" date,
	"letters_to" date,
	CONSTRAINT "interview_plan_items_year_version_key_pk" PRIMARY KEY("year","version","key")
);
--> statement-breakpoint
CREATE TABLE "interview_plans" (
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"meeting_id" uuid NOT NULL,
	"decided_at" timestamptz NOT NULL,
	"decided_by" uuid NOT NULL,
	CONSTRAINT "interview_plans_year_version_pk" PRIMARY KEY("year","version"),
	CONSTRAINT "interview_plans_reason" CHECK (version = 1 or reason is not null)
);
--> statement-breakpoint
CREATE TABLE "interview_entries" (
	"interview_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"speaker" text NOT NULL,
	"words" text NOT NULL,
	"file_id" uuid,
	"picture_words" text,
	"link" text,
	"corrects" integer,
	"question_id" uuid,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "interview_entries_interview_id_seq_pk" PRIMARY KEY("interview_id","seq"),
	CONSTRAINT "interview_entries_picture" CHECK ((file_id is null) = (picture_words is null)),
	CONSTRAINT "interview_entries_corrects" CHECK ((kind = 'correction') = (corrects is not null) and corrects < seq),
	CONSTRAINT "interview_entries_link" CHECK (link is null or link ~ '^https://')
);
--> statement-breakpoint
CREATE TABLE "interview_guests" (
	"interview_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"post" text NOT NULL,
	CONSTRAINT "interview_guests_interview_id_position_pk" PRIMARY KEY("interview_id","position")
);
--> statement-breakpoint
CREATE TABLE "interview_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"interview_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"name_cipher" "bytea",
	"phone_cipher" "bytea",
	"body" text,
	"wants_public" boolean NOT NULL,
	"moderation" text NOT NULL,
	"shown_name" text,
	"shown_body" text,
	"ground" text,
	"moderated_at" timestamptz,
	"moderated_by" uuid,
	"supports" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	"answer" text,
	"answer_seq" integer,
	"settled_at" timestamptz,
	"settled_by" uuid,
	"matter_id" uuid,
	CONSTRAINT "interview_questions_shown" CHECK ((moderation = 'passed') = (shown_body is not null) and (moderation = 'passed') = (shown_name is not null)),
	CONSTRAINT "interview_questions_public" CHECK (moderation <> 'passed' or wants_public),
	CONSTRAINT "interview_questions_refused" CHECK ((moderation = 'refused') = (ground is not null)),
	CONSTRAINT "interview_questions_outcome" CHECK ((outcome is null) = (settled_at is null) and (outcome is not distinct from 'written') = (answer is not null) and (outcome is not distinct from 'matter') = (matter_id is not null))
);
--> statement-breakpoint
CREATE TABLE "interview_supports" (
	"question_id" uuid NOT NULL,
	"supporter_hash" "bytea" NOT NULL,
	CONSTRAINT "interview_supports_question_id_supporter_hash_pk" PRIMARY KEY("question_id","supporter_hash")
);
--> statement-breakpoint
CREATE TABLE "interviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"subject" text NOT NULL,
	"title" text NOT NULL,
	"about" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"lead_unit_id" uuid NOT NULL,
	"place" text NOT NULL,
	"stream_url" text,
	"starts_at" timestamptz NOT NULL,
	"ends_at" timestamptz NOT NULL,
	"plan_key" uuid,
	"announced_at" timestamptz NOT NULL,
	"announced_by" uuid NOT NULL,
	"started_at" timestamptz,
	"ended_at" timestamptz,
	"leftovers_due_at" timestamptz,
	"archived_at" timestamptz,
	"cancelled_at" timestamptz,
	"cancelled_ground" text,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_question" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "interviews_number_unique" UNIQUE("number"),
	CONSTRAINT "interviews_times" CHECK (starts_at < ends_at),
	CONSTRAINT "interviews_course" CHECK ((ended_at is null or started_at is not null) and (archived_at is null or ended_at is not null)),
	CONSTRAINT "interviews_cancelled" CHECK ((cancelled_at is null) = (cancelled_ground is null) and (cancelled_at is null or started_at is null)),
	CONSTRAINT "interviews_stream" CHECK (stream_url is null or stream_url ~ '^https://')
);
--> statement-breakpoint
ALTER TABLE "conference_items" ADD CONSTRAINT "conference_items_meeting_id_conference_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."conference_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_plans" ADD CONSTRAINT "interview_plans_meeting_id_conference_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."conference_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_entries" ADD CONSTRAINT "interview_entries_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_guests" ADD CONSTRAINT "interview_guests_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_questions" ADD CONSTRAINT "interview_questions_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_supports" ADD CONSTRAINT "interview_supports_question_id_interview_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."interview_questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conference_items_place" ON "conference_items" USING btree ("meeting_id","position");--> statement-breakpoint
CREATE INDEX "conference_meetings_held" ON "conference_meetings" USING btree ("held_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "conference_members_unit" ON "conference_members" USING btree ("unit_id") WHERE until is null;--> statement-breakpoint
CREATE UNIQUE INDEX "conference_members_convenor" ON "conference_members" USING btree ("is_convenor") WHERE until is null and is_convenor;--> statement-breakpoint
CREATE UNIQUE INDEX "interview_questions_place" ON "interview_questions" USING btree ("interview_id","position");--> statement-breakpoint
CREATE INDEX "interview_questions_matter" ON "interview_questions" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "interviews_starts" ON "interviews" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "interviews_unit" ON "interviews" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "interviews_lead" ON "interviews" USING btree ("lead_unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "interviews_leftovers" ON "interviews" USING btree ("leftovers_due_at") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "interviews_plan" ON "interviews" USING btree ("plan_key");--> statement-breakpoint
-- measures/dialogue/interviews: numbers from a sequence, gaps allowed; what was said in public and what a meeting decided stay as they are.
create sequence interview_number;
--> statement-breakpoint
create function interview_entries_guard() returns trigger language plpgsql as $$
begin
  raise exception 'interview_entries only grows: a correction is a new entry';
end $$;
--> statement-breakpoint
create trigger interview_entries_only_grow before update or delete on interview_entries for each row execute function interview_entries_guard();
--> statement-breakpoint
create function interview_plans_guard() returns trigger language plpgsql as $$
begin
  raise exception 'a version of the plan stays as it was decided: a change is a new version';
end $$;
--> statement-breakpoint
create trigger interview_plans_keep before update or delete on interview_plans for each row execute function interview_plans_guard();
--> statement-breakpoint
create trigger interview_plan_items_keep before update or delete on interview_plan_items for each row execute function interview_plans_guard();
