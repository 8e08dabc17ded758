-- core/gatherings: numbers from a sequence, gaps allowed.
create sequence gathering_number;
