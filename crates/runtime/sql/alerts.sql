-- alerts: what DBMS_ALERT.SIGNAL said last of each alert. `signals` counts how often.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT
-- Differences: a signal of the session's own transaction is seen before its COMMIT.
CREATE TABLE IF NOT EXISTS {schema}.alerts(
  name text PRIMARY KEY,
  message text,
  signals bigint NOT NULL
);
