-- xml_nodes: the nodes that a path finds in a document, or in a fragment with several roots; namespaces are written
--   'xmlns:prefix="uri" ...'.
-- Manual: PL/SQL Packages and Types Reference, XMLTYPE
-- Differences: a default namespace raises SQLSTATE 0A000: XPath 1.0 has none.
-- Depends: refused
CREATE OR REPLACE FUNCTION {schema}.xml_nodes(document xml, path text, namespaces text DEFAULT '') RETURNS xml[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  prefixes text[] := (
    SELECT pg_catalog.array_agg(ARRAY[parts[1], parts[2]])
    FROM pg_catalog.regexp_matches(namespaces, 'xmlns:([^\s=]+)\s*=\s*["'']([^"'']*)["'']', 'g') AS found (parts)
  );
  absolute text := CASE WHEN path LIKE '/%' THEN path ELSE '/' || path END;
BEGIN
  IF namespaces ~ 'xmlns\s*=' THEN
    PERFORM {schema}.refused('not carried over from Oracle: a default namespace of a path');
  END IF;
  IF document IS DOCUMENT THEN
    RETURN pg_catalog.xpath(path, document, coalesce(prefixes, '{}'));
  END IF;
  RETURN pg_catalog.xpath('/fragment' || absolute, xmlelement(name fragment, document), coalesce(prefixes, '{}'));
END
$$;
