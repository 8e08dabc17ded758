CREATE TABLE "copied_answers" (
	"matter_id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"from_matter_id" uuid NOT NULL,
	"share" smallint NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_fingerprints" (
	"text_id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"unit_id" uuid,
	"bands" integer[] NOT NULL,
	"shingles" "bytea" NOT NULL,
	CONSTRAINT "letter_fingerprints_unit" CHECK ((scope = 'answer') = (unit_id is not null))
);
--> statement-breakpoint
CREATE TABLE "letter_unlikes" (
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	CONSTRAINT "letter_unlikes_one_id_other_id_pk" PRIMARY KEY("one_id","other_id"),
	CONSTRAINT "letter_unlikes_ordered" CHECK (one_id < other_id)
);
--> statement-breakpoint
ALTER TABLE "copied_answers" ADD CONSTRAINT "copied_answers_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copied_answers" ADD CONSTRAINT "copied_answers_from_matter_id_matters_id_fk" FOREIGN KEY ("from_matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_fingerprints" ADD CONSTRAINT "letter_fingerprints_text_id_matter_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."matter_texts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_fingerprints" ADD CONSTRAINT "letter_fingerprints_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_unlikes" ADD CONSTRAINT "letter_unlikes_one_id_matters_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_unlikes" ADD CONSTRAINT "letter_unlikes_other_id_matters_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "copied_answers_unit_id_at_index" ON "copied_answers" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "copied_answers_from_matter_id_index" ON "copied_answers" USING btree ("from_matter_id");--> statement-breakpoint
CREATE INDEX "letter_fingerprints_matter_id_index" ON "letter_fingerprints" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "letter_fingerprints_letters" ON "letter_fingerprints" USING gin ("bands") WHERE scope = 'letter';--> statement-breakpoint
CREATE INDEX "letter_fingerprints_reports" ON "letter_fingerprints" USING gin ("bands") WHERE scope = 'report';--> statement-breakpoint
CREATE INDEX "letter_fingerprints_answers" ON "letter_fingerprints" USING gin ("bands") WHERE scope = 'answer';--> statement-breakpoint
CREATE INDEX "letter_unlikes_other_id_index" ON "letter_unlikes" USING btree ("other_id");