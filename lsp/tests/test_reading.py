"""Reading Oracle code: what syntax and names tell."""

import pytest
from lsprotocol import types

DIAGNOSTIC = "textDocument/publishDiagnostics"


def names(symbols):
    return [(symbol.name, names(symbol.children or [])) for symbol in symbols]


TOKEN_TYPES = "keyword string number comment operator namespace type class function property variable parameter macro label"
TOKEN_TYPES = TOKEN_TYPES.split()


async def test_outline_has_nested_subprograms(editor):
    editor.open("payroll.pkb")
    symbols = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=editor.document("payroll.pkb"))
    )
    assert names(symbols) == [
        (
            "payroll",
            [
                ("v_calls", []),
                ("count_call", []),
                ("raise_salary", [("v_new", [])]),
                ("raise_salary", []),
                ("salary_of", [("v_salary", [])]),
            ],
        )
    ]
    assert symbols[0].children[2].detail == "(p_id NUMBER, p_amount NUMBER)"
    assert symbols[0].children[4].detail == "(p_id employees.id%TYPE) return NUMBER"


async def test_folding(editor):
    editor.open("payroll.pkb")
    folds = await editor.client.text_document_folding_range_async(
        types.FoldingRangeParams(text_document=editor.document("payroll.pkb"))
    )
    lines = {(fold.start_line, fold.end_line) for fold in folds}
    assert (0, 32) in lines, "the package"
    assert (8, 17) in lines, "a routine"
    assert (13, 15) in lines, "a branch"


async def test_selection_grows_to_the_file(editor):
    editor.open("payroll.pkb")
    text = editor.texts["payroll.pkb"][1]
    place = editor.at("payroll.pkb", "v_calls + ")["position"]
    ranges = await editor.client.text_document_selection_range_async(
        types.SelectionRangeParams(text_document=editor.document("payroll.pkb"), positions=[place])
    )
    sizes = []
    selection = ranges[0]
    while selection:
        size = selection.range.end.line - selection.range.start.line
        sizes.append((size, selection.range.end.character))
        selection = selection.parent
    assert sizes[0][0] == 0 and sizes[-1][0] == text.count("\n")
    assert len(sizes) >= 5


async def test_semantic_tokens_full_range_and_delta(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    document = editor.document("payroll.pkb")
    full = await editor.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(text_document=document)
    )
    assert list(full.data[:5]) == [0, 0, 6, 0, 0], "CREATE is a keyword"
    part = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(
            text_document=document,
            range=types.Range(start=types.Position(3, 0), end=types.Position(4, 0)),
        )
    )
    assert len(part.data) == 3 * 5, "PROCEDURE count_call IS"
    editor.replace("payroll.pkb", "v_calls + 1", "v_calls + 100 + 2")
    delta = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(text_document=document, previous_result_id=full.result_id)
    )
    data = list(full.data)
    for edit in delta.edits:
        data[edit.start : edit.start + edit.delete_count] = edit.data
    again = await editor.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(text_document=document)
    )
    assert data == list(again.data)
    assert len(delta.edits[0].data) < 10 * 5


async def test_semantic_tokens_know_what_names_stand_for(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    full = await editor.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(text_document=editor.document("payroll.pkb"))
    )
    lines = editor.texts["payroll.pkb"][1].splitlines()
    found, line, column = set(), 0, 0
    for down, right, length, kind, modifiers in zip(*[iter(full.data)] * 5):
        line, column = (line + down, right) if down else (line, column + right)
        found.add((line, lines[line][column : column + length], TOKEN_TYPES[kind], modifiers))
    of_line = lambda text: {
        token[1:] for token in found if token[0] == lines.index(text) and token[2] not in ("keyword", "operator")
    }
    assert of_line("    IF v_new > c_limit THEN") == {("v_new", "variable", 0), ("c_limit", "variable", 2)}
    assert of_line("    v_new := salary_of(p_id) + p_amount;") == {
        ("v_new", "variable", 0),
        ("salary_of", "function", 0),
        ("p_id", "parameter", 0),
        ("p_amount", "parameter", 0),
    }
    assert of_line("    SELECT salary INTO v_salary FROM employees WHERE id = p_id;") == {
        ("salary", "property", 0),
        ("v_salary", "variable", 0),
        ("employees", "class", 0),
        ("id", "property", 0),
        ("p_id", "parameter", 0),
    }


