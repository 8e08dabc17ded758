ALTER TABLE "matters" ADD COLUMN "chain" uuid[];--> statement-breakpoint
-- 转办链 of the matters that are there: who holds it after each event, as `evolve` reads them, without repeating a unit that keeps it.
update matters m set chain = (
  select array_agg(unit order by seq) from (
    select seq, unit, lag(unit) over (order by seq) as before from (
      select e.seq, case
        when e.type in ('opened', 'dispatchReturned', 'reopened') then m.filing_unit_id
        when e.type in ('signed', 'handOverAccepted') then (e.data->>'unitId')::uuid
        when e.type = 'reviewed' and e.data->>'result' = 'continue' and e.data->>'days' is not null then (e.data->>'unitId')::uuid
        when e.type = 'answerRejected' and coalesce(e.data->>'next', case when exists (
          select from matter_events b where b.matter_id = m.id and b.type = 'answerRejected' and b.seq < e.seq
            and not exists (select from matter_events r where r.matter_id = m.id and r.type = 'reopened' and r.seq between b.seq and e.seq)
        ) then 'review' else 'againByAnother' end) = 'review' then m.filing_unit_id
      end as unit
      from matter_events e where e.matter_id = m.id
    ) held where unit is not null
  ) turns where before is distinct from unit
);--> statement-breakpoint
ALTER TABLE "matters" ALTER COLUMN "chain" SET NOT NULL;
