-- measures/deadlines/speed: an event that may change what a matter's answers count for puts the matter on the list of the roll-up, in the act's own
-- transaction, whichever room acts and whatever its clock says (seeds and imports tell the past). Filing a matter writes no such event.
create function speed_matter_changed() returns trigger language plpgsql as $$
begin
  insert into speed_changed (matter_id) values (new.matter_id);
  return null;
end $$;
--> statement-breakpoint
create trigger speed_follows_answers after insert on matter_events for each row
  when (new.type in ('answered', 'answerRejected', 'reviewed', 'classified')) execute function speed_matter_changed();
--> statement-breakpoint
-- What was answered before this table was made.
insert into speed_changed (matter_id) select matter_id from matter_events where type = 'answered' group by matter_id order by matter_id;
--> statement-breakpoint
-- A closed month never changes: its figures (version 1 and later) and the act that closed it only grow.
create function speed_books_guard() returns trigger language plpgsql as $$
begin
  raise exception '% only grows', tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger speed_books_only_grow before update or delete on speed_books for each row execute function speed_books_guard();
--> statement-breakpoint
create trigger speed_books_never_truncated before truncate on speed_books for each statement execute function speed_books_guard();
--> statement-breakpoint
create trigger speed_months_closed before update or delete on speed_months for each row when (old.version > 0) execute function speed_books_guard();
--> statement-breakpoint
create trigger speed_months_never_truncated before truncate on speed_months for each statement execute function speed_books_guard();
