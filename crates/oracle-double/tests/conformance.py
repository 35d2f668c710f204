"""Checks with python-oracledb (thin) what the double sends: conformance.py PORT 19|23."""

import datetime
import decimal
import sys
from array import array

import oracledb

PORT, STYLE = int(sys.argv[1]), sys.argv[2]
DSN = f"127.0.0.1:{PORT}/double"
D = decimal.Decimal


def same(found, expected):
    assert found == expected, f"{found!r} instead of {expected!r}"


def fails(code, call):
    try:
        call()
    except oracledb.Error as error:
        assert code in str(error), f"{error} instead of {code}"
        return
    raise AssertionError(f"no {code}")


def logins():
    fails("ORA-01017", lambda: oracledb.connect(user="scott", password="wrong", dsn=DSN))
    fails("ORA-01017", lambda: oracledb.connect(user="nobody", password="tiger", dsn=DSN))
    fails("DPY-6001", lambda: oracledb.connect(user="scott", password="tiger", dsn=f"127.0.0.1:{PORT}/nosuch"))


def scalars(cursor):
    oracledb.defaults.fetch_decimals = True
    cursor.execute("select * from scalars order by id")
    names = [column[0] for column in cursor.description]
    same(names[:3] + names[-1:], ["ID", "N", "V", "L"])
    time = datetime.datetime(2024, 2, 29, 23, 59, 58)
    expected = (
        D("-12345678901234567890.123456789"),
        "grüße €",
        "ab   ",
        "日本語𝄞",
        time,
        datetime.datetime(2024, 2, 29, 1, 2, 3, 123456),
        # The offset is lost: the driver gives local time by it.
        datetime.datetime(2024, 2, 29, 17, 30, 0, 5),
        time,
        oracledb.IntervalYM(7, 3),
        -datetime.timedelta(days=3, hours=4, minutes=5, seconds=6, microseconds=7),
        b"\x00\xff\x1d",
        0.25,
        -1.5e300,
        "AAAR3sAAHAAAACrAAM",
        "long " * 10_000,
    )
    rows = cursor.fetchall()
    same([row[0] for row in rows], [1, 2, 3])
    for row in (rows[0], rows[2]):
        for found, wanted in zip(row[1:], expected):
            same(found, wanted)
    same(set(rows[1][1:]), {None})


def lobs(cursor):
    oracledb.defaults.fetch_lobs = False
    for _ in range(2):
        rows = cursor.execute("select * from lobs order by id").fetchall()
        same(rows[0], (1, "€" * 40_000, "𝄞" * 300, (bytes(range(256)) * 400)[:100_000]))
        same(rows[1:], [(2, None, None, None), (3, "x", "y", b"\x00")])
    oracledb.defaults.fetch_lobs = True
    rows = cursor.execute("select c, n, b from lobs order by id ").fetchall()
    same(rows[0][0].read(), "€" * 40_000)
    same(rows[0][0].read(39_999, 10), "€€")
    same(rows[0][1].read(), "𝄞" * 300)
    same(rows[0][2].size(), 100_000)
    same(rows[2][2].read(), b"\x00")
    same(rows[1], (None, None, None))


def many_rows(cursor):
    cursor.arraysize = 77
    found = cursor.execute("select id, t from big").fetchall()
    same(found, [(row, f"text {row // 7}") for row in range(5000)])


def statements(connection, cursor):
    rows = [(row, f"r{row}" if row else None, datetime.datetime(2024, 1, 1, 2, 3, 4, row), b"\x01\x02") for row in range(1000)]
    # Without it a datetime is bound as a DATE.
    cursor.setinputsizes(None, None, oracledb.DB_TYPE_TIMESTAMP, None)
    cursor.executemany("insert into t (id, v, d, r) values (:1, :2, :3, :4)", rows)
    same(cursor.rowcount, 1000)
    connection.commit()
    same(cursor.execute("select id, v, d, r from t where id in (0, 999) order by id").fetchall(), [rows[0], rows[999]])
    for low in (5, 990):
        cursor.execute("select count(*) from t where id >= :low and :text = 'x'", low=low, text="x")
        same(cursor.fetchone()[0], 1000 - low)
    returned = cursor.var(str)
    cursor.execute("update t set v = v || '!' where id < :1 returning v into :2", [3, returned])
    same(cursor.rowcount, 3)
    same(returned.getvalue(), ["!", "r1!", "r2!"])
    connection.rollback()
    same(cursor.execute("select v from t where id = 2").fetchone()[0], "r2")
    temporary = connection.createlob(oracledb.DB_TYPE_CLOB)
    temporary.write("äöü" * 20_000)
    cursor.execute("insert into t (id, c) values (5000, :1)", [temporary])
    cursor.execute("insert into t (id, c) values (5001, :1)", ["€" * 50_000])
    found = cursor.execute("select c from t where id >= 5000 order by id").fetchall()
    same([row[0].read() for row in found], ["äöü" * 20_000, "€" * 50_000])
    connection.rollback()
    fails("ORA-00001", lambda: cursor.execute("insert into t (id) values (1)"))
    fails("ORA-00942", lambda: cursor.execute("select * from nothing"))
    same(cursor.execute("select 1 from dual").fetchone()[0], 1)


def blocks(cursor):
    out = cursor.var(D)
    for number in (21, 5):
        cursor.execute("begin :out := :number * 2; end;", out=out, number=number)
        same(out.getvalue(), number * 2)
    cursor.callproc("dbms_application_info.set_module", ["m", "a"])


def modern(cursor):
    oracledb.defaults.fetch_lobs = False
    rows = cursor.execute("select b, j from modern").fetchall()
    same(rows, [(True, {"list": [1, None, True], "name": "Ä" * 400}), (False, None)])


def vectors(cursor):
    rows = cursor.execute("select s, d, i, b, p from vectors").fetchall()
    first, second = rows
    same(
        first[:4],
        (array("f", [1.5, -2.5]), array("d", [1e300]), array("b", [-128, 0, 127]), array("B", [0, 255])),
    )
    sparse = first[4]
    same((sparse.num_dimensions, list(sparse.indices), list(sparse.values)), (25, [0, 24], [0.1, -1.0]))
    same(second, (None,) * 5)
    same([column.vector_dimensions for column in cursor.description], [2, None, 3, 16, 25])
    same([column.vector_is_sparse for column in cursor.description], [False] * 4 + [True])


def main():
    logins()
    connection = oracledb.connect(user="scott", password="tiger", dsn=DSN)
    assert connection.thin
    same(connection.version.split(".")[0], STYLE)
    connection.module = "conformance"
    connection.client_identifier = "somebody"
    cursor = connection.cursor()
    same(cursor.execute("select 1, 'x' from dual").fetchall(), [(1, "x")])
    scalars(cursor)
    lobs(connection.cursor())
    many_rows(connection.cursor())
    statements(connection, connection.cursor())
    blocks(connection.cursor())
    if STYLE == "23":
        modern(connection.cursor())
        vectors(connection.cursor())
    connection.ping()
    connection.close()


main()
