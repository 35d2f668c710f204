-- json_element_t_stringify: JSON_ELEMENT_T.STRINGIFY: the document as text.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self, json_serialized
CREATE OR REPLACE FUNCTION {schema}.json_element_t_stringify(self json) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_serialized({schema}.json_self(self))
$$;
