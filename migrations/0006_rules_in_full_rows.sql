-- The writer's week to rate is the writer's time; the row was there before the column.
update limit_rules set whose = 'asker' where id = 'LET-rate';
