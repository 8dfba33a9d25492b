-- Lift the web's time limits for this transaction; wait no longer than 2 s for a lock;
-- sort in memory, compile nothing, plan each statement with its values, and know staging tables by a small sample.
-- Columns: the values set.
SELECT set_config('statement_timeout', '0', true),
       set_config('idle_in_transaction_session_timeout', '0', true),
       set_config('lock_timeout', '2s', true),
       set_config('work_mem', '64MB', true),
       set_config('jit', 'off', true),
       set_config('plan_cache_mode', 'auto', true),
       set_config('maintenance_work_mem', '256MB', true),
       set_config('default_statistics_target', '10', true)
