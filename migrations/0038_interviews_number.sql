-- measures/dialogue/interviews: numbers from a sequence, gaps allowed; what was said in public and what a meeting decided stay as they are.
create sequence interview_number;
--> statement-breakpoint
create function interview_entries_guard() returns trigger language plpgsql as $$
begin
  raise exception 'interview_entries only grows: a correction is a new entry';
end $$;
--> statement-breakpoint
create trigger interview_entries_only_grow before update or delete on interview_entries for each row execute function interview_entries_guard();
--> statement-breakpoint
create function interview_plans_guard() returns trigger language plpgsql as $$
begin
  raise exception 'a version of the plan stays as it was decided: a change is a new version';
end $$;
--> statement-breakpoint
create trigger interview_plans_keep before update or delete on interview_plans for each row execute function interview_plans_guard();
--> statement-breakpoint
create trigger interview_plan_items_keep before update or delete on interview_plan_items for each row execute function interview_plans_guard();
