-- Guards of the tables of 0002.
-- platform: a key that is spent already ends the whole write that would spend it again (`rows.ts`); counters need not survive a crash.
create function spent_key_taken() returns integer language plpgsql as $$
begin
  raise exception 'a key was spent already' using errcode = 'YG001';
end $$;
--> statement-breakpoint
create function not_as_expected() returns integer language plpgsql as $$
begin
  raise exception 'what was taken for granted does not hold' using errcode = 'YG002';
end $$;
--> statement-breakpoint
alter table rate_limits set unlogged;
--> statement-breakpoint
-- core/documents: a word vector of an ordinary letter (2 to 6 KB) stays in its row. Every search reads a thousand of them, and each look into the
-- table of long values was as dear as the search itself.
alter table search_rows set (toast_tuple_target = 8160);
