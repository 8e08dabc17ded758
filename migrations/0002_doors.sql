CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"source" text NOT NULL,
	"filters" jsonb NOT NULL,
	"state" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"file_id" uuid,
	"requested_at" timestamptz NOT NULL,
	"ready_at" timestamptz,
	CONSTRAINT "exports_ready_whole" CHECK ((state = 'ready') = (file_id is not null))
);
--> statement-breakpoint
CREATE TABLE "paper_numbers" (
	"unit_id" uuid NOT NULL,
	"class" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "paper_numbers_unit_id_class_year_pk" PRIMARY KEY("unit_id","class","year")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"unit_name" text NOT NULL,
	"number" text NOT NULL,
	"check_code" text NOT NULL,
	"dated_on" date NOT NULL,
	"numbered_at" timestamptz NOT NULL,
	"file_id" uuid,
	"sha256" "bytea",
	"pages" integer,
	"issued_at" timestamptz,
	CONSTRAINT "papers_number_unique" UNIQUE("number"),
	CONSTRAINT "papers_checkCode_unique" UNIQUE("check_code"),
	CONSTRAINT "papers_once" UNIQUE("matter_id","key"),
	CONSTRAINT "papers_check_code" CHECK (check_code ~ '^[0-9]{12}$'),
	CONSTRAINT "papers_issued_whole" CHECK ((file_id is null) = (issued_at is null) and (sha256 is null) = (issued_at is null))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"last_used_at" timestamptz,
	"revoked_at" timestamptz,
	"revoked_by" uuid
);
--> statement-breakpoint
CREATE TABLE "notice_addresses" (
	"person_id" uuid NOT NULL,
	"medium" text NOT NULL,
	"address_cipher" "bytea" NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"confirmed_at" timestamptz NOT NULL,
	CONSTRAINT "notice_addresses_person_id_medium_pk" PRIMARY KEY("person_id","medium")
);
--> statement-breakpoint
CREATE TABLE "notice_callbacks" (
	"source" text NOT NULL,
	"message_id" text NOT NULL,
	"outcome" text NOT NULL,
	"matter_id" uuid,
	"at" timestamptz NOT NULL,
	CONSTRAINT "notice_callbacks_source_message_id_pk" PRIMARY KEY("source","message_id")
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"channels" text[] NOT NULL,
	"quiet" boolean NOT NULL,
	"updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_proofs" (
	"person_id" uuid NOT NULL,
	"medium" text NOT NULL,
	"address_cipher" "bytea",
	"code_hash" "bytea" NOT NULL,
	"expires_at" timestamptz NOT NULL,
	CONSTRAINT "notice_proofs_person_id_medium_pk" PRIMARY KEY("person_id","medium")
);
--> statement-breakpoint
CREATE TABLE "notice_stops" (
	"address_hash" "bytea" PRIMARY KEY NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_tokens" (
	"account" text PRIMARY KEY NOT NULL,
	"token_cipher" "bytea" NOT NULL,
	"expires_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enterprises" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uscc" text NOT NULL,
	"name" text NOT NULL,
	"representative_id" uuid NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"confirmed_at" timestamptz,
	"confirmed_by" uuid,
	"refused_at" timestamptz,
	CONSTRAINT "enterprises_decided_once" CHECK (confirmed_at is null or refused_at is null)
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"enterprise_id" uuid,
	"principal_id" uuid,
	"agent_id" uuid,
	"phone_cipher" "bytea",
	"phone_hash" "bytea",
	"relation" text,
	"from" date NOT NULL,
	"until" date NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"accepted_at" timestamptz,
	"ended_at" timestamptz,
	"ended_by" uuid,
	"code_hash" "bytea",
	"code_ends_at" timestamptz,
	"code_tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "mandates_for_somebody" CHECK ((kind = 'enterprise') = (enterprise_id is not null)),
	CONSTRAINT "mandates_in_order" CHECK (until >= "from"),
	CONSTRAINT "mandates_two_sides" CHECK (accepted_at is null or (agent_id is not null and principal_id is not null))
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"label_cipher" "bytea",
	"user_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "passkeys_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "totp_secrets" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"secret_cipher" "bytea" NOT NULL,
	"confirmed_at" timestamptz,
	"last_step" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"delivery_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"milliseconds" integer NOT NULL,
	"status" integer,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamptz,
	CONSTRAINT "webhook_deliveries_once" UNIQUE("message_id","endpoint_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret_cipher" "bytea" NOT NULL,
	"old_secret_cipher" "bytea",
	"old_secret_until" timestamptz,
	"types" text[] NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid NOT NULL,
	"disabled_at" timestamptz,
	"disabled_why" text,
	"failing_since" timestamptz
);
--> statement-breakpoint
CREATE TABLE "webhook_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"at" timestamptz NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "urgent_withdrawals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"matter_id" uuid NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"salt" "bytea" NOT NULL,
	"ground" text NOT NULL,
	"taken_down_at" timestamptz NOT NULL,
	"taken_down_by" uuid NOT NULL,
	"confirm_by" timestamptz NOT NULL,
	"reminded_at" timestamptz,
	"escalated_at" timestamptz,
	"confirmed_at" timestamptz,
	"confirmed_by" uuid,
	CONSTRAINT "urgent_withdrawals_publicationId_unique" UNIQUE("publication_id"),
	CONSTRAINT "urgent_withdrawals_by_two" CHECK (confirmed_by <> taken_down_by)
);
--> statement-breakpoint
CREATE TABLE "leader_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"year" integer NOT NULL,
	"issue" integer NOT NULL,
	"figures" jsonb NOT NULL,
	"made_at" timestamptz NOT NULL,
	"made_by" uuid,
	"pdf_file_id" uuid NOT NULL,
	"docx_file_id" uuid NOT NULL,
	CONSTRAINT "leader_reports_once" UNIQUE("period","from","to"),
	CONSTRAINT "leader_reports_issue" UNIQUE("period","year","issue"),
	CONSTRAINT "leader_reports_days" CHECK ("from" <= "to")
);
--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "address_hash" "bytea";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "text_hash" "bytea";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "hand_over_at" timestamptz;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "refused_by" text[];--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "receipt" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "receipt_code" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "receipt_at" timestamptz;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "read_at" timestamptz;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamptz;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "mandate_id" uuid;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "ends_at" timestamptz;--> statement-breakpoint
ALTER TABLE "spent_keys" ADD COLUMN "free_at" timestamptz;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_representative_id_persons_id_fk" FOREIGN KEY ("representative_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_confirmed_by_persons_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_principal_id_persons_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_agent_id_persons_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_message_id_webhook_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."webhook_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "urgent_withdrawals" ADD CONSTRAINT "urgent_withdrawals_publication_id_letter_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."letter_publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_person_id_requested_at_index" ON "exports" USING btree ("person_id","requested_at");--> statement-breakpoint
CREATE INDEX "exports_requested_at_index" ON "exports" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "papers_file" ON "papers" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "api_keys_unit_id_index" ON "api_keys" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "api_keys_created_at_index" ON "api_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_addresses_wechat" ON "notice_addresses" USING btree ("address_hash") WHERE medium = 'wechat';--> statement-breakpoint
CREATE INDEX "notice_callbacks_at_index" ON "notice_callbacks" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notice_proofs_code_hash_index" ON "notice_proofs" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "enterprises_confirmed" ON "enterprises" USING btree ("uscc") WHERE confirmed_at is not null;--> statement-breakpoint
CREATE INDEX "enterprises_representative_id_index" ON "enterprises" USING btree ("representative_id");--> statement-breakpoint
CREATE INDEX "mandates_agent_id_index" ON "mandates" USING btree ("agent_id");--> statement-breakpoint
CREATE INDEX "mandates_principal_id_index" ON "mandates" USING btree ("principal_id");--> statement-breakpoint
CREATE INDEX "mandates_phone_hash_index" ON "mandates" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "passkeys_user_id_index" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "recovery_codes_person_id_index" ON "recovery_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "webhook_attempts_delivery_id_index" ON "webhook_attempts" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_log" ON "webhook_deliveries" USING btree ("endpoint_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_messages_at_index" ON "webhook_messages" USING btree ("at");--> statement-breakpoint
CREATE INDEX "urgent_withdrawals_open" ON "urgent_withdrawals" USING btree ("confirm_by") WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX "leader_reports_made_at_index" ON "leader_reports" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "notices_inbox" ON "notices" USING btree ("to_person_id","created_at","id") WHERE to_person_id is not null;--> statement-breakpoint
CREATE INDEX "notices_number" ON "notices" USING btree ("address_hash","created_at") WHERE address_hash is not null;--> statement-breakpoint
CREATE INDEX "notices_words" ON "notices" USING btree ("text_hash") WHERE text_hash is not null;--> statement-breakpoint
CREATE INDEX "notices_provider" ON "notices" USING btree ("provider_id") WHERE provider_id is not null;--> statement-breakpoint
CREATE INDEX "notices_dead" ON "notices" USING btree ("id") WHERE state = 'dead';--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_oidc" ON "accounts" USING btree ("account_id") WHERE provider_id = 'oidc';