CREATE TABLE "door_messages" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"message_hash" "bytea" NOT NULL,
	"message_id" text,
	"url" text,
	"posted_at" timestamptz NOT NULL,
	"taken_at" timestamptz NOT NULL,
	"posted_back_at" timestamptz,
	"posted_back_by" uuid,
	CONSTRAINT "door_messages_once" UNIQUE("source_id","message_hash"),
	CONSTRAINT "door_messages_by_whom" CHECK ((posted_back_at is null) = (posted_back_by is null))
);
--> statement-breakpoint
CREATE TABLE "message_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"by" uuid NOT NULL,
	"total" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"already" integer DEFAULT 0 NOT NULL,
	"refused" jsonb NOT NULL,
	"rows_cipher" "bytea",
	"done_at" timestamptz,
	CONSTRAINT "message_imports_forgotten" CHECK (done_at is null or rows_cipher is null)
);
--> statement-breakpoint
CREATE TABLE "message_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"door" text NOT NULL,
	"secret_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	CONSTRAINT "message_sources_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "open311_requests" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"key_id" uuid NOT NULL,
	"filed_at" timestamptz NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"media_url" text,
	CONSTRAINT "open311_requests_place" CHECK ((latitude is null) = (longitude is null))
);
--> statement-breakpoint
ALTER TABLE "door_messages" ADD CONSTRAINT "door_messages_source_id_message_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."message_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_imports" ADD CONSTRAINT "message_imports_source_id_message_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."message_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "door_messages_posted" ON "door_messages" USING btree ("posted_at","matter_id");--> statement-breakpoint
CREATE INDEX "door_messages_back" ON "door_messages" USING btree ("posted_back_at","matter_id");--> statement-breakpoint
CREATE INDEX "message_imports_newest" ON "message_imports" USING btree ("at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "open311_requests_own" ON "open311_requests" USING btree ("key_id","filed_at" DESC NULLS FIRST,"matter_id");--> statement-breakpoint
CREATE INDEX "letter_publications_by_week" ON "letter_publications" USING btree ("asked_week","id") WHERE status = 'published';