async def test_hover_has_type_nullability_and_postgresql_type(editor):
    editor.open("payroll.pkb")
    await editor.settled()

    async def hover(before, number=0):
        found = await editor.client.text_document_hover_async(
            types.HoverParams(**editor.at("payroll.pkb", before, number))
        )
        return found.contents.value

    column = await hover("e.sal")
    assert "EMPLOYEES.SALARY NUMBER(10,2)" in column
    assert "numeric(10,2)" in column
    assert "may be NULL" in column
    routine = await hover("    v_new := salary_")
    assert "FUNCTION PAYROLL.SALARY_OF(P_ID NUMBER) RETURN NUMBER" in routine
    constant = await hover("IF v_new > c_lim")
    assert "c_limit CONSTANT NUMBER(10, 2) := 5000" in constant
    overload = await hover("  raise_sal", 0)
    assert overload is not None


async def test_hover_shows_the_comment_before_a_declaration(editor):
    editor.open("jobs.sql")
    await editor.settled()
    found = await editor.client.text_document_hover_async(
        types.HoverParams(**editor.at("jobs.sql", "payroll.raise_"))
    )
    assert "Raises the salary of one employee." in found.contents.value
    assert "P_ID NUMBER" in found.contents.value, "the overload of the call"


async def test_definition_declaration_and_implementation(editor):
    editor.open("jobs.sql")
    editor.open("payroll.pkb")
    editor.open("payroll.pks")
    await editor.settled()

    async def places(method, name, before, number=0):
        found = await editor.ask(
            f"textDocument/{method}",
            types.DefinitionParams(**editor.at(name, before, number)),
        )
        return [editor.slice(place) for place in found or []]

    # The overload by the type of the argument.
    assert await places("definition", "jobs.sql", "payroll.raise_salary", 0) == ["payroll.pkb:9:raise_salary"]
    assert await places("definition", "jobs.sql", "payroll.raise_salary", 1) == ["payroll.pkb:20:raise_salary"]
    assert await places("declaration", "jobs.sql", "payroll.raise_salary", 1) == ["payroll.pks:6:raise_salary"]
    assert await places("implementation", "payroll.pks", "FUNCTION salary_of") == ["payroll.pkb:27:salary_of"]
    assert await places("definition", "payroll.pkb", "FUNCTION salary_of") == ["payroll.pks:7:salary_of"]
    assert await places("definition", "payroll.pkb", "UPDATE employees") == ["tables.sql:2:employees"]
    assert await places("definition", "payroll.pkb", "e.salary") == ["tables.sql:5:salary"]
    assert await places("definition", "payroll.pkb", "    v_new", 1) == ["payroll.pkb:10:v_new"]
    assert await places("definition", "payroll.pkb", "+ p_amount") == ["payroll.pkb:9:p_amount"]
    assert await places("definition", "jobs.sql", "employee_ids") == ["tables.sql:9:employee_ids"]


async def test_references_know_overloads(editor):
    editor.open("jobs.sql")
    editor.open("payroll.pkb")
    await editor.settled()
    found = await editor.client.text_document_references_async(
        types.ReferenceParams(
            **editor.at("jobs.sql", "payroll.raise_salary"),
            context=types.ReferenceContext(include_declaration=True),
        )
    )
    assert sorted(editor.slice(place) for place in found) == [
        "jobs.sql:11:raise_salary",
        "payroll.pkb:18:raise_salary",
        "payroll.pkb:23:raise_salary",
        "payroll.pkb:9:raise_salary",
        "payroll.pks:5:raise_salary",
    ]
    found = await editor.client.text_document_references_async(
        types.ReferenceParams(
            **editor.at("payroll.pkb", "SELECT sal"),
            context=types.ReferenceContext(include_declaration=False),
        )
    )
    assert sorted(editor.slice(place) for place in found) == [
        "payroll.pkb:10:salary",
        "payroll.pkb:17:salary",
        "payroll.pkb:30:salary",
        "tables.sql:12:salary",
    ]


async def test_document_highlight_tells_writes(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    found = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**editor.at("payroll.pkb", "    v_calls :="[:9]))
    )
    lines = [(item.range.start.line, item.kind) for item in found]
    assert lines[0] == (1, types.DocumentHighlightKind.Write)
    assert len(lines) == 3


