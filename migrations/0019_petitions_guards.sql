-- measures/deadlines: the numbers of 信访事项, 复查 and 复核.
create sequence matter_number_petition;
