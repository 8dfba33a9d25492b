-- Where do the sources of one place say different things? Of these places; of all when null is given.
-- Columns: id of the place that is shown, field as in places.stated.
-- Values are compared by what they mean: numbers by their digits, names without spaces and signs, web addresses
-- without scheme and a last slash, addresses by road and number (one without a road is compared with none), hours
-- day by day where both say something.
SELECT DISTINCT said.head_id, said.field
FROM (
    SELECT DISTINCT same_as_id AS id
    FROM places_place
    WHERE same_as_id IS NOT NULL AND (%(places)s::bigint[] IS NULL OR same_as_id = ANY (%(places)s::bigint[]))
) head
CROSS JOIN LATERAL (
    SELECT head.id AS head_id, claim.field, claim.part, claim.meaning
    FROM (
        SELECT shown.* FROM places_place shown WHERE shown.id = head.id
        UNION ALL
        SELECT twin.* FROM places_place twin WHERE twin.same_as_id = head.id
    ) p
    CROSS JOIN LATERAL (
        SELECT 'name_ko' AS field, '' AS part,
               lower(regexp_replace(normalize(p.name_ko, NFKC), '[[:space:][:punct:]]', '', 'g')) AS meaning
        UNION ALL
        SELECT 'phone', '', regexp_replace(p.phone, '\D', '', 'g')
        UNION ALL
        SELECT 'homepage', '', lower(regexp_replace(p.homepage, '^https?://(www\.)?|/+$', '', 'gi'))
        UNION ALL
        SELECT 'address_ko', '', (
            SELECT found[1] || ' ' || found[2]
            FROM regexp_match(
                regexp_replace(p.address_ko, '(로|길)\s+(\d+(?:번|가)?길)', '\1\2'),
                '([^\s]+(?:로|길))\s*(\d+(?:-\d+)?)(?![\d가동번])'
            ) found
        )
        UNION ALL
        SELECT 'attributes.hours', day, spans::text
        FROM jsonb_each(CASE jsonb_typeof(p.attributes -> 'hours') WHEN 'object' THEN p.attributes -> 'hours' ELSE '{}' END)
                AS hours (day, spans)
        WHERE jsonb_typeof(spans) = 'array'
    ) claim
    WHERE claim.meaning <> ''
) said
GROUP BY said.head_id, said.field, said.part
HAVING count(DISTINCT said.meaning) > 1
ORDER BY said.head_id, said.field
