-- May so many tokens be spent today? Takes them and answers one row (tokens), or none when the budget would be passed.
-- Two askers at once wait for one another at the row, so the sum is never more than the budget.
INSERT INTO assistant_modelspending AS spent (day, tokens, answers)
SELECT %(day)s::date, %(tokens)s::bigint, 1
 WHERE %(tokens)s::bigint <= %(most)s::bigint
    ON CONFLICT (day) DO UPDATE
   SET tokens = spent.tokens + EXCLUDED.tokens, answers = spent.answers + 1
 WHERE spent.tokens + EXCLUDED.tokens <= %(most)s::bigint
RETURNING spent.tokens
