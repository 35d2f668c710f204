-- json_element_t_to_clob: JSON_ELEMENT_T.TO_CLOB: the document as text.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self, json_serialized
CREATE OR REPLACE FUNCTION {schema}.json_element_t_to_clob(self json) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_serialized({schema}.json_self(self))
$$;
