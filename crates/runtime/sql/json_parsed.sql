-- json_parsed: a document from its text; kind is what it has to be, as json_typeof says, NULL for any and scalar for none of the others.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: strict syntax only; of members with the same name all are kept, and the last is read.
-- Depends: json_serialized, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.json_parsed(jsn text, kind text) RETURNS json
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  document json;
  found text;
BEGIN
  IF jsn IS NULL OR jsn = '' THEN
    PERFORM {schema}.raise_oracle_error(40834);
  END IF;
  BEGIN
    document := {schema}.json_serialized(jsn::json)::json;
  EXCEPTION
    WHEN invalid_text_representation OR untranslatable_character THEN
      PERFORM {schema}.raise_oracle_error(40441);
  END;
  found := pg_catalog.json_typeof(document);
  IF found <> kind AND (kind <> 'scalar' OR found IN ('object', 'array')) THEN
    PERFORM {schema}.raise_oracle_error(40587);
  END IF;
  RETURN document;
END
$$;
