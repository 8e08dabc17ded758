CREATE TABLE "calendar_days" (
	"year" integer NOT NULL,
	"on" date NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "calendar_days_year_on_pk" PRIMARY KEY("year","on")
);
--> statement-breakpoint
CREATE TABLE "calendar_version" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" uuid NOT NULL,
	CONSTRAINT "calendar_version_is_one" CHECK (one)
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"title" text NOT NULL,
	"source_url" text NOT NULL,
	"entered_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "limit_rules" (
	"id" text NOT NULL,
	"title" text NOT NULL,
	"measure" text NOT NULL,
	"amount" integer,
	"unit" text,
	"direction" text DEFAULT 'after' NOT NULL,
	"bound" text DEFAULT 'atMost' NOT NULL,
	"roll" text DEFAULT 'none' NOT NULL,
	"cutoff" text,
	"start_event" text DEFAULT '' NOT NULL,
	"extension_amount" integer,
	"extension_approver" text,
	"extension_approver_title" text,
	"stop_grounds" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"silence" text,
	"source" text NOT NULL,
	"article" text DEFAULT '' NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	"confidence" text NOT NULL,
	"is_local" boolean NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	CONSTRAINT "limit_rules_id_effective_from_pk" PRIMARY KEY("id","effective_from"),
	CONSTRAINT "limit_rules_amount_has_unit" CHECK ((amount is null) = (unit is null)),
	CONSTRAINT "limit_rules_extension_whole" CHECK ((extension_amount is null) = (extension_approver is null)),
	CONSTRAINT "limit_rules_effective" CHECK (effective_to is null or effective_to >= effective_from)
);
--> statement-breakpoint
CREATE TABLE "local_days" (
	"on" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid,
	"owner_hash" "bytea",
	"uploader" text NOT NULL,
	"original_name" text,
	"media_type" text NOT NULL,
	"extension" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"storage_key" text NOT NULL,
	"thumbnail_key" text,
	"state" text NOT NULL,
	"pending_until" timestamptz,
	"visibility" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"unit_id" uuid,
	"class" text,
	"category" text,
	"division_code" text,
	"published_on" date NOT NULL,
	"answered_on" date,
	"path" text NOT NULL,
	"audience" text[] NOT NULL,
	"tsv" "tsvector" NOT NULL,
	CONSTRAINT "search_rows_subjectType_subjectId_unique" UNIQUE("subject_type","subject_id")
);
--> statement-breakpoint
CREATE TABLE "search_uncounted" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"pinyin" text NOT NULL,
	"initials" text NOT NULL,
	"titles" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name_cipher" "bytea",
	"phone_cipher" "bytea",
	"phone_hash" "bytea",
	"address_cipher" "bytea",
	"language" text,
	"is_elder" boolean DEFAULT false NOT NULL,
	"prefers" text DEFAULT 'sms' NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matter_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamptz NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_unit_id" uuid,
	"actor_person_id" uuid,
	"actor_name" text,
	"data" jsonb NOT NULL,
	CONSTRAINT "matter_events_order" UNIQUE("matter_id","seq")
);
--> statement-breakpoint
CREATE TABLE "matter_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"part" text NOT NULL,
	"salt" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"by" uuid
);
--> statement-breakpoint
CREATE TABLE "matters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"class" text NOT NULL,
	"channel" text NOT NULL,
	"division_code" text NOT NULL,
	"state" text NOT NULL,
	"round" smallint NOT NULL,
	"seq" integer NOT NULL,
	"opened_at" timestamptz NOT NULL,
	"filing_unit_id" uuid NOT NULL,
	"holder_unit_id" uuid NOT NULL,
	"holder_person_id" uuid,
	"held_since" timestamptz NOT NULL,
	"first_asked_unit_id" uuid NOT NULL,
	"first_asked_person_id" uuid,
	"offered_unit_id" uuid,
	"offered_person_id" uuid,
	"parent_id" uuid,
	"merged_into_id" uuid,
	"rule_id" text,
	"accept_due_at" timestamptz,
	"dispatched_at" timestamptz,
	"clock_steps" smallint NOT NULL,
	"due_at" timestamptz,
	"due_on" date,
	"provisional" boolean NOT NULL,
	"next_wake_at" timestamptz,
	"light" text NOT NULL,
	"paused" boolean NOT NULL,
	"extended" boolean NOT NULL,
	"returns" integer NOT NULL,
	"answered_at" timestamptz,
	"on_time" boolean,
	"closed_at" timestamptz,
	"outcome" text,
	"solved" boolean,
	"satisfied" smallint,
	"rated_at" timestamptz,
	"marks" text[] NOT NULL,
	"wants_public" boolean NOT NULL,
	"secrecy" boolean NOT NULL,
	"is_published" boolean NOT NULL,
	"query_code_hash" "bytea",
	"asker_person_id" uuid,
	"contact_id" uuid,
	"reported_unit_id" uuid,
	"audience" text[] NOT NULL,
	"barred" text[] NOT NULL,
	CONSTRAINT "matters_number_unique" UNIQUE("number"),
	CONSTRAINT "matters_number_digits" CHECK (number ~ '^[0-9]{15,}$'),
	CONSTRAINT "matters_round" CHECK (round in (1, 2)),
	CONSTRAINT "matters_satisfied" CHECK (satisfied between 1 and 5),
	CONSTRAINT "matters_not_own_parent" CHECK (parent_id <> id and merged_into_id <> id),
	CONSTRAINT "matters_merged_somewhere" CHECK ((state = 'merged') = (merged_into_id is not null)),
	CONSTRAINT "matters_due_whole" CHECK ((due_at is null) = (due_on is null))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template" text NOT NULL,
	"template_version" integer NOT NULL,
	"channel" text NOT NULL,
	"to_person_id" uuid,
	"to_contact_id" uuid,
	"address_cipher" "bytea",
	"address_tail_hash" "bytea",
	"body_cipher" "bytea",
	"matter_id" uuid,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"sent_at" timestamptz,
	"provider_id" text,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"act" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"outcome" text NOT NULL,
	"details" jsonb NOT NULL,
	"at" timestamptz NOT NULL,
	"index" bigint,
	"hash" "bytea",
	CONSTRAINT "audit_entries_index_unique" UNIQUE("index"),
	CONSTRAINT "audit_entries_sealed_whole" CHECK (("index" is null) = (hash is null))
);
--> statement-breakpoint
CREATE TABLE "divisions" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"parent_code" text,
	"kind" text DEFAULT 'national' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_cipher" "bytea",
	"phone_cipher" "bytea",
	"phone_hash" "bytea",
	"id_number_cipher" "bytea",
	"id_number_hash" "bytea",
	"staff_number" text,
	"created_at" timestamptz NOT NULL,
	"closed_at" timestamptz,
	"must_change_password" boolean DEFAULT false NOT NULL,
	CONSTRAINT "persons_staffNumber_unique" UNIQUE("staff_number")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamptz,
	"ends_at" timestamptz,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"role" text NOT NULL,
	"from" timestamptz NOT NULL,
	"to" timestamptz
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"uscc" text,
	"parent_id" uuid,
	"ancestors" uuid[] DEFAULT '{}' NOT NULL,
	"division_code" text NOT NULL,
	"kind" text NOT NULL,
	"competent_unit_id" uuid,
	"is_mailbox_desk" boolean DEFAULT false NOT NULL,
	"phone" text,
	"position" integer DEFAULT 0 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "units_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text,
	"phone_number" text,
	"phone_number_verified" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_username_unique" UNIQUE("username"),
	CONSTRAINT "users_phoneNumber_unique" UNIQUE("phone_number")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imported_letters" (
	"source_key" text PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_publications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"number" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"reply" text NOT NULL,
	"is_rewritten" boolean NOT NULL,
	"class" text NOT NULL,
	"division_code" text NOT NULL,
	"division_name" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"unit_name" text NOT NULL,
	"asked_week" date NOT NULL,
	"answered_on" date NOT NULL,
	"solved" boolean,
	"prepared_by" uuid,
	"published_by" uuid,
	"published_at" timestamptz,
	"withdrawn_at" timestamptz,
	"withdrawal_ground" text,
	CONSTRAINT "letter_publications_matterId_unique" UNIQUE("matter_id"),
	CONSTRAINT "letter_publications_number_unique" UNIQUE("number"),
	CONSTRAINT "letter_publications_never_reports" CHECK (class <> 'report')
);
--> statement-breakpoint
CREATE TABLE "publication_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"act" text NOT NULL,
	"ground" text NOT NULL,
	"title" text,
	"body" text,
	"reply" text,
	"at" timestamptz NOT NULL,
	"by" uuid,
	CONSTRAINT "publication_versions_order" UNIQUE("publication_id","version")
);
--> statement-breakpoint
CREATE TABLE "reply_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"class" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "spent_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"location" text NOT NULL,
	"status" integer NOT NULL,
	"spent_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_year_calendar_years_year_fk" FOREIGN KEY ("year") REFERENCES "public"."calendar_years"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matter_events" ADD CONSTRAINT "matter_events_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matter_texts" ADD CONSTRAINT "matter_texts_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_parent_id_matters_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_merged_into_id_matters_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "divisions" ADD CONSTRAINT "divisions_parent_code_divisions_code_fk" FOREIGN KEY ("parent_code") REFERENCES "public"."divisions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_roles" ADD CONSTRAINT "staff_roles_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_roles" ADD CONSTRAINT "staff_roles_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_division_code_divisions_code_fk" FOREIGN KEY ("division_code") REFERENCES "public"."divisions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_competent_unit_id_units_id_fk" FOREIGN KEY ("competent_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_versions" ADD CONSTRAINT "publication_versions_publication_id_letter_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."letter_publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "limit_rules_measure" ON "limit_rules" USING btree ("measure");--> statement-breakpoint
CREATE INDEX "files_matter_id_index" ON "files" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "files_owner_hash_index" ON "files" USING btree ("owner_hash");--> statement-breakpoint
CREATE INDEX "files_sweep" ON "files" USING btree ("state","pending_until");--> statement-breakpoint
CREATE INDEX "search_rows_newest" ON "search_rows" USING btree ("published_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "search_rows_words" ON "search_rows" USING gin ("tsv");--> statement-breakpoint
CREATE INDEX "search_rows_titles" ON "search_rows" USING btree ("title" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_words_word" ON "search_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_words_pinyin" ON "search_words" USING btree ("pinyin" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_words_initials" ON "search_words" USING btree ("initials" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "contacts_phone_hash_index" ON "contacts" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "matter_texts_matter_id_index" ON "matter_texts" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "matters_held" ON "matters" USING btree ("holder_unit_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "matters_mine" ON "matters" USING btree ("holder_person_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "matters_offered" ON "matters" USING btree ("offered_unit_id","due_at","id") WHERE offered_unit_id is not null;--> statement-breakpoint
CREATE INDEX "matters_newest" ON "matters" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_open" ON "matters" USING btree ("due_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "matters_answered" ON "matters" USING btree ("answered_at","id") WHERE answered_at is not null;--> statement-breakpoint
CREATE INDEX "matters_audience" ON "matters" USING gin ("audience");--> statement-breakpoint
CREATE INDEX "matters_wake" ON "matters" USING btree ("next_wake_at") WHERE next_wake_at is not null;--> statement-breakpoint
CREATE INDEX "matters_asker" ON "matters" USING btree ("asker_person_id") WHERE asker_person_id is not null;--> statement-breakpoint
CREATE INDEX "matters_contact" ON "matters" USING btree ("contact_id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "matters_parts" ON "matters" USING btree ("parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "matters_merged" ON "matters" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "notices_matter_id_index" ON "notices" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "notices_newest" ON "notices" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notices_unsent" ON "notices" USING btree ("next_attempt_at") WHERE state in ('queued', 'sending', 'failed');--> statement-breakpoint
CREATE INDEX "accounts_user_id_index" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_entries_unsealed" ON "audit_entries" USING btree ("id") WHERE "index" is null;--> statement-breakpoint
CREATE INDEX "audit_entries_subject_type_subject_id_index" ON "audit_entries" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_id_index" ON "audit_entries" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "persons_citizen_phone" ON "persons" USING btree ("phone_hash") WHERE kind = 'citizen';--> statement-breakpoint
CREATE INDEX "persons_id_number_hash_index" ON "persons" USING btree ("id_number_hash");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_ends_at_index" ON "sessions" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "staff_roles_person_id_index" ON "staff_roles" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "staff_roles_unit_id_role_index" ON "staff_roles" USING btree ("unit_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_roles_open" ON "staff_roles" USING btree ("person_id","unit_id","role") WHERE "to" is null;--> statement-breakpoint
CREATE INDEX "units_parent_id_index" ON "units" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "units_ancestors_index" ON "units" USING gin ("ancestors");--> statement-breakpoint
CREATE INDEX "verifications_identifier_index" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "verifications_expires_at_index" ON "verifications" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "letter_publications_list" ON "letter_publications" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "letter_publications_by_class" ON "letter_publications" USING btree ("class","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "letter_publications_by_unit" ON "letter_publications" USING btree ("unit_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "letter_publications_by_division" ON "letter_publications" USING btree ("division_code","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "reply_templates_unit_id_title_index" ON "reply_templates" USING btree ("unit_id","title");--> statement-breakpoint
CREATE INDEX "spent_keys_spent_at_index" ON "spent_keys" USING btree ("spent_at");