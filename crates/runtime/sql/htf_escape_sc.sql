-- htf_escape_sc: HTF.ESCAPE_SC: text with the four special characters of HTML as entities.
-- Manual: PL/SQL Packages and Types Reference, HTF, ESCAPE_SC Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.htf_escape_sc(ctext text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
  ctext, '&', '&amp;'), '"', '&quot;'), '<', '&lt;'), '>', '&gt;')
$$;
