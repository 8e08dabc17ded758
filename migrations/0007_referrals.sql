CREATE TABLE "instruction_readers" (
	"matter_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamptz NOT NULL,
	CONSTRAINT "instruction_readers_matter_id_person_id_pk" PRIMARY KEY("matter_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "instruction_scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"feedback_from" text,
	"paper_number" text,
	"instructed_on" date NOT NULL,
	"leader_person_id" uuid,
	"registered_by" uuid NOT NULL,
	"lawful_rule_id" text,
	"origin_matter_id" uuid,
	"joint_unit_ids" uuid[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "instruction_readers" ADD CONSTRAINT "instruction_readers_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_scans" ADD CONSTRAINT "instruction_scans_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_origin_matter_id_matters_id_fk" FOREIGN KEY ("origin_matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "referrals_origin_matter_id_index" ON "referrals" USING btree ("origin_matter_id");