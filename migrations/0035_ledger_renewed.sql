-- core/ledger: a log that was lost may go on under another name (`renewLog`): nothing of the new name is published then. All else only grows.
create or replace function ledger_log_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.size >= old.size and new.published_size <= new.size and (new.size > old.size or new.root = old.root)
    and (case when new.origin = old.origin then new.published_size >= old.published_size
      else new.published_size = 0 and new.note is null end) then
    return new;
  end if;
  raise exception 'ledger_log only grows' using errcode = 'insufficient_privilege';
end $$;
