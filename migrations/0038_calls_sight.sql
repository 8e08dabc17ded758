-- measures/dialogue/calls: a console of 12345 reads with the token of callers what was asked before from the number on the line. Ordinary letters that were
-- here before carry it too: no 举报, no 投诉工作人员, none whose writer asked for secrecy, no sub-matters (letter-visibility.ts).
update matters set audience = array_append(audience, 'caller')
where kind = 'letter' and class <> 'report' and not secrecy and parent_id is null
  and not ('againstOfficial' = any (marks)) and not ('caller' = any (audience));
