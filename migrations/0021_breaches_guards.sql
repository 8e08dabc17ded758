-- measures/first-asked: the numbers of 首问问责, gaps allowed.
create sequence breach_number;
--> statement-breakpoint
-- What was done about a breach only grows.
create function breach_events_guard() returns trigger language plpgsql as $$
begin
  raise exception 'breach_events only grows' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger breach_events_only_grow before update or delete on breach_events for each row execute function breach_events_guard();
--> statement-breakpoint
create trigger breach_events_never_truncated before truncate on breach_events for each statement execute function breach_events_guard();
