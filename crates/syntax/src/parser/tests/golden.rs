//! Trees of the settled ambiguities and of one example for each area, checked by reading.

use super::good;
use expect_test::expect;

#[test]
fn precedence_of_operators() {
    expect![[r#"
        SelectStmt
          query: Query
            body: QueryBlock
              select: `select`
              items: []
                ExprItem
                  expr: BinaryExpr
                    left: NameRef
                      name: Name
                        token: `a`
                    op: `or`
                    right: BinaryExpr
                      left: NameRef
                        name: Name
                          token: `b`
                      op: `and`
                      right: UnaryExpr
                        op: `not`
                        operand: BinaryExpr
                          left: NameRef
                            name: Name
                              token: `c`
                          op: `=`
                          right: BinaryExpr
                            left: BinaryExpr
                              left: NameRef
                                name: Name
                                  token: `d`
                              op: `+`
                              right: BinaryExpr
                                left: NameRef
                                  name: Name
                                    token: `e`
                                op: `*`
                                right: UnaryExpr
                                  op: `-`
                                  operand: BinaryExpr
                                    left: NameRef
                                      name: Name
                                        token: `f`
                                    op: `**`
                                    right: Literal
                                      token: `2`
                            op: `||`
                            right: NameRef
                              name: Name
                                token: `g`
              from: []
                TableSource
                  source: NameTable
                    name: NameRef
                      name: Name
                        token: `dual`
    "#]]
    .assert_eq(&good("select a or b and not c = d + e * -f ** 2 || g from dual"));
}

#[test]
fn names_calls_and_subscripts() {
    expect![[r#"
        Block
          body: Body
            statements: []
              AssignStmt
                target: CallExpr
                  callee: FieldExpr
                    base: FieldExpr
                      base: CallExpr
                        callee: NameRef
                          name: Name
                            token: `x`
                        args: []
                          PlainArgument
                            value: Literal
                              token: `1`
                      name: Name
                        token: `y`
                    name: Name
                      token: `z`
                  args: []
                    NamedArgument
                      name: Name
                        token: `a`
                      value: Literal
                        token: `2`
                value: BinaryExpr
                  left: AttributeExpr
                    base: FieldExpr
                      base: NameRef
                        name: Name
                          token: `b`
                      name: Name
                        token: `c`
                    name: Name
                      token: `rowcount`
                  op: `+`
                  right: CallExpr
                    callee: RemoteExpr
                      base: NameRef
                        name: Name
                          token: `d`
                      dblink: `@link.dom`
                    args: []
                      PlainArgument
                        value: Literal
                          token: `3`
    "#]]
    .assert_eq(&good(
        "begin x(1).y.z(a => 2) := b.c%rowcount + d@link.dom(3); end;",
    ));
}

#[test]
fn queries() {
    expect![[r#"
        SelectStmt
          query: Query
            with: WithClause
              items: []
                CommonTableExpr
                  name: Name
                    token: `q`
                  columns: []
                    Name
                      token: `n`
                  query: Query
                    body: QueryBlock
                      select: `select`
                      items: []
                        ExprItem
                          expr: Literal
                            token: `1`
                      from: []
                        TableSource
                          source: NameTable
                            name: NameRef
                              name: Name
                                token: `dual`
            body: SetQuery
              left: QueryBlock
                select: `select`
                quantifier: `distinct`
                items: []
                  ExprItem
                    expr: FieldExpr
                      base: NameRef
                        name: Name
                          token: `q`
                      name: Name
                        token: `n`
                    alias: Name
                      token: `m`
                  QualifiedStarItem
                    qualifier: NameRef
                      name: Name
                        token: `t`
                from: []
                  TableSource
                    source: NameTable
                      name: NameRef
                        name: Name
                          token: `q`
                  JoinRef
                    left: TableSource
                      source: NameTable
                        name: NameRef
                          name: Name
                            token: `emp`
                      alias: Name
                        token: `t`
                    kind: `left`
                    right: TableSource
                      source: NameTable
                        name: NameRef
                          name: Name
                            token: `dept`
                      alias: Name
                        token: `d`
                    on: BinaryExpr
                      left: FieldExpr
                        base: NameRef
                          name: Name
                            token: `t`
                        name: Name
                          token: `id`
                      op: `=`
                      right: FieldExpr
                        base: NameRef
                          name: Name
                            token: `d`
                        name: Name
                          token: `id`
                clauses: []
                  WhereClause
                    condition: BinaryExpr
                      left: FieldExpr
                        base: NameRef
                          name: Name
                            token: `t`
                        name: Name
                          token: `x`
                      op: `=`
                      right: OuterJoinExpr
                        base: FieldExpr
                          base: NameRef
                            name: Name
                              token: `q`
                          name: Name
                            token: `n`
                  GroupByClause
                    items: []
                      GroupExpr
                        expr: CallExpr
                          callee: NameRef
                            name: Name
                              token: `rollup`
                          args: []
                            PlainArgument
                              value: NameRef
                                name: Name
                                  token: `a`
                      GroupExpr
                        expr: NameRef
                          name: Name
                            token: `b`
                  HavingClause
                    condition: BinaryExpr
                      left: CallExpr
                        callee: NameRef
                          name: Name
                            token: `count`
                        args: []
                          StarArgument
                            token: `*`
                      op: `>`
                      right: Literal
                        token: `1`
              op: `union`
              all: `all`
              right: QueryBlock
                select: `select`
                items: []
                  ExprItem
                    expr: Literal
                      token: `1`
                  ExprItem
                    expr: Literal
                      token: `2`
                from: []
                  TableSource
                    source: NameTable
                      name: NameRef
                        name: Name
                          token: `dual`
            tail: []
              OrderByClause
                items: []
                  OrderItem
                    expr: Literal
                      token: `1`
                    direction: `desc`
                    nulls: `last`
              FetchClause
                count: Literal
                  token: `5`
    "#]].assert_eq(&good(
        "with q (n) as (select 1 from dual) select distinct q.n as m, t.* from q, emp t left join dept d on t.id = d.id where t.x = q.n(+) group by rollup (a), b having count(*) > 1 union all select 1, 2 from dual order by 1 desc nulls last fetch first 5 rows only",
    ));
}

#[test]
fn hierarchical_query() {
    expect![[r#"
        SelectStmt
          query: Query
            body: QueryBlock
              select: `select`
              items: []
                ExprItem
                  expr: NameRef
                    name: Name
                      token: `level`
                ExprItem
                  expr: UnaryExpr
                    op: `connect_by_root`
                    operand: NameRef
                      name: Name
                        token: `name`
              from: []
                TableSource
                  source: NameTable
                    name: NameRef
                      name: Name
                        token: `emp`
              clauses: []
                StartWithClause
                  condition: IsExpr
                    operand: NameRef
                      name: Name
                        token: `mgr`
                    what: `null`
                ConnectByClause
                  nocycle: `nocycle`
                  condition: BinaryExpr
                    left: UnaryExpr
                      op: `prior`
                      operand: NameRef
                        name: Name
                          token: `id`
                    op: `=`
                    right: NameRef
                      name: Name
                        token: `mgr`
            tail: []
              OrderByClause
                siblings: `siblings`
                items: []
                  OrderItem
                    expr: NameRef
                      name: Name
                        token: `name`
              ForUpdateClause
                of: []
                  NameRef
                    name: Name
                      token: `name`
                wait: LockWait
                  kind: `nowait`
    "#]].assert_eq(&good(
        "select level, connect_by_root name from emp start with mgr is null connect by nocycle prior id = mgr order siblings by name for update of name nowait",
    ));
}

#[test]
fn window_functions() {
    expect![[r#"
        SelectStmt
          query: Query
            body: QueryBlock
              select: `select`
              items: []
                ExprItem
                  expr: OverExpr
                    function: CallExpr
                      callee: NameRef
                        name: Name
                          token: `sum`
                      args: []
                        PlainArgument
                          value: NameRef
                            name: Name
                              token: `a`
                    spec: WindowSpec
                      partition_by: []
                        NameRef
                          name: Name
                            token: `b`
                      order_by: []
                        OrderItem
                          expr: NameRef
                            name: Name
                              token: `c`
                      frame: WindowFrame
                        unit: `rows`
                        low: FrameBound
                          kind: `unbounded`
                          direction: `preceding`
                        high: FrameBound
                          kind: `current`
                ExprItem
                  expr: KeepExpr
                    function: CallExpr
                      callee: NameRef
                        name: Name
                          token: `max`
                      args: []
                        PlainArgument
                          value: NameRef
                            name: Name
                              token: `a`
                    rank: Name
                      token: `dense_rank`
                    which: `last`
                    order_by: []
                      OrderItem
                        expr: NameRef
                          name: Name
                            token: `b`
                ExprItem
                  expr: WithinGroupExpr
                    function: CallExpr
                      callee: NameRef
                        name: Name
                          token: `listagg`
                      args: []
                        PlainArgument
                          value: NameRef
                            name: Name
                              token: `a`
                        PlainArgument
                          value: Literal
                            token: `','`
                    order_by: []
                      OrderItem
                        expr: NameRef
                          name: Name
                            token: `a`
              from: []
                TableSource
                  source: NameTable
                    name: NameRef
                      name: Name
                        token: `t`
    "#]].assert_eq(&good(
        "select sum(a) over (partition by b order by c rows between unbounded preceding and current row), max(a) keep (dense_rank last order by b), listagg(a, ',') within group (order by a) from t",
    ));
}

#[test]
fn insert_with_returning() {
    expect![[r#"
        Block
          body: Body
            statements: []
              InsertStmt
                target: TableTarget
                  name: ObjectName
                    parts: []
                      Name
                        token: `t`
                columns: []
                  NameRef
                    name: Name
                      token: `a`
                  NameRef
                    name: Name
                      token: `b`
                source: ValuesSource
                  values: []
                    ValueExpr
                      expr: Literal
                        token: `1`
                    DefaultValue
                      token: `default`
                returning: ReturningClause
                  values: []
                    NameRef
                      name: Name
                        token: `a`
                  into: IntoClause
                    bulk: `bulk`
                    targets: []
                      NameRef
                        name: Name
                          token: `x`
    "#]]
    .assert_eq(&good(
        "begin insert into t (a, b) values (1, default) returning a bulk collect into x; end;",
    ));
}

#[test]
fn merge() {
    expect![[r#"
        MergeStmt
          target: TableSource
            source: NameTable
              name: NameRef
                name: Name
                  token: `t`
          source: TableSource
            source: SubqueryTable
              query: Query
                body: QueryBlock
                  select: `select`
                  items: []
                    ExprItem
                      expr: Literal
                        token: `1`
                      alias: Name
                        token: `a`
                  from: []
                    TableSource
                      source: NameTable
                        name: NameRef
                          name: Name
                            token: `dual`
            alias: Name
              token: `s`
          on: ParenExpr
            inner: BinaryExpr
              left: FieldExpr
                base: NameRef
                  name: Name
                    token: `t`
                name: Name
                  token: `a`
              op: `=`
              right: FieldExpr
                base: NameRef
                  name: Name
                    token: `s`
                name: Name
                  token: `a`
          branches: []
            MergeUpdate
              set: []
                SetColumn
                  column: FieldExpr
                    base: NameRef
                      name: Name
                        token: `t`
                    name: Name
                      token: `b`
                  value: ValueExpr
                    expr: FieldExpr
                      base: NameRef
                        name: Name
                          token: `s`
                      name: Name
                        token: `b`
              delete_where: WhereClause
                condition: IsExpr
                  operand: FieldExpr
                    base: NameRef
                      name: Name
                        token: `t`
                    name: Name
                      token: `b`
                  what: `null`
            MergeInsert
              columns: []
                NameRef
                  name: Name
                    token: `a`
              values: []
                ValueExpr
                  expr: FieldExpr
                    base: NameRef
                      name: Name
                        token: `s`
                    name: Name
                      token: `a`
    "#]].assert_eq(&good(
        "merge into t using (select 1 a from dual) s on (t.a = s.a) when matched then update set t.b = s.b delete where t.b is null when not matched then insert (a) values (s.a)",
    ));
}

#[test]
fn statements() {
    expect![[r#"
        Block
          labels: []
            Name
              token: `l`
          declare: `declare`
          declarations: []
            VariableDecl
              name: Name
                token: `c`
              datatype: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `sys_refcursor`
          body: Body
            statements: []
              LabeledStmt
                label: Name
                  token: `m`
                statement: LoopStmt
                  head: ForRangeHead
                    variable: Name
                      token: `i`
                    reverse: `reverse`
                    low: Literal
                      token: `1`
                    high: Literal
                      token: `10`
                  statements: []
                    ExitStmt
                      label: Name
                        token: `m`
                      condition: BinaryExpr
                        left: NameRef
                          name: Name
                            token: `i`
                        op: `>`
                        right: Literal
                          token: `5`
                  end_label: Name
                    token: `m`
              LoopStmt
                head: ForCursorHead
                  variable: Name
                    token: `r`
                  source: SubqueryExpr
                    query: Query
                      body: QueryBlock
                        select: `select`
                        items: []
                          ExprItem
                            expr: Literal
                              token: `1`
                        from: []
                          TableSource
                            source: NameTable
                              name: NameRef
                                name: Name
                                  token: `dual`
                statements: []
                  NullStmt
                    token: `null`
              ForallStmt
                variable: Name
                  token: `i`
                range: BoundsRange
                  low: Literal
                    token: `1`
                  high: NameRef
                    name: Name
                      token: `n`
                save_exceptions: `save`
                statement: DeleteStmt
                  target: TableSource
                    source: NameTable
                      name: NameRef
                        name: Name
                          token: `t`
                  where: WhereClause
                    condition: BinaryExpr
                      left: NameRef
                        name: Name
                          token: `id`
                      op: `=`
                      right: CallExpr
                        callee: NameRef
                          name: Name
                            token: `a`
                        args: []
                          PlainArgument
                            value: NameRef
                              name: Name
                                token: `i`
              CaseStmt
                operand: NameRef
                  name: Name
                    token: `x`
                branches: []
                  CaseStmtBranch
                    condition: Literal
                      token: `1`
                    statements: []
                      NullStmt
                        token: `null`
                else_branch: ElseBranch
                  statements: []
                    RaiseStmt
                      exception: NameRef
                        name: Name
                          token: `e`
              ExecuteImmediateStmt
                sql: Literal
                  token: `'x'`
                into: IntoClause
                  targets: []
                    NameRef
                      name: Name
                        token: `a`
                using: []
                  UsingItem
                    in_mode: `in`
                    out_mode: `out`
                    value: NameRef
                      name: Name
                        token: `b`
              OpenStmt
                cursor: NameRef
                  name: Name
                    token: `c`
                query: Query
                  body: QueryBlock
                    select: `select`
                    items: []
                      ExprItem
                        expr: Literal
                          token: `1`
                    from: []
                      TableSource
                        source: NameTable
                          name: NameRef
                            name: Name
                              token: `dual`
            handlers: []
              Handler
                conditions: []
                  NameRef
                    name: Name
                      token: `no_data_found`
                  NameRef
                    name: Name
                      token: `too_many_rows`
                statements: []
                  RaiseStmt
              Handler
                conditions: []
                  NameRef
                    name: Name
                      token: `others`
                statements: []
                  NullStmt
                    token: `null`
    "#]].assert_eq(&good(
        "<<l>> declare c sys_refcursor; begin <<m>> for i in reverse 1..10 loop exit m when i > 5; end loop m; for r in (select 1 from dual) loop null; end loop; forall i in 1..n save exceptions delete from t where id = a(i); case x when 1 then null; else raise e; end case; execute immediate 'x' into a using in out b; open c for select 1 from dual; exception when no_data_found or too_many_rows then raise; when others then null; end;",
    ));
}

#[test]
fn package_with_declarations() {
    expect![[r#"
        CreatePackageBody
          create: CreateHead
            words: []
              `or`
              `replace`
          name: ObjectName
            parts: []
              Name
                token: `s`
              Name
                token: `p`
          declarations: []
            RecordTypeDecl
              name: Name
                token: `r`
              fields: []
                RecordField
                  name: Name
                    token: `a`
                  datatype: NamedType
                    name: ObjectName
                      parts: []
                        Name
                          token: `number`
                    args: []
                      TypeArgument
                        value: Literal
                          token: `10`
                      TypeArgument
                        value: Literal
                          token: `2`
                  not_null: `not`
                  default: Literal
                    token: `1`
                RecordField
                  name: Name
                    token: `b`
                  datatype: TypeOf
                    name: ObjectName
                      parts: []
                        Name
                          token: `t`
                        Name
                          token: `c`
            CollectionTypeDecl
              name: Name
                token: `m`
              kind: `table`
              element: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `r`
              index_by: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `varchar2`
                args: []
                  TypeArgument
                    value: Literal
                      token: `30`
                    unit: `char`
            CursorDecl
              name: Name
                token: `c`
              params: []
                Parameter
                  name: Name
                    token: `x`
                  in_mode: `in`
                  datatype: NamedType
                    name: ObjectName
                      parts: []
                        Name
                          token: `date`
              returns: RowTypeOf
                name: ObjectName
                  parts: []
                    Name
                      token: `t`
              query: Query
                body: QueryBlock
                  select: `select`
                  items: []
                    StarItem
                      token: `*`
                  from: []
                    TableSource
                      source: NameTable
                        name: NameRef
                          name: Name
                            token: `t`
            ExceptionDecl
              name: Name
                token: `e`
            PragmaStmt
              pragma: Pragma
                name: Name
                  token: `exception_init`
                args: []
                  PlainArgument
                    value: NameRef
                      name: Name
                        token: `e`
                  PlainArgument
                    value: UnaryExpr
                      op: `-`
                      operand: Literal
                        token: `20001`
            VariableDecl
              name: Name
                token: `k`
              constant: `constant`
              datatype: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `pls_integer`
              default: Literal
                token: `1`
            CreateFunction
              name: ObjectName
                parts: []
                  Name
                    token: `f`
              params: []
                Parameter
                  name: Name
                    token: `a`
                  in_mode: `in`
                  out_mode: `out`
                  nocopy: `nocopy`
                  datatype: NamedType
                    name: ObjectName
                      parts: []
                        Name
                          token: `number`
                  default: Literal
                    token: `1`
                Parameter
                  name: Name
                    token: `b`
                  datatype: RowTypeOf
                    name: ObjectName
                      parts: []
                        Name
                          token: `t`
              returns: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `m`
              attributes: []
                RoutineAttribute
                  kind: `pipelined`
              body: Body
                statements: []
                  ReturnStmt
                end_label: Name
                  token: `f`
          init: Body
            statements: []
              NullStmt
                token: `null`
          end_label: Name
            token: `p`
    "#]].assert_eq(&good(
        "create or replace package body s.p as type r is record (a number(10,2) not null := 1, b t.c%type); type m is table of r index by varchar2(30 char); cursor c (x in date) return t%rowtype is select * from t; e exception; pragma exception_init(e, -20001); k constant pls_integer := 1; function f (a in out nocopy number default 1, b t%rowtype) return m pipelined is begin return; end f; begin null; end p;",
    ));
}

#[test]
fn table() {
    expect![[r#"
        CreateTable
          create: CreateHead
          name: ObjectName
            parts: []
              Name
                token: `s`
              Name
                token: `t`
          elements: []
            ColumnDef
              name: Name
                token: `id`
              datatype: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `number`
                args: []
                  TypeArgument
                    value: Literal
                      token: `10`
              attributes: []
                ColumnIdentity
                  kind: `by`
                  on_null: `on`
                  options: []
                    SequenceOption
                      option: `start`
                      value: `5`
                ColumnConstraint
                  body: PrimaryKeyConstraint
            ColumnDef
              name: Name
                token: `a`
              datatype: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `varchar2`
                args: []
                  TypeArgument
                    value: Literal
                      token: `10`
                    unit: `char`
              attributes: []
                ColumnDefault
                  value: Literal
                    token: `'x'`
                ColumnConstraint
                  body: NotNullConstraint
                    token: `not`
            ColumnDef
              name: Name
                token: `b`
              datatype: NamedType
                name: ObjectName
                  parts: []
                    Name
                      token: `date`
            ColumnDef
              name: Name
                token: `v`
              attributes: []
                ColumnVirtual
                  expr: BinaryExpr
                    left: NameRef
                      name: Name
                        token: `a`
                    op: `||`
                    right: Literal
                      token: `'y'`
            TableConstraint
              name: Name
                token: `fk`
              body: ForeignKeyConstraint
                columns: []
                  Name
                    token: `b`
                table: ObjectName
                  parts: []
                    Name
                      token: `u`
                referenced: []
                  Name
                    token: `c`
                on_delete: `cascade`
              states: []
                ConstraintState
                  state: `deferrable`
                ConstraintState
                  state: `initially`
                  word: `deferred`
            TableConstraint
              body: CheckConstraint
                condition: BinaryExpr
                  left: NameRef
                    name: Name
                      token: `b`
                  op: `>`
                  right: DateLiteral
                    kind: `date`
                    value: `'2020-01-01'`
          properties: []
            PhysicalAttribute
              kind: `tablespace`
              name: Name
                token: `x`
            PartitionBy
              kind: `range`
              columns: []
                NameRef
                  name: Name
                    token: `b`
              interval: CallExpr
                callee: NameRef
                  name: Name
                    token: `numtoyminterval`
                args: []
                  PlainArgument
                    value: Literal
                      token: `1`
                  PlainArgument
                    value: Literal
                      token: `'MONTH'`
              partitions: []
                PartitionDef
                  kind: `partition`
                  name: Name
                    token: `p0`
                  less_than: `less`
                  values: []
                    ValueExpr
                      expr: NameRef
                        name: Name
                          token: `maxvalue`
    "#]].assert_eq(&good(
        "create table s.t (id number(10) generated by default on null as identity (start with 5) primary key, a varchar2(10 char) default 'x' not null, b date, v as (a || 'y') virtual, constraint fk foreign key (b) references u (c) on delete cascade deferrable initially deferred, check (b > date '2020-01-01')) tablespace x partition by range (b) interval (numtoyminterval(1, 'MONTH')) (partition p0 values less than (maxvalue))",
    ));
}

#[test]
fn trigger() {
    expect![[r#"
        CreateTrigger
          create: CreateHead
            words: []
              `or`
              `replace`
          name: ObjectName
            parts: []
              Name
                token: `trg`
          timing: `before`
          events: []
            TriggerEvent
              event: `insert`
            TriggerEvent
              event: `update`
              columns: []
                Name
                  token: `a`
                Name
                  token: `b`
          target: TriggerTarget
            name: ObjectName
              parts: []
                Name
                  token: `s`
                Name
                  token: `t`
          options: []
            TriggerOption
              kind: `referencing`
              references: []
                TriggerReference
                  kind: `new`
                  name: Name
                    token: `n`
            TriggerOption
              kind: `for`
            TriggerOption
              kind: `when`
              condition: BinaryExpr
                left: FieldExpr
                  base: NameRef
                    name: Name
                      token: `n`
                  name: Name
                    token: `a`
                op: `>`
                right: Literal
                  token: `1`
          body: Block
            body: Body
              statements: []
                AssignStmt
                  target: FieldExpr
                    base: BindVariable
                      token: `:n`
                    name: Name
                      token: `a`
                  value: FieldExpr
                    base: BindVariable
                      token: `:old`
                    name: Name
                      token: `b`
    "#]].assert_eq(&good(
        "create or replace trigger trg before insert or update of a, b on s.t referencing new as n for each row when (n.a > 1) begin :n.a := :old.b; end;",
    ));
}

#[test]
fn alter_and_grants() {
    expect![[r#"
        AlterTable
          name: ObjectName
            parts: []
              Name
                token: `t`
          actions: []
            AddElements
              elements: []
                ColumnDef
                  name: Name
                    token: `a`
                  datatype: NamedType
                    name: ObjectName
                      parts: []
                        Name
                          token: `number`
                TableConstraint
                  name: Name
                    token: `c`
                  body: UniqueConstraint
                    columns: []
                      Name
                        token: `a`
            ModifyColumns
              columns: []
                ColumnDef
                  name: Name
                    token: `b`
                  attributes: []
                    ColumnConstraint
                      body: NotNullConstraint
                        token: `not`
            DropColumns
              columns: []
                Name
                  token: `d`
    "#]]
    .assert_eq(&good(
        "alter table t add (a number, constraint c unique (a)) modify b not null drop column d",
    ));
    expect![[r#"
        GrantStmt
          privileges: []
            Privilege
              words: []
                `select`
            Privilege
              words: []
                `update`
              columns: []
                Name
                  token: `a`
          object: ObjectName
            parts: []
              Name
                token: `s`
              Name
                token: `t`
          grantees: []
            Grantee
              name: ObjectName
                parts: []
                  Name
                    token: `u`
            Grantee
              kind: `public`
          options: []
            `with`
            `grant`
            `option`
    "#]]
    .assert_eq(&good(
        "grant select, update (a) on s.t to u, public with grant option",
    ));
    expect![[r#"
        CommentStmt
          kind: `column`
          name: ObjectName
            parts: []
              Name
                token: `s`
              Name
                token: `t`
              Name
                token: `a`
          text: `'it''s'`
    "#]]
    .assert_eq(&good("comment on column s.t.a is 'it''s'"));
}
