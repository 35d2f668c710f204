-- xml_extract_value: EXTRACTVALUE: the text of the one node that a path finds, NULL for none.
-- Manual: SQL Language Reference, EXTRACTVALUE
-- Differences: several nodes are SQLSTATE 21000 instead of ORA-19025.
CREATE OR REPLACE FUNCTION {schema}.xml_extract_value(document xml, path text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT nullif((SELECT found.value FROM xmltable(path PASSING document COLUMNS value text PATH '.') AS found), '')
$$;
