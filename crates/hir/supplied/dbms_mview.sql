-- PL/SQL Packages and Types Reference, "DBMS_MVIEW".
CREATE PACKAGE sys.dbms_mview AUTHID CURRENT_USER AS
  PROCEDURE refresh(list IN VARCHAR2, method IN VARCHAR2 := NULL, rollback_seg IN VARCHAR2 := NULL,
    push_deferred_rpc IN BOOLEAN := TRUE, refresh_after_errors IN BOOLEAN := FALSE, purge_option IN NUMBER := 1,
    parallelism IN NUMBER := 0, heap_size IN NUMBER := 0, atomic_refresh IN BOOLEAN := TRUE,
    nested IN BOOLEAN := FALSE, out_of_place IN BOOLEAN := FALSE);
END dbms_mview;
