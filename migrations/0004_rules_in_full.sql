ALTER TABLE "limit_rules" ADD COLUMN "yearly_on" text;--> statement-breakpoint
ALTER TABLE "limit_rules" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "limit_rules" ADD CONSTRAINT "limit_rules_yearly_without_amount" CHECK (yearly_on is null or amount is null);