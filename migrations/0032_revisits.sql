CREATE TABLE "revisits" (
	"draw_id" uuid NOT NULL,
	"matter_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"reached" text NOT NULL,
	"solved" boolean,
	"result" smallint,
	"service" smallint,
	"reason" text,
	CONSTRAINT "revisits_draw_id_matter_id_pk" PRIMARY KEY("draw_id","matter_id"),
	CONSTRAINT "revisits_answers" CHECK ((reached = 'reached') = (solved is not null and result is not null and service is not null)),
	CONSTRAINT "revisits_scores" CHECK (result between 1 and 5 and service between 1 and 5)
);
--> statement-breakpoint
CREATE INDEX "revisits_matter" ON "revisits" USING btree ("matter_id");