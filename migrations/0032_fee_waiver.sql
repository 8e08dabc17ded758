ALTER TABLE "disclosure_fees" ADD COLUMN "waived_yuan" integer;--> statement-breakpoint
ALTER TABLE "disclosure_fees" ADD COLUMN "waived_at" timestamptz;--> statement-breakpoint
ALTER TABLE "disclosure_fees" ADD CONSTRAINT "disclosure_fees_waived" CHECK (waived_yuan between 1 and yuan and (waived_yuan is null) = (waived_at is null));