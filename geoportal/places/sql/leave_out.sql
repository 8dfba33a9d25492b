-- Drop from this load the staged places with these keys.
DELETE FROM place_staging WHERE source_key = ANY (%(keys)s::text[])
