CREATE TABLE "draw_members" (
	"draw_id" uuid NOT NULL,
	"stratum" smallint NOT NULL,
	"member" text NOT NULL,
	"subject_id" uuid,
	"place" integer,
	"outcome" text,
	"people" text[],
	CONSTRAINT "draw_members_draw_id_stratum_member_pk" PRIMARY KEY("draw_id","stratum","member")
);
--> statement-breakpoint
CREATE TABLE "draw_people" (
	"draw_id" uuid NOT NULL,
	"person" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "draw_people_draw_id_person_pk" PRIMARY KEY("draw_id","person")
);
--> statement-breakpoint
CREATE TABLE "draw_sources" (
	"draw_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"source" jsonb NOT NULL,
	"value" text,
	"evidence" text,
	"given_at" timestamptz,
	CONSTRAINT "draw_sources_draw_id_seq_pk" PRIMARY KEY("draw_id","seq")
);
--> statement-breakpoint
CREATE TABLE "draws" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"purpose" text NOT NULL,
	"subject_id" uuid,
	"unit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"rule" text NOT NULL,
	"state" text NOT NULL,
	"strata" jsonb NOT NULL,
	"sending" jsonb,
	"committed_at" timestamptz NOT NULL,
	"committed_by" uuid NOT NULL,
	"draw_at" timestamptz NOT NULL,
	"ends_at" timestamptz NOT NULL,
	"head" text NOT NULL,
	"sealed_code" "bytea",
	"checkpointed_at" timestamptz,
	"manifest_proof" text,
	"randomness" text,
	"code" text,
	"ended_at" timestamptz,
	"ground" text,
	"redraw_of" uuid,
	"redraw_reason" text,
	CONSTRAINT "draws_number_unique" UNIQUE("number"),
	CONSTRAINT "draws_drawn_whole" CHECK ((state = 'drawn') = (code is not null and randomness is not null)),
	CONSTRAINT "draws_cancelled_why" CHECK ((state = 'cancelled') = (ground is not null)),
	CONSTRAINT "draws_ended" CHECK ((state = 'waiting') = (ended_at is null))
);
--> statement-breakpoint
ALTER TABLE "draw_members" ADD CONSTRAINT "draw_members_draw_id_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw_people" ADD CONSTRAINT "draw_people_draw_id_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw_sources" ADD CONSTRAINT "draw_sources_draw_id_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "draw_members_place" ON "draw_members" USING btree ("draw_id","stratum","place");--> statement-breakpoint
CREATE INDEX "draw_members_subject" ON "draw_members" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "draws_newest" ON "draws" USING btree ("committed_at","id");--> statement-breakpoint
CREATE INDEX "draws_waiting" ON "draws" USING btree ("draw_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "draws_subject" ON "draws" USING btree ("purpose","subject_id");--> statement-breakpoint
CREATE INDEX "draws_redraws" ON "draws" USING btree ("redraw_of") WHERE redraw_of is not null;