-- Drop from this load the staged events with these keys.
DELETE FROM event_staging WHERE source_key = ANY (%(keys)s::text[])
