-- measures/deadlines/disclosure: numbers of applications, and of the letters that ask third parties; gaps allowed.
create sequence matter_number_disclosure;
--> statement-breakpoint
create sequence disclosure_letter_number;
