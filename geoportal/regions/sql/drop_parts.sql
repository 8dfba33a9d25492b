-- Drop the parts of these regions before they are cut anew.
DELETE FROM regions_regionpart WHERE region_id = ANY (%(regions)s::bigint[])
