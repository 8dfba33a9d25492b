-- How complete are the published places of each source?
-- Columns: source_id, places, without a phone, without opening hours, without languages spoken there.
SELECT p.source_id,
       count(*),
       count(*) FILTER (WHERE p.phone = ''),
       count(*) FILTER (WHERE NOT p.attributes ? 'hours'),
       count(*) FILTER (WHERE NOT p.attributes ? 'languages')
FROM places_place p
WHERE p.retired_at IS NULL
GROUP BY p.source_id
