CREATE TABLE "petitions" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"root_id" uuid NOT NULL,
	"about_id" uuid,
	"source" text NOT NULL,
	"national_number" text,
	"received_on" date NOT NULL,
	"is_collective" boolean NOT NULL,
	"people" integer NOT NULL,
	"delegates" smallint NOT NULL,
	"delegates_cipher" "bytea",
	"concerned_unit_ids" uuid[] NOT NULL,
	"organ_unit_id" uuid,
	"words_hash" "bytea",
	"registered_by" uuid,
	CONSTRAINT "petitions_asked_once" UNIQUE("about_id"),
	CONSTRAINT "petitions_national" UNIQUE("national_number"),
	CONSTRAINT "petitions_delegates" CHECK (delegates between 0 and 5),
	CONSTRAINT "petitions_people" CHECK (people >= 1)
);
--> statement-breakpoint
ALTER TABLE "petitions" ADD CONSTRAINT "petitions_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petitions" ADD CONSTRAINT "petitions_root_id_matters_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petitions" ADD CONSTRAINT "petitions_about_id_matters_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "petitions_chain" ON "petitions" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "petitions_words" ON "petitions" USING btree ("words_hash") WHERE words_hash is not null;