async def test_rename_of_one_overload(editor):
    editor.open("jobs.sql")
    editor.open("payroll.pkb")
    editor.open("payroll.pks")
    await editor.settled()
    ready = await editor.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(**editor.at("jobs.sql", "payroll.raise_salary", 1))
    )
    assert ready.placeholder == "raise_salary"
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(**editor.at("jobs.sql", "payroll.raise_salary", 1), new_name="raise_by_name")
    )
    changed = {
        uri.rsplit("/", 1)[1]: sorted(change.range.start.line + 1 for change in changes)
        for uri, changes in edit.changes.items()
    }
    assert changed == {"jobs.sql": [12], "payroll.pkb": [20, 25], "payroll.pks": [6]}


async def renamed(editor, name, before, new_name, number=0):
    """The lines of each file that a rename changes."""
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(**editor.at(name, before, number), new_name=new_name)
    )
    return {
        uri.rsplit("/", 1)[1]: sorted(change.range.start.line + 1 for change in changes)
        for uri, changes in edit.changes.items()
    }


async def test_rename_of_tables_columns_and_routines(editor):
    editor.open("payroll.pkb")
    editor.open("tables.sql")
    editor.open("jobs.sql")
    await editor.settled()
    assert await renamed(editor, "payroll.pkb", "UPDATE employees", "people") == {
        "jobs.sql": [4],
        "payroll.pkb": [10, 17, 22, 27, 30],
        "payroll.pks": [7],
        "tables.sql": [2, 12],
    }
    assert await renamed(editor, "payroll.pkb", "SET e.salary", "pay") == {
        "payroll.pkb": [10, 17, 30],
        "tables.sql": [5, 12],
    }
    assert await renamed(editor, "jobs.sql", "PROCEDURE log_message", "log_text") == {"jobs.sql": [1, 13]}
    assert await renamed(editor, "tables.sql", "SEQUENCE employee_ids", "people_ids") == {
        "jobs.sql": [4],
        "tables.sql": [9],
    }


async def test_rename_of_what_a_dynamic_text_names_is_refused(editor):
    editor.open("payroll.pkb")
    editor.open(
        "dynamic.sql",
        "CREATE OR REPLACE PROCEDURE purge IS\nBEGIN\n  EXECUTE IMMEDIATE 'delete from employees where salary = 0';\n"
        "  EXECUTE IMMEDIATE 'begin log_message(''x''); end;';\nEND;\n/\n",
    )
    editor.open("jobs.sql")
    await editor.settled()
    for name, before in [
        ("payroll.pkb", "UPDATE employees"),
        ("payroll.pkb", "SET e.salary"),
        ("jobs.sql", "PROCEDURE log_message"),
    ]:
        with pytest.raises(Exception) as refused:
            await renamed(editor, name, before, "something_else")
        assert "may be run" in str(refused.value) and "dynamic.sql:" in str(refused.value)
    # Comments are no texts that run.
    editor.replace("dynamic.sql", "EXECUTE IMMEDIATE 'delete from employees where salary = 0'", "-- employees\n  NULL")
    editor.replace("dynamic.sql", "begin log_message", "begin log_nothing")
    await editor.settled()
    assert "dynamic.sql" not in await renamed(editor, "payroll.pkb", "UPDATE employees", "people")


async def test_rename_that_would_change_a_meaning_is_refused(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    for before, new_name, reason in [
        ("    v_new", "p_amount", "means something else"),
        ("PROCEDURE count_call", "salary_of", "overloads"),
        ("UPDATE employees", "employee_ids", "has an object"),
        ("UPDATE employees", "payroll", "has an object"),
        ("SET e.salary", "hired", "has a column"),
        ("SET e.salary", "v_new", "where it would be seen"),
        ("SELECT id", "number_of", "is not known"),
        ("    v_new", "select", "word of the language"),
    ]:
        try:
            await editor.client.text_document_rename_async(
                types.RenameParams(**editor.at("payroll.pkb", before), new_name=new_name)
            )
        except Exception as error:
            assert reason in str(error), (new_name, error)
        else:
            raise AssertionError(f"{before} was renamed to {new_name}")


async def test_call_hierarchy(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    items = await editor.client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(**editor.at("payroll.pkb", "PROCEDURE raise_salary"))
    )
    assert items[0].name == "PAYROLL.RAISE_SALARY"
    incoming = await editor.client.call_hierarchy_incoming_calls_async(
        types.CallHierarchyIncomingCallsParams(item=items[0])
    )
    callers = sorted((call.from_.name, len(call.from_ranges)) for call in incoming)
    assert callers == [("PAYROLL.RAISE_SALARY", 1), ("YEARLY_RAISE", 1)]
    outgoing = await editor.client.call_hierarchy_outgoing_calls_async(
        types.CallHierarchyOutgoingCallsParams(item=items[0])
    )
    assert sorted(call.to.name for call in outgoing) == ["PAYROLL.COUNT_CALL", "PAYROLL.SALARY_OF"]


async def test_workspace_symbols(editor):
    await editor.settled()
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams(query="salary"))
    assert [(symbol.name, symbol.container_name) for symbol in found][:2] == [
        ("salary_of", "payroll"),
        ("salary_of", "payroll"),
    ]
    assert len(found) == 6


