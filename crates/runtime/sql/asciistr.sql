-- asciistr: ASCIISTR: characters beyond ASCII, and the backslash, as \XXXX for each of their UTF-16 units.
-- Manual: SQL Language Reference, ASCIISTR
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.asciistr(value text)
RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
SELECT string_agg(
  CASE
    WHEN code < 128 AND code <> 92 THEN character
    WHEN code < 65536 THEN '\' || lpad(upper(to_hex(code)), 4, '0')
    ELSE '\' || upper(to_hex(55296 + (code - 65536) / 1024)) || '\' || upper(to_hex(56320 + (code - 65536) % 1024))
  END,
  '' ORDER BY place
)
FROM regexp_split_to_table(value, '') WITH ORDINALITY AS characters (character, place),
  LATERAL (SELECT ascii(character)) AS codes (code)
$$;
