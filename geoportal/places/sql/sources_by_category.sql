-- Which real sources have standing places of which categories?
-- Columns: category_id, source_id.
SELECT DISTINCT p.category_id, p.source_id
FROM places_place p
JOIN provenance_source s ON s.id = p.source_id
WHERE p.retired_at IS NULL AND NOT s.is_sample
