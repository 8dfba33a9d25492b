-- What is open about each source?
-- Columns: source_id, rows refused, doubts, doubts about a point outside the region that its address names.
SELECT s.id,
       (SELECT count(*) FROM provenance_quarantinedrow q WHERE q.source_id = s.id),
       (SELECT count(*) FROM provenance_issue i WHERE i.source_id = s.id),
       (SELECT count(*) FROM provenance_issue i WHERE i.source_id = s.id AND i.kind = 'outside_named_unit')
FROM provenance_source s
