CREATE TABLE "disclosure_fees" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"method" text NOT NULL,
	"quantity" integer NOT NULL,
	"yuan" integer NOT NULL,
	"noticed_at" timestamptz NOT NULL,
	CONSTRAINT "disclosure_fees_positive" CHECK (quantity > 0 and yuan > 0)
);
--> statement-breakpoint
CREATE TABLE "disclosure_parties" (
	"matter_id" uuid NOT NULL,
	"serial" smallint NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"name_cipher" "bytea",
	"address_cipher" "bytea",
	"sent_at" timestamptz NOT NULL,
	CONSTRAINT "disclosure_parties_matter_id_serial_pk" PRIMARY KEY("matter_id","serial"),
	CONSTRAINT "disclosure_parties_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "disclosure_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"filed_on" date NOT NULL,
	"result" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"applicant" text NOT NULL,
	"organisation_cipher" "bytea",
	"document_kind" text NOT NULL,
	"document_cipher" "bytea",
	"document_hash" "bytea",
	"form_wanted" text NOT NULL,
	"way" text NOT NULL,
	"registered_by" uuid,
	"decision_ground" text,
	"decision_place" text,
	"decision_agency" text,
	"decision_law" text
);
--> statement-breakpoint
ALTER TABLE "disclosure_fees" ADD CONSTRAINT "disclosure_fees_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_parties" ADD CONSTRAINT "disclosure_parties_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_reviews" ADD CONSTRAINT "disclosure_reviews_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_reviews_matter_id_index" ON "disclosure_reviews" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "disclosure_reviews_filed_on_index" ON "disclosure_reviews" USING btree ("filed_on");--> statement-breakpoint
CREATE INDEX "disclosures_document_hash_index" ON "disclosures" USING btree ("document_hash");