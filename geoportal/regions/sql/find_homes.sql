-- Which dongs are in force on this day?
INSERT INTO home (id, parent_id, code, address_begins)
SELECT r.id, r.parent_id, r.code, coalesce(province.name_ko, '') || ' '
FROM regions_region r
LEFT JOIN LATERAL (
    SELECT p.name_ko
    FROM regions_region p
    WHERE p.level = 1 AND starts_with(r.code, p.code)
    ORDER BY p.valid_from DESC NULLS LAST
    LIMIT 1
) province ON true
WHERE r.level = %(dong)s::smallint AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
  AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
