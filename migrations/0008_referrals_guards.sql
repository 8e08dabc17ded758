-- measures/deadlines: each kind has a sequence of its own for its numbers, gaps allowed.
create sequence matter_number_referral;
