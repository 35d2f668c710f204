-- user_exception_sqlstate: the SQLSTATE of the user-declared exception with this project-wide ordinal: 'U' and four
--   base-36 digits, never ending in 000, which would name a whole class.
-- Manual: PL/SQL Language Reference, User-Defined Exceptions
-- Differences: none; the numbering is this runtime's.
CREATE OR REPLACE FUNCTION {schema}.user_exception_sqlstate(ordinal integer) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT 'U' || pg_catalog.string_agg(pg_catalog.substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', state.value / power % 36 + 1, 1), '' ORDER BY power DESC)
FROM (SELECT ordinal % 1679580 / 46655 * 46656 + ordinal % 46655 + 1) AS state (value),
  pg_catalog.unnest(ARRAY[46656, 1296, 36, 1]) AS power
$$;
