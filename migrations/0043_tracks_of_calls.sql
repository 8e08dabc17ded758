-- 告知其他渠道: calls named the ways of the law by a list of their own; there is one list now (letters/tracks.ts).
update calls set referred_to = case referred_to when 'review' then 'reconsideration' else 'court' end where referred_to in ('review', 'litigation');
