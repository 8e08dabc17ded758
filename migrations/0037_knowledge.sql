CREATE TABLE "knowledge_days" (
	"article_id" uuid NOT NULL,
	"on" date NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"helped" integer DEFAULT 0 NOT NULL,
	"not_helped" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "knowledge_days_article_id_on_pk" PRIMARY KEY("article_id","on")
);
--> statement-breakpoint
CREATE TABLE "knowledge_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"body" text NOT NULL,
	"basis" text NOT NULL,
	"category" text NOT NULL,
	"ground" text NOT NULL,
	"letter_number" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamptz NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamptz,
	"refusal" text,
	CONSTRAINT "knowledge_versions_order" UNIQUE("article_id","version"),
	CONSTRAINT "knowledge_versions_by_two" CHECK (decided_by <> proposed_by),
	CONSTRAINT "knowledge_versions_decided" CHECK ((state = 'proposed') = (decided_at is null)),
	CONSTRAINT "knowledge_versions_refused" CHECK ((state = 'refused') = (refusal is not null))
);
--> statement-breakpoint
CREATE TABLE "knowledge_articles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" integer GENERATED ALWAYS AS IDENTITY (sequence name "knowledge_articles_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"body" text NOT NULL,
	"basis" text NOT NULL,
	"category" text NOT NULL,
	"review_by" date,
	"published_at" timestamptz,
	"retired_at" timestamptz,
	"retired_ground" text,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "knowledge_articles_no_unique" UNIQUE("no"),
	CONSTRAINT "knowledge_articles_public" CHECK (state = 'draft' or (version > 0 and published_at is not null)),
	CONSTRAINT "knowledge_articles_retired" CHECK ((state = 'retired') = (retired_at is not null and retired_ground is not null))
);
--> statement-breakpoint
ALTER TABLE "knowledge_days" ADD CONSTRAINT "knowledge_days_article_id_knowledge_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."knowledge_articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_versions" ADD CONSTRAINT "knowledge_versions_article_id_knowledge_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."knowledge_articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_versions_one_open" ON "knowledge_versions" USING btree ("article_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "knowledge_articles_newest" ON "knowledge_articles" USING btree ("published_at","no") WHERE state = 'public';--> statement-breakpoint
CREATE INDEX "knowledge_articles_category" ON "knowledge_articles" USING btree ("category","published_at","no") WHERE state = 'public';--> statement-breakpoint
CREATE INDEX "knowledge_articles_unit" ON "knowledge_articles" USING btree ("unit_id","state","no");--> statement-breakpoint
CREATE INDEX "knowledge_articles_review" ON "knowledge_articles" USING btree ("review_by","no") WHERE state = 'public';