-- json_element_t_parse: JSON_ELEMENT_T.PARSE: a document from its text.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: strict syntax only.
-- Depends: json_parsed
CREATE OR REPLACE FUNCTION {schema}.json_element_t_parse(jsn text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_parsed(jsn, NULL)
$$;
CREATE OR REPLACE FUNCTION {schema}.json_element_t_parse(jsn jsonb) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_parsed(jsn::text, NULL)
$$;
