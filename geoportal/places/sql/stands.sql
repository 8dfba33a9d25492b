-- Does anything of this source stand in the table, retired or not?
-- Columns: yes or no.
SELECT EXISTS (SELECT FROM places_place WHERE source_id = %(source)s::bigint)
