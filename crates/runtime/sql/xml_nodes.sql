-- xml_nodes: the nodes that a path finds in a document, or in a fragment with several roots.
-- Manual: PL/SQL Packages and Types Reference, XMLTYPE
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.xml_nodes(document xml, path text) RETURNS xml[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN document IS DOCUMENT THEN pg_catalog.xpath(path, document)
  ELSE pg_catalog.xpath(
    '/fragment' || CASE WHEN path LIKE '/%' THEN path ELSE '/' || path END,
    xmlelement(name fragment, document)
  )
END
$$;
