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
CREATE TABLE "letter_topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL,
	"terms" text[] NOT NULL,
	"weights" real[] NOT NULL,
	"letters" integer NOT NULL,
	"last_week" date NOT NULL,
	"heat" integer DEFAULT 0 NOT NULL,
	"title" text,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"unit_id" uuid,
	"unit_name" text,
	"named_by" uuid,
	"named_at" timestamptz,
	"found_at" timestamptz NOT NULL,
	CONSTRAINT "letter_topics_terms_weighed" CHECK (cardinality(terms) = cardinality(weights))
);
--> statement-breakpoint
CREATE TABLE "same_concerns" (
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "same_concerns_subject_type_subject_id_day_pk" PRIMARY KEY("subject_type","subject_id","day")
);
--> statement-breakpoint
CREATE TABLE "topic_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"unit_id" uuid NOT NULL,
	"unit_name" text NOT NULL,
	"body" text NOT NULL,
	"ground" text NOT NULL,
	"drafted_by" uuid NOT NULL,
	"drafted_at" timestamptz NOT NULL,
	"published_by" uuid,
	"published_at" timestamptz,
	CONSTRAINT "topic_answers_order" UNIQUE("topic_id","version"),
	CONSTRAINT "topic_answers_by_two" CHECK (published_by <> drafted_by),
	CONSTRAINT "topic_answers_published" CHECK ((published_by is null) = (published_at is null))
);
--> statement-breakpoint
CREATE TABLE "topic_letters" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"topic_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "copied_answers" ADD CONSTRAINT "copied_answers_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copied_answers" ADD CONSTRAINT "copied_answers_from_matter_id_matters_id_fk" FOREIGN KEY ("from_matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_fingerprints" ADD CONSTRAINT "letter_fingerprints_text_id_matter_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."matter_texts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_fingerprints" ADD CONSTRAINT "letter_fingerprints_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_unlikes" ADD CONSTRAINT "letter_unlikes_one_id_matters_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_unlikes" ADD CONSTRAINT "letter_unlikes_other_id_matters_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_answers" ADD CONSTRAINT "topic_answers_topic_id_letter_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."letter_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_letters" ADD CONSTRAINT "topic_letters_publication_id_letter_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."letter_publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_letters" ADD CONSTRAINT "topic_letters_topic_id_letter_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."letter_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "copied_answers_unit_id_at_index" ON "copied_answers" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "copied_answers_from_matter_id_index" ON "copied_answers" USING btree ("from_matter_id");--> statement-breakpoint
CREATE INDEX "letter_fingerprints_matter_id_index" ON "letter_fingerprints" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "letter_fingerprints_letters" ON "letter_fingerprints" USING gin ("bands") WHERE scope = 'letter';--> statement-breakpoint
CREATE INDEX "letter_fingerprints_reports" ON "letter_fingerprints" USING gin ("bands") WHERE scope = 'report';--> statement-breakpoint
CREATE INDEX "letter_fingerprints_answers" ON "letter_fingerprints" USING gin ("bands") WHERE scope = 'answer';--> statement-breakpoint
CREATE INDEX "letter_unlikes_other_id_index" ON "letter_unlikes" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "letter_topics_terms" ON "letter_topics" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "letter_topics_hot" ON "letter_topics" USING btree ("heat" DESC NULLS FIRST,"letters" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE letters >= 2;--> statement-breakpoint
CREATE INDEX "letter_topics_unit" ON "letter_topics" USING btree ("unit_id","id") WHERE unit_id is not null;--> statement-breakpoint
CREATE INDEX "topic_letters_topic_id_publication_id_index" ON "topic_letters" USING btree ("topic_id","publication_id" DESC NULLS FIRST);