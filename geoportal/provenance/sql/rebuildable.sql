-- What of a table can be dropped and made anew: indexes, keys that no other table names, and foreign keys.
-- Columns: the statement that drops it, the statement that makes it, in the order in which to make them: foreign keys
-- are checked by the help of indexes.
SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 1 AS turn
FROM pg_index i
JOIN pg_class named ON named.oid = i.indexrelid
WHERE i.indrelid = (%(table)s::text)::regclass
  AND named.relname <> ALL (%(kept)s::text[])
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
UNION ALL
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
       CASE c.contype WHEN 'u' THEN 2 ELSE 3 END
FROM pg_constraint c
WHERE c.conrelid = (%(table)s::text)::regclass AND c.contype IN ('u', 'f')
ORDER BY 3, 1