async def labels(editor, name, before, number=0):
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(**editor.at(name, before, number))
    )
    return [item.label for item in found.items]


async def test_completion_of_members_and_columns(editor):
    editor.open("jobs.sql")
    editor.open("payroll.pkb")
    await editor.settled()
    members = await labels(editor, "jobs.sql", "  payroll.")
    assert set(members) == {"raise_salary", "salary_of", "c_limit"}, "private members are not offered"
    editor.replace("payroll.pkb", "SET e.salary = v_new", "SET e.")
    columns = await labels(editor, "payroll.pkb", "SET e.")
    assert columns == ["id", "name", "salary", "hired"]
    editor.replace("payroll.pkb", "SELECT salary INTO", "SELECT sa INTO")
    assert "salary" in await labels(editor, "payroll.pkb", "SELECT sa")
    editor.replace("payroll.pkb", "RETURN v_salary;", "RETURN v_;")
    assert (await labels(editor, "payroll.pkb", "RETURN v_"))[:2] == ["v_salary", "v_calls"]


async def test_keywords_are_those_the_grammar_expects(editor):
    editor.open("new.sql", "SELECT id FROM employees WH\n;\nCREATE TAB\n;\n")
    await editor.settled()
    assert "WHERE" in await labels(editor, "new.sql", "employees WH")
    assert "TABLE" in await labels(editor, "new.sql", "CREATE TAB")
    editor.replace("new.sql", "WH", "LO")
    assert "LOOP" not in await labels(editor, "new.sql", "employees LO")
    # In the last of several routines.
    editor.open("payroll.pkb")
    editor.replace("payroll.pkb", "    RETURN v_salary;", "    EXI v_salary;")
    assert "EXIT" in await labels(editor, "payroll.pkb", "    EXI")
    editor.replace("payroll.pkb", "    EXI v_salary;", "    IF v_salary > 1 TH")
    assert "THEN" in await labels(editor, "payroll.pkb", "v_salary > 1 TH")


async def test_signature_help_lists_overloads(editor):
    editor.open("jobs.sql")
    await editor.settled()
    editor.replace("jobs.sql", "payroll.raise_salary(1, 100)", "payroll.raise_salary(1, ")
    found = await editor.client.text_document_signature_help_async(
        types.SignatureHelpParams(**editor.at("jobs.sql", "payroll.raise_salary(1, "))
    )
    assert [signature.label for signature in found.signatures] == [
        "PROCEDURE PAYROLL.RAISE_SALARY(P_ID NUMBER, P_AMOUNT NUMBER)",
        "PROCEDURE PAYROLL.RAISE_SALARY(P_NAME VARCHAR2, P_AMOUNT NUMBER)",
    ]
    assert found.active_parameter == 1


async def test_inlay_hints(editor):
    editor.open("payroll.pkb")
    editor.open("new.sql", "CREATE PROCEDURE p(a VARCHAR2) IS\n  n NUMBER(4);\nBEGIN\n  n := a;\nEND;\n/\n")
    await editor.settled()
    found = await editor.client.text_document_inlay_hint_async(
        types.InlayHintParams(
            text_document=editor.document("new.sql"),
            range=types.Range(start=types.Position(0, 0), end=types.Position(9, 0)),
        )
    )
    hints = [(hint.position.line, hint.label.strip()) for hint in found]
    assert (1, "→ numeric(4)") in hints
    assert (3, "VARCHAR2 → NUMBER") in hints
