-- xml_exists: XMLEXISTS and EXISTSNODE: whether a path finds a node.
-- Manual: SQL Language Reference, XMLEXISTS Condition
-- Differences: none.
-- Depends: xml_nodes
CREATE OR REPLACE FUNCTION {schema}.xml_exists(document xml, path text, namespaces text DEFAULT '') RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.cardinality({schema}.xml_nodes(document, path, namespaces)) > 0
$$;
