-- xml_extract: XMLTYPE.EXTRACT and XMLQUERY: the nodes that a path finds, NULL for none.
-- Manual: PL/SQL Packages and Types Reference, XMLTYPE
-- Differences: none.
-- Depends: xml_nodes
CREATE OR REPLACE FUNCTION {schema}.xml_extract(document xml, path text, namespaces text DEFAULT '') RETURNS xml
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.xmlagg(node ORDER BY place)
FROM pg_catalog.unnest({schema}.xml_nodes(document, path, namespaces)) WITH ORDINALITY AS found (node, place)
$$;
