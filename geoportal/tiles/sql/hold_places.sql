-- Wait until no load or correction of places is under way, and let none begin until this transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('merge:places', 0))
