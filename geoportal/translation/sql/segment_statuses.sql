-- How far is each segment of these sources in each of these languages?
-- source_id, locale_id, segment_id, context_id, string_id, path, "order", version_id, major, translation_id, status,
-- has_error, made_from_id, made_by, made_at, reviewer, reviewed_on; in the order of the pages.
--
-- What is known of a translation counts only while its text is the one it is known of (digest). Outdated is what was
-- made of another major version than the one that stands there now.
SELECT
    segment.source_id,
    locale.id AS locale_id,
    segment.id AS segment_id,
    segment.context_id,
    segment.string_id,
    context.path,
    segment."order",
    now.id AS version_id,
    coalesce(now.major, 1) AS major,
    done.id AS translation_id,
    CASE
        WHEN done.id IS NULL OR btrim(done.data) = '' THEN 'missing'
        WHEN known.id IS NULL THEN CASE done.translation_type WHEN 'machine' THEN 'machine' ELSE 'drafted' END
        WHEN made.major <> now.major THEN 'outdated'
        ELSE known.kind
    END AS status,
    coalesce(done.has_error, FALSE) AS has_error,
    made.id AS made_from_id,
    coalesce(known.made_by, done.tool_name, '') AS made_by,
    coalesce(known.made_at, done.updated_at) AS made_at,
    coalesce(known.reviewer, '') AS reviewer,
    known.reviewed_on
FROM wagtail_localize_stringsegment AS segment
JOIN wagtail_localize_translationcontext AS context ON context.id = segment.context_id
CROSS JOIN wagtailcore_locale AS locale
LEFT JOIN wagtail_localize_stringtranslation AS done
    ON done.translation_of_id = segment.string_id
    AND done.context_id = segment.context_id
    AND done.locale_id = locale.id
LEFT JOIN translation_segmenttranslation AS known
    ON known.translation_id = done.id AND known.digest = md5(done.data)
LEFT JOIN translation_segmentversion AS made ON made.id = known.made_from_id
LEFT JOIN translation_segmentversion AS now
    ON now.context_id = segment.context_id AND now.string_id = segment.string_id
WHERE segment.source_id = ANY(%(sources)s)
AND locale.id = ANY(%(locales)s)
ORDER BY segment.source_id, locale.id, segment."order", segment.id
