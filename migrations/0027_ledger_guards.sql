-- core/ledger: an entry only gets its place, once, and loses its document; tiles and the log only grow.
create function ledger_entries_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'leaf_index' - 'document' - 'salt' = to_jsonb(old) - 'leaf_index' - 'document' - 'salt'
    and (old.leaf_index is null or new.leaf_index = old.leaf_index)
    and (new.document is not distinct from old.document or new.document is null)
    and (new.salt is not distinct from old.salt or new.salt is null) then
    return new;
  end if;
  raise exception 'ledger_entries only grows' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger ledger_entries_only_grow before update or delete on ledger_entries for each row execute function ledger_entries_guard();
--> statement-breakpoint
create trigger ledger_entries_never_truncated before truncate on ledger_entries for each statement execute function ledger_entries_guard();
--> statement-breakpoint
create function ledger_tiles_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.level = old.level and new.index = old.index and substring(new.data for length(old.data)) = old.data then
    return new;
  end if;
  raise exception 'ledger_tiles only grow' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger ledger_tiles_only_grow before update or delete on ledger_tiles for each row execute function ledger_tiles_guard();
--> statement-breakpoint
create trigger ledger_tiles_never_truncated before truncate on ledger_tiles for each statement execute function ledger_tiles_guard();
--> statement-breakpoint
create function ledger_log_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.origin = old.origin and new.size >= old.size and new.published_size >= old.published_size
    and new.published_size <= new.size and (new.size > old.size or new.root = old.root) then
    return new;
  end if;
  raise exception 'ledger_log only grows' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger ledger_log_only_grows before update or delete on ledger_log for each row execute function ledger_log_guard();
