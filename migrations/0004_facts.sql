CREATE TABLE "taken_facts" (
	"fact" text NOT NULL,
	"by" text NOT NULL,
	"key" text NOT NULL,
	"taken_at" timestamptz NOT NULL,
	CONSTRAINT "taken_facts_fact_by_key_pk" PRIMARY KEY("fact","by","key")
);
--> statement-breakpoint
CREATE INDEX "taken_facts_taken_at_index" ON "taken_facts" USING btree ("taken_at");