//! 03: DDL.

super::declare_diagnostics! {
    PLC0301 STORAGE_CLAUSE_DROPPED "storage-clause-dropped" Note Performance "a storage or physical clause has no counterpart";
    PLC0302 DISABLED_CONSTRAINT "disabled-constraint" Assumed Silent "a constraint is disabled in Oracle and left out";
    PLC0303 UNIQUE_WITH_NULLS "unique-with-nulls" Assumed Silent "a unique key with nullable columns became a unique index";
    PLC0304 PARTITIONING_REFUSED "partitioning-refused" Refused Load "a form of partitioning has no counterpart";
    PLC0305 PARTITION_KEY_UNIQUENESS "partition-key-uniqueness" Refused Silent "a unique key of a partitioned table does not contain the partition key";
    PLC0306 INTERVAL_PARTITION "interval-partition" Assumed Silent "partitions are no longer created by inserting rows";
    PLC0307 TEMPORARY_TABLE "temporary-table" Assumed Runtime "a global temporary table is emulated";
    PLC0308 BITMAP_INDEX "bitmap-index" Note Performance "a bitmap index became a B-tree index";
    PLC0309 REVERSE_INDEX "reverse-index" Note Performance "a reverse key index became a plain one";
    PLC0310 DOMAIN_INDEX "domain-index" Refused Performance "a domain index has no counterpart";
    PLC0311 FUNCTION_INDEX "function-index" Refused Load "an index expression is not immutable in PostgreSQL";
    PLC0312 MATERIALIZED_VIEW_REFRESH "materialized-view-refresh" Assumed Silent "a materialized view no longer refreshes by itself";
    PLC0313 FORCE_VIEW "force-view" Assumed Load "a view was created with FORCE and may not be valid";
    PLC0314 OBJECT_TYPE_FEATURE "object-type-feature" Refused Load "a feature of object types has no counterpart";
    PLC0315 EXTERNAL_TABLE "external-table" Refused Load "an external table was not carried over";
    PLC0316 DATABASE_LINK "database-link" Refused Load "a database link was not carried over";
    PLC0317 UNKNOWN_ROLE "unknown-role" Note Load "a privilege is granted to a role or user that the tree does not create";
    PLC0318 VIRTUAL_COLUMN "virtual-column" Refused Load "the expression of a virtual column is not immutable in PostgreSQL";
    PLC0319 READ_ONLY_VIEW "read-only-view" Note Note "a read-only view is kept read-only by its query";
    PLC0320 SEQUENCE_CLAMPED "sequence-clamped" Assumed Runtime "the limits of a sequence exceed those of bigint";
    PLC0321 SEQUENCE_OPTION "sequence-option" Note Note "an option of a sequence has no counterpart";
    PLC0322 DEFERRED_CONSTRAINT "deferred-constraint" Refused Runtime "a deferrable constraint cannot be deferred in PostgreSQL";
    PLC0323 INVISIBLE_COLUMN "invisible-column" Assumed Silent "an invisible column is visible in PostgreSQL";
    PLC0324 ORGANIZATION_DROPPED "organization-dropped" Note Performance "an index-organized or clustered table became a heap table";
    PLC0325 SYNONYM_RESOLVED "synonym-resolved" Note Note "a synonym was replaced by the object it names";
    PLC0326 PUBLIC_SYNONYM "public-synonym" Assumed Load "a public synonym is not visible to code outside the tree";
    PLC0327 ADMIN_STATEMENT "admin-statement" Note Note "an administrative statement has no counterpart in the output";
    PLC0328 READ_ONLY_TABLE "read-only-table" Assumed Runtime "a read-only table is protected by a trigger";
    PLC0329 UNSUPPORTED_OBJECT "unsupported-object" Refused Load "a kind of object has no counterpart";
    PLC0330 UNSUPPORTED_CLAUSE "unsupported-clause" Refused Silent "a clause of a DDL statement has no counterpart";
    PLC0331 DEFAULT_ON_NULL "default-on-null" Assumed Silent "DEFAULT ON NULL is emulated by a trigger";
    PLC0332 ALTER_NOT_REPLAYED "alter-not-replayed" Refused Silent "an ALTER statement could not be applied to the object it names";
    PLC0333 ROW_SECURITY "row-security" Refused Silent "an access policy was not carried over";
    PLC0334 GRANT_DROPPED "grant-dropped" Refused Runtime "a privilege has no counterpart";
    PLC0335 DROPPED_OBJECT "dropped-object" Assumed Silent "an object is created and later dropped in the tree";
    PLC0336 REDUNDANT_INDEX "redundant-index" Note Note "an index of a key constraint was left to the constraint";
    PLC0337 CALLS_GRANTED "calls-granted" Assumed Note "who may use a table or view may execute the functions it calls";
    PLC0338 OLD_ROWS_CHECKED "old-rows-checked" Assumed Load "a constraint with NOVALIDATE checks old rows too";
    PLC0339 SESSION_SETTING "session-setting" Assumed Silent "a setting of the session on which results may depend is left out";
    PLC0340 ALTER_APPLIED_LATE "alter-applied-late" Assumed Silent "an ALTER or COMMENT was applied after a script that nothing puts before it";
    PLC0341 OBJECT_HIERARCHY "object-hierarchy" Assumed Note "object types that are derived from one another are one composite type";
    PLC0342 CHANGE_BETWEEN_ROWS "change-between-rows" Assumed Silent "a table changes between the rows of a script";
    PLC0343 ROW_POLICY "row-policy" Assumed Silent "a policy of DBMS_RLS is row-level security of PostgreSQL";
}
