-- measures/deadlines: the ledger of works. Numbers from a sequence, gaps allowed.
create sequence work_number;
--> statement-breakpoint
-- What was done to a work only grows; of an event nothing changes but that somebody publishes its words, once.
create function work_events_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.published_at is null and new.published_at is not null
    and to_jsonb(new) - 'published_at' - 'published_by' = to_jsonb(old) - 'published_at' - 'published_by' then
    return new;
  end if;
  raise exception 'work_events only grows' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger work_events_only_grow before update or delete on work_events for each row execute function work_events_guard();
--> statement-breakpoint
create trigger work_events_never_truncated before truncate on work_events for each statement execute function work_events_guard();
--> statement-breakpoint
-- The date that was promised first stands for ever; so does a sample once it is drawn, and its seed from the start.
create function work_milestones_guard() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.work_id <> old.work_id or new.first_due_on <> old.first_due_on then
    raise exception 'the first date of a milestone never changes' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger work_milestones_keep before update on work_milestones for each row execute function work_milestones_guard();
--> statement-breakpoint
create function work_samples_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.drawn_at is not null
    or to_jsonb(new) - 'drawn_at' - 'candidate_ids' - 'chosen_ids' <> to_jsonb(old) - 'drawn_at' - 'candidate_ids' - 'chosen_ids' then
    raise exception 'a sample is drawn once, with the seed that was noted' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger work_samples_keep before update or delete on work_samples for each row execute function work_samples_guard();
