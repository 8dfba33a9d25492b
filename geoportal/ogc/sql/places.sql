-- Every published place, each place of the world once: what its page shows, what is asked of it, and where it is.
-- Columns: key and feature_id (its id), geom (null where only the si/gun/gu is known, so that nothing is drawn),
-- first_day and last_day (null: a place has no days), properties, and the columns that fields and filters name.
-- What only the place's twins state fills its gaps, as on its page. `categories`, `branches`, `spoken` and `kinds` are
-- names by their numbers; `korean` says whether names are Korean; `base` begins the address of its page.
SELECT p.id AS key, p.id AS feature_id, p.point, p.point_3857, p.position, p.category_id, p.source_id, p.name_ko,
       CASE WHEN p.position <> 'unit' THEN p.point END AS geom,
       NULL::date AS first_day, NULL::date AS last_day,
       p.language_ids, p.service_ids, p.checked_on,
       u.code AS region_code, d.code AS dong_code, s.name AS source, s.license, s.is_sample,
       CASE p.free WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END AS free,
       CASE p.wheelchair WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END AS wheelchair,
       json_build_object(
           'name', CASE WHEN %(korean)s::boolean THEN p.name_ko ELSE coalesce(nullif(
               CASE WHEN p.name_en = '' OR p.name_en_generated
                    THEN coalesce(p.merged #>> '{name_en,value}', p.name_en) ELSE p.name_en END, ''), p.name_ko) END,
           'name_ko', p.name_ko,
           'category', (%(categories)s::text[])[p.category_id],
           'branch', (%(branches)s::text[])[p.category_id],
           'region_code', u.code,
           'region', CASE WHEN %(korean)s::boolean THEN u.name_ko ELSE u.name_en END,
           'dong_code', d.code,
           'address_ko', coalesce(nullif(p.address_ko, ''), nullif(p.merged #>> '{address_ko,value}', '')),
           'phone', coalesce(nullif(p.phone, ''), nullif(p.merged #>> '{phone,value}', '')),
           'homepage', coalesce(nullif(p.homepage, ''), nullif(p.merged #>> '{homepage,value}', '')),
           'languages', CASE WHEN p.language_ids IS NOT NULL THEN coalesce(
               (SELECT json_agg(DISTINCT (%(spoken)s::text[])[n / 10]) FROM unnest(p.language_ids) n), '[]') END,
           'services', CASE WHEN p.service_ids IS NOT NULL THEN coalesce(
               (SELECT json_agg((%(kinds)s::text[])[n]) FROM unnest(p.service_ids) n), '[]') END,
           'free', CASE p.free WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END,
           'wheelchair', CASE p.wheelchair WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END,
           'position', p.position,
           'source', s.name,
           'license', s.license,
           'attribution', s.attribution,
           'checked_on', p.checked_on,
           'is_sample', s.is_sample,
           'page', %(base)s::text || '/places/' || p.id || '/'
       ) AS properties
FROM places_place p
JOIN provenance_source s ON s.id = p.source_id
LEFT JOIN regions_region u ON u.id = p.unit_id
LEFT JOIN regions_region d ON d.id = p.dong_id
WHERE p.retired_at IS NULL AND p.same_as_id IS NULL
