-- xml_extract_value: EXTRACTVALUE: the text of the one node that a path finds, NULL for none.
-- Manual: SQL Language Reference, EXTRACTVALUE
-- Differences: several nodes are SQLSTATE 21000 instead of ORA-19025.
-- Depends: xml_nodes
CREATE OR REPLACE FUNCTION {schema}.xml_extract_value(document xml, path text, namespaces text DEFAULT '') RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT (
  SELECT nullif(found.value, '')
  FROM
    pg_catalog.unnest({schema}.xml_nodes(document, path, namespaces)) AS nodes (node),
    xmltable('/fragment' PASSING xmlelement(name fragment, node) COLUMNS value text PATH '.') AS found
)
$$;
