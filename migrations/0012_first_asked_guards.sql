-- measures/first-asked: the numbers of 首问事项.
create sequence matter_number_inquiry;
