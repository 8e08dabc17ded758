-- What a search may be narrowed by stands among each row's words, as `facetLexemes` writes it.
update search_rows set tsv = tsv || array_to_tsvector(array(
  select distinct facet || ':' || value
  from (values ('t', subject_type), ('c', class), ('u', unit_id::text), ('g', category),
    ('a', case when length(division_code) >= 6 then left(division_code, 6) end),
    ('a', case when length(division_code) >= 9 then left(division_code, 9) end)) as facets (facet, value)
  where value <> '' and length(value) <= 100));
