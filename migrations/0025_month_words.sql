-- Each row's month stands among its words, as `vectorOf` writes it.
update search_rows set tsv = tsv || array_to_tsvector(array['d:' || to_char(published_on, 'YYYY-MM')]);
