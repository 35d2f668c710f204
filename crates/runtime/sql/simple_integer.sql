-- simple_integer: a sum, difference or product of SIMPLE_INTEGER values, which wraps around at 32 bits.
-- Manual: PL/SQL Language Reference, SIMPLE_INTEGER Subtype of PLS_INTEGER
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.simple_integer(exact bigint) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT (((exact + 2147483648) & 4294967295) - 2147483648)::integer
$$;
