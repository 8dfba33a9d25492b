-- A cell that another dong of the same days touches too is nobody's alone.
UPDATE regions_regioncell mine
SET alone = false
FROM regions_region r
WHERE r.id = mine.region_id AND mine.alone
  AND EXISTS (
      SELECT FROM regions_regioncell other
      JOIN regions_region o ON o.id = other.region_id
      WHERE other.cell = mine.cell AND other.region_id <> mine.region_id
        AND coalesce(o.valid_from, '-infinity') <= coalesce(r.valid_to, 'infinity')
        AND coalesce(r.valid_from, '-infinity') <= coalesce(o.valid_to, 'infinity')
  )
