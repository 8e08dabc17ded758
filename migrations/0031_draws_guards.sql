-- core/draw: numbers from a sequence, gaps allowed. What was committed to never changes, and a draw ends once.
create sequence draw_number;
--> statement-breakpoint
create function draws_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'waiting'
    and to_jsonb(new) - array['state', 'sealed_code', 'checkpointed_at', 'manifest_proof', 'randomness', 'code', 'ended_at', 'ground']
      = to_jsonb(old) - array['state', 'sealed_code', 'checkpointed_at', 'manifest_proof', 'randomness', 'code', 'ended_at', 'ground']
    and (old.checkpointed_at is null or new.checkpointed_at = old.checkpointed_at) then
    return new;
  end if;
  raise exception 'a draw ends once, as it was committed to' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger draws_keep before update or delete on draws for each row execute function draws_guard();
--> statement-breakpoint
create trigger draws_never_truncated before truncate on draws for each statement execute function draws_guard();
--> statement-breakpoint
-- What came from outside came once.
create function draw_sources_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.value is null
    and to_jsonb(new) - array['value', 'evidence', 'given_at'] = to_jsonb(old) - array['value', 'evidence', 'given_at'] then
    return new;
  end if;
  raise exception 'what came from outside never changes' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger draw_sources_keep before update or delete on draw_sources for each row execute function draw_sources_guard();
--> statement-breakpoint
-- Whom a label stands for may be forgotten; the label, its place and what became of it may not.
create function draw_members_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (old.outcome is null or to_jsonb(new) - 'subject_id' - 'people' = to_jsonb(old) - 'subject_id' - 'people')
    and new.draw_id = old.draw_id and new.stratum = old.stratum and new.member = old.member then
    return new;
  end if;
  raise exception 'the list of a draw never changes' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger draw_members_keep before update or delete on draw_members for each row execute function draw_members_guard();
