-- Wait for another load of events to end before looking for twins, and keep the next one waiting.
SELECT pg_advisory_xact_lock(hashtext('geoportal event twins'))
