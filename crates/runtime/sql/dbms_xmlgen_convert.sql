-- dbms_xmlgen_convert: DBMS_XMLGEN.CONVERT: text with the five characters of XML as entities, or back.
-- Manual: PL/SQL Packages and Types Reference, DBMS_XMLGEN, CONVERT Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_xmlgen_convert(xmldata text, flag numeric DEFAULT 0) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE flag
  WHEN 1 THEN pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
    xmldata, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&')
  ELSE pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
    xmldata, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&apos;')
END
$$;
