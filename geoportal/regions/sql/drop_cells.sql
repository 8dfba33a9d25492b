-- Forget the cells of these regions.
DELETE FROM regions_regioncell WHERE region_id = ANY (%(regions)s::bigint[])
