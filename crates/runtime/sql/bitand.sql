-- bitand: bitwise AND of two integers of 128 bits; fractions are cut.
-- Manual: SQL Language Reference, BITAND
-- Differences: of larger numbers the last 128 bits count.
CREATE OR REPLACE FUNCTION {schema}.bitand(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
    WHEN pg_catalog.abs(a) < 9223372036854775808 AND pg_catalog.abs(b) < 9223372036854775808
      THEN (pg_catalog.trunc(a)::bigint & pg_catalog.trunc(b)::bigint)::numeric
    ELSE (
      -- Four parts of 32 bits, of negative numbers those of the two's complement.
      SELECT CASE
          WHEN wide.value < 170141183460469231731687303715884105728 THEN wide.value
          ELSE wide.value - 340282366920938463463374607431768211456
        END
      FROM (
          SELECT pg_catalog.sum((
              pg_catalog.mod(pg_catalog.div(complement.a, part.weight), 4294967296)::bigint
              & pg_catalog.mod(pg_catalog.div(complement.b, part.weight), 4294967296)::bigint
            )::numeric * part.weight) AS value
          FROM (
              SELECT
                pg_catalog.trunc(a) + CASE WHEN a <= -1 THEN 340282366920938463463374607431768211456 ELSE 0 END AS a,
                pg_catalog.trunc(b) + CASE WHEN b <= -1 THEN 340282366920938463463374607431768211456 ELSE 0 END AS b
            ) AS complement,
            (
              VALUES (1::numeric), (4294967296), (18446744073709551616), (79228162514264337593543950336)
            ) AS part (weight)
        ) AS wide
    )
  END
$$;
