-- How complete are the places that stand of each source?
-- Columns: source_id, places, without a phone, without opening hours, without languages spoken there, placed by
-- their address, shown as part of another source's place.
SELECT p.source_id,
       count(*),
       count(*) FILTER (WHERE p.phone = ''),
       count(*) FILTER (WHERE NOT p.attributes ? 'hours'),
       count(*) FILTER (WHERE p.language_ids IS NULL AND NOT p.attributes ? 'languages'),
       count(*) FILTER (WHERE p.position <> 'source'),
       count(*) FILTER (WHERE p.same_as_id IS NOT NULL)
FROM places_place p
WHERE p.retired_at IS NULL
GROUP BY p.source_id
