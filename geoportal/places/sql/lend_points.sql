-- Show each place where the twin has it that merge_twins.sql found to know it best, and every other one where its own
-- source has it; what that source states is kept beside it. A row that has not changed is not touched.
UPDATE places_place p
SET point = shown.point, position = shown.position, unit_id = shown.unit_id, dong_id = shown.dong_id,
    own_location = shown.own_location, updated_at = now()
FROM (
    SELECT head.id, ST_SetSRID(ST_MakePoint(best.lon, best.lat), 4326) AS point, best.position, best.unit_id, best.dong_id,
           CASE WHEN lent.location IS NOT NULL THEN own.location END AS own_location
    FROM places_place head
    CROSS JOIN LATERAL (
        SELECT coalesce(head.own_location, jsonb_build_object(
            'lat', ST_Y(head.point), 'lon', ST_X(head.point), 'position', head.position,
            'unit_id', head.unit_id, 'dong_id', head.dong_id)) AS location
    ) own
    LEFT JOIN LATERAL (
        SELECT coalesce(twin.own_location, jsonb_build_object(
            'lat', ST_Y(twin.point), 'lon', ST_X(twin.point), 'position', twin.position,
            'unit_id', twin.unit_id, 'dong_id', twin.dong_id)) AS location
        FROM places_place twin
        JOIN provenance_source s ON s.id = twin.source_id
        WHERE twin.same_as_id = head.id AND s.name = head.merged #>> '{position,source}'
    ) lent ON true
    CROSS JOIN LATERAL jsonb_to_record(coalesce(lent.location, own.location))
        AS best (lat float8, lon float8, position text, unit_id bigint, dong_id bigint)
    WHERE (head.merged <> '{}' OR head.own_location IS NOT NULL)
      AND (head.merged ? 'position' OR head.own_location IS NOT NULL)
) shown
WHERE p.id = shown.id
  AND (p.point, p.position, p.unit_id, p.dong_id, p.own_location)
      IS DISTINCT FROM (shown.point, shown.position, shown.unit_id, shown.dong_id, shown.own_location)
