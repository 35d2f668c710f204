-- The state of runs. It lives in the target, so that rows and what is known about them are committed together.
CREATE SCHEMA IF NOT EXISTS plconv;

CREATE TABLE IF NOT EXISTS plconv.run (
  run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  plan text NOT NULL,
  -- preparing, loading, finishing, finished or abandoned
  state text NOT NULL,
  -- run, pause or stop: what was asked of its workers
  wanted text NOT NULL DEFAULT 'run',
  scn numeric,
  error text,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS run_open ON plconv.run (name) WHERE finished_at IS NULL;

CREATE TABLE IF NOT EXISTS plconv.run_table (
  run_id bigint NOT NULL REFERENCES plconv.run ON DELETE CASCADE,
  table_no integer NOT NULL,
  source text NOT NULL,
  target text NOT NULL,
  -- pending, ready, or skipped
  state text NOT NULL,
  estimated_bytes bigint,
  PRIMARY KEY (run_id, table_no)
);

CREATE TABLE IF NOT EXISTS plconv.chunk (
  run_id bigint NOT NULL,
  table_no integer NOT NULL,
  chunk_no integer NOT NULL,
  spec jsonb NOT NULL,
  -- pending, done or failed
  state text NOT NULL DEFAULT 'pending',
  rows bigint,
  bytes bigint,
  rejected bigint,
  -- what policies changed, by column
  changes jsonb,
  -- the snapshot that it was read at
  scn numeric,
  milliseconds bigint,
  worker text,
  done_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  -- whether a row of it is known to be bad, so that it is loaded in blocks
  careful boolean NOT NULL DEFAULT false,
  error text,
  PRIMARY KEY (run_id, table_no, chunk_no),
  FOREIGN KEY (run_id, table_no) REFERENCES plconv.run_table ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS chunk_open ON plconv.chunk (run_id, table_no, chunk_no) WHERE state = 'pending';

CREATE TABLE IF NOT EXISTS plconv.quarantine (
  quarantine_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id bigint NOT NULL,
  table_no integer NOT NULL,
  chunk_no integer NOT NULL,
  -- where it was: a line of a file, a ROWID
  place text NOT NULL,
  column_name text,
  reason text NOT NULL,
  message text NOT NULL,
  row_values jsonb,
  found_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (run_id, table_no, chunk_no) REFERENCES plconv.chunk ON DELETE CASCADE
);

-- Indexes, keys and triggers that are away while rows come, and what else is done at the end.
CREATE TABLE IF NOT EXISTS plconv.task (
  run_id bigint NOT NULL REFERENCES plconv.run ON DELETE CASCADE,
  task_no integer NOT NULL,
  table_no integer,
  stage integer NOT NULL,
  what text NOT NULL,
  statement text NOT NULL,
  -- pending, done or failed
  state text NOT NULL DEFAULT 'pending',
  milliseconds bigint,
  error text,
  PRIMARY KEY (run_id, task_no)
);

CREATE TABLE IF NOT EXISTS plconv.worker (
  worker text NOT NULL,
  run_id bigint NOT NULL REFERENCES plconv.run ON DELETE CASCADE,
  doing text NOT NULL,
  rows bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, worker)
);

CREATE TABLE IF NOT EXISTS plconv.event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id bigint NOT NULL REFERENCES plconv.run ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  -- info, warning or error
  level text NOT NULL,
  message text NOT NULL
);
CREATE INDEX IF NOT EXISTS event_of_run ON plconv.event (run_id, event_id);
