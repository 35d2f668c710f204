-- The state of ways back, for people and for the commands. How far one is, is in Oracle.
CREATE SCHEMA IF NOT EXISTS plconv;

CREATE TABLE IF NOT EXISTS plconv.fallback (
  name text PRIMARY KEY,
  -- preparing, prepared, running, stopped or finished
  state text NOT NULL,
  slot text NOT NULL,
  publication text NOT NULL,
  system_id text NOT NULL,
  -- everything that commits behind it goes back
  prepared_lsn pg_lsn,
  -- everything up to it is in Oracle, as far as was heard
  position pg_lsn,
  -- when the last written transaction committed
  applied_at timestamptz,
  lag_seconds double precision,
  transactions bigint NOT NULL DEFAULT 0,
  inserts bigint NOT NULL DEFAULT 0,
  updates bigint NOT NULL DEFAULT 0,
  deletes bigint NOT NULL DEFAULT 0,
  -- empty texts that became NULL
  emptied bigint NOT NULL DEFAULT 0,
  conflicts bigint NOT NULL DEFAULT 0,
  -- tables whose replica identity was changed, with what it was
  identities jsonb NOT NULL DEFAULT '{}',
  -- columns that go nowhere, by table
  left_out jsonb NOT NULL DEFAULT '{}',
  error text,
  advice text,
  started_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS plconv.fallback_conflict (
  name text NOT NULL REFERENCES plconv.fallback ON DELETE CASCADE,
  -- the transaction, and the change's number in it
  commit_lsn pg_lsn NOT NULL,
  ordinal bigint NOT NULL,
  xid bigint NOT NULL,
  committed_at timestamptz NOT NULL,
  source text NOT NULL,
  -- insert, update or delete
  operation text NOT NULL,
  reason text NOT NULL,
  row_key text,
  row_values text,
  found_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (name, commit_lsn, ordinal)
);
