-- Forget the changes that are older than so many days.
DELETE FROM places_change WHERE at < now() - make_interval(days => %(days)s::int)
