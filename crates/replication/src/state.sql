-- The state of replications. It lives in the target, so that changes and how far they went are committed together.
CREATE SCHEMA IF NOT EXISTS plconv;

CREATE TABLE IF NOT EXISTS plconv.replication (
  job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  -- loading, applying, stopped, cut-over or failing-back
  state text NOT NULL,
  -- run, pause or stop: what was asked of its process
  wanted text NOT NULL DEFAULT 'run' CHECK (wanted IN ('run', 'pause', 'stop')),
  -- the position: the source is read from low_scn on; what committed below commit_scn, or is in done, is in the target
  low_scn numeric NOT NULL,
  commit_scn numeric NOT NULL,
  done text[] NOT NULL DEFAULT '{}',
  -- counts up with each commit: two processes cannot both go on
  epoch bigint NOT NULL DEFAULT 0,
  -- until every table has passed it, nothing is validated
  snapshot_scn numeric,
  -- where the source stands and what time it is there, as far as it was heard
  source_scn numeric,
  source_at timestamptz,
  -- when the last applied transaction committed in the source
  applied_at timestamptz,
  lag_seconds double precision,
  pending_changes bigint NOT NULL DEFAULT 0,
  transactions bigint NOT NULL DEFAULT 0,
  changes bigint NOT NULL DEFAULT 0,
  -- what the source knows of its tables, to read its log by
  catalog text,
  -- apply nothing that commits above it
  fence_scn numeric,
  error text,
  advice text,
  started_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- the fence that the process obeys: nothing beyond it is applied since it says so
ALTER TABLE plconv.replication ADD COLUMN IF NOT EXISTS fence_seen numeric;

-- in place of fence_scn, the fence of a cutover or of `plconv drift`: it counts while the session lasts that has the lock of fences
ALTER TABLE plconv.replication ADD COLUMN IF NOT EXISTS held_scn numeric;

CREATE TABLE IF NOT EXISTS plconv.replication_table (
  job_id bigint NOT NULL REFERENCES plconv.replication ON DELETE CASCADE,
  -- its name in the source, as in the plan
  source text NOT NULL,
  target text NOT NULL,
  -- pending, loading, applying, stopped or removed
  state text NOT NULL,
  -- run, copy or remove: what was asked for it
  wanted text NOT NULL DEFAULT 'run' CHECK (wanted IN ('run', 'copy', 'remove')),
  -- transactions up to here are in the target for this table, whatever the job's position says
  from_scn numeric,
  from_done text[] NOT NULL DEFAULT '{}',
  -- its columns in the source, as they were when its definition last changed
  columns jsonb,
  -- changes of transactions up to here may be in its rows already
  settled_scn numeric,
  inserts bigint NOT NULL DEFAULT 0,
  updates bigint NOT NULL DEFAULT 0,
  deletes bigint NOT NULL DEFAULT 0,
  truncates bigint NOT NULL DEFAULT 0,
  conflicts bigint NOT NULL DEFAULT 0,
  error text,
  advice text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (job_id, source)
);

-- its name in the plan, where the source has renamed it since; empty for a table that was created since
ALTER TABLE plconv.replication_table ADD COLUMN IF NOT EXISTS plan_source text;

-- what the plan said of its rows when they were copied: changes are applied by that. NULL takes what the plan says now for it
ALTER TABLE plconv.replication_table ADD COLUMN IF NOT EXISTS definition jsonb;

-- it is removed since the plan had it no longer, and comes again with the plan
ALTER TABLE plconv.replication_table ADD COLUMN IF NOT EXISTS left_plan boolean NOT NULL DEFAULT false;

CREATE TABLE IF NOT EXISTS plconv.replication_conflict (
  conflict_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id bigint NOT NULL,
  source text NOT NULL,
  commit_scn numeric NOT NULL,
  transaction text NOT NULL,
  -- insert, update, delete or move
  operation text NOT NULL,
  reason text NOT NULL,
  row_key text,
  row_values jsonb,
  found_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (job_id, source) REFERENCES plconv.replication_table ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS plconv.replication_ddl (
  ddl_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id bigint NOT NULL REFERENCES plconv.replication ON DELETE CASCADE,
  commit_scn numeric NOT NULL,
  source text,
  statement text NOT NULL,
  translation text,
  -- waiting, accepted, applied, ignored, left (rows are right without it), skipped or refused
  state text NOT NULL,
  message text,
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (job_id, commit_scn, statement)
);

-- the end of a job's way forward: from here on the target is written to, and the source is not
CREATE TABLE IF NOT EXISTS plconv.replication_cutover (
  job_id bigint PRIMARY KEY REFERENCES plconv.replication ON DELETE CASCADE,
  -- what committed up to here in the source is in the target, and nothing that committed later
  scn numeric NOT NULL,
  -- what commits from here on in the target is not in the source
  lsn pg_lsn NOT NULL,
  -- for the way back, when it was prepared: they exist since before the LSN
  slot text,
  publication text,
  at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS plconv.replication_event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id bigint NOT NULL REFERENCES plconv.replication ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  -- info, warning or error
  level text NOT NULL,
  message text NOT NULL
);
CREATE INDEX IF NOT EXISTS replication_event_of_job ON plconv.replication_event (job_id, event_id);
