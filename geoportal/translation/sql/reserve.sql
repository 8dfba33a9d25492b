-- May so many characters be sent today? Takes them and answers one row (characters), or none when the budget would be
-- passed. Two askers at once wait for one another at the row, so the sum is never more than the budget.
INSERT INTO translation_spending AS spent (day, characters, calls)
SELECT %(day)s::date, %(characters)s::bigint, 1
 WHERE %(characters)s::bigint <= %(most)s::bigint
    ON CONFLICT (day) DO UPDATE
   SET characters = spent.characters + EXCLUDED.characters, calls = spent.calls + 1
 WHERE spent.characters + EXCLUDED.characters <= %(most)s::bigint
RETURNING spent.characters
