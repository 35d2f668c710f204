"""Diagnostics while texts change, folders, settings, broken code."""

import asyncio

import pytest
from conftest import Editor
from lsprotocol import types
from pygls.exceptions import JsonRpcException


async def test_syntax_errors_come_with_what_is_expected(editor):
    editor.open("new.sql", "BEGIN\n  IF 1 = 1 THEN\n    NULL\n  END IF;\nEND;\n/\n")
    await editor.settled()
    [found] = [found for found in editor.diagnostics("new.sql") if found.severity == 1]
    assert found.code in ("PLC0101", "PLC0102")
    assert "`;`" in found.message
    editor.replace("new.sql", "NULL", "NULL;")
    await editor.settled()
    assert [found for found in editor.diagnostics("new.sql") if found.severity == 1] == []


async def test_a_change_in_one_file_is_found_in_another(editor):
    editor.open("payroll.pkb")
    editor.open("tables.sql")
    await editor.settled()
    before = editor.codes("payroll.pkb")
    editor.replace("tables.sql", "  salary NUMBER(10, 2),\n", "")
    await editor.settled()
    after = editor.codes("payroll.pkb")
    assert "PLC0203" in after and "PLC0203" not in before, after
    editor.replace("tables.sql", "  hired ", "  salary NUMBER(10, 2),\n  hired ")
    await editor.settled()
    assert editor.codes("payroll.pkb") == before


async def test_diagnostics_are_those_of_the_last_version(editor):
    editor.open("payroll.pkb")
    for number in range(30):
        editor.replace("payroll.pkb", "v_calls + ", f"v_calls + {number} + ")
    editor.replace("payroll.pkb", "    count_call;", "    no_such_procedure;")
    await editor.settled()
    assert any("NO_SUCH_PROCEDURE" in found.message for found in editor.diagnostics("payroll.pkb"))
    editor.replace("payroll.pkb", "    no_such_procedure;", "    count_call;")
    await editor.settled()
    assert not any("NO_SUCH" in found.message for found in editor.diagnostics("payroll.pkb"))


async def test_edits_inside_of_routines_find_what_an_analysis_of_all_finds(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    text = editor.texts["payroll.pkb"][1]
    seen = {}
    for name in ["first", "again"]:
        for old, new in [
            ("v_calls + 1", "v_calls + no_such_thing"),
            ("v_calls + no_such_thing", "v_calls +"),
            ("v_calls +", "v_calls + 1"),
            ("    count_call;\n", "    count_call;\n    COMMIT;\n"),
            ("    COMMIT;\n", ""),
        ]:
            editor.replace("payroll.pkb", old, new)
            if name == "again":
                # Something that no routine is around: all is analysed.
                editor.replace("payroll.pkb", "CREATE OR REPLACE PACKAGE BODY", "-- \nCREATE OR REPLACE PACKAGE BODY")
                editor.replace("payroll.pkb", "-- \nCREATE OR REPLACE PACKAGE BODY", "CREATE OR REPLACE PACKAGE BODY")
            await editor.settled()
            found = [(item.code, item.message, item.range) for item in editor.diagnostics("payroll.pkb")]
            assert seen.setdefault(new, found) == found
    assert editor.texts["payroll.pkb"][1] == text


async def test_a_panic_is_a_finding_until_the_text_changes(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    before = editor.codes("payroll.pkb")
    told = asyncio.ensure_future(editor.client.wait_for_notification("textDocument/publishDiagnostics"))
    with pytest.raises(JsonRpcException, match="internal error: as asked"):
        await editor.ask("plconv/testing/panic", {"textDocument": {"uri": editor.uri("payroll.pkb")}})
    await told
    [mistake] = [found for found in editor.diagnostics("payroll.pkb") if found.message.startswith("internal error")]
    assert mistake.severity == types.DiagnosticSeverity.Error
    hover = await editor.client.text_document_hover_async(types.HoverParams(**editor.at("payroll.pkb", "v_calls")))
    assert "PLS_INTEGER" in hover.contents.value, "the server lives on"
    editor.replace("payroll.pkb", "v_calls + 1", "v_calls + 2")
    await editor.settled()
    assert editor.codes("payroll.pkb") == before


async def test_an_analysis_of_a_folder_shows_its_progress(editor):
    await editor.settled()
    reports = [
        [type(report).__name__ for report in reports] for reports in editor.client.progress_reports.values()
    ]
    assert reports and all(
        (kinds[0], kinds[-1]) == ("WorkDoneProgressBegin", "WorkDoneProgressEnd") for kinds in reports
    )


async def test_the_disk_counts_again_when_a_text_is_closed(editor):
    editor.open("tables.sql", "CREATE TABLE nothing (id NUMBER);\n")
    editor.open("payroll.pkb")
    await editor.settled()
    assert any(code.startswith("PLC02") for code in editor.codes("payroll.pkb"))
    editor.close("tables.sql")
    await editor.settled()
    assert not any(code.startswith("PLC02") for code in editor.codes("payroll.pkb"))


async def test_files_that_are_not_open_have_diagnostics_too(editor):
    await editor.settled()
    assert "PLC0502" in editor.codes("jobs.sql")
    (editor.root / "jobs.sql").unlink()
    changed(editor, "jobs.sql", types.FileChangeType.Deleted)
    await editor.settled()
    assert editor.codes("jobs.sql") == []


def changed(editor, name, kind=types.FileChangeType.Changed):
    editor.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(changes=[types.FileEvent(uri=editor.uri(name), type=kind)])
    )


async def test_the_policy_file_counts_when_it_changes(editor):
    await editor.settled()
    assert "PLC0502" in editor.codes("jobs.sql")
    (editor.root / "plconv.toml").write_text('autonomous = "refuse"\n')
    changed(editor, "plconv.toml", types.FileChangeType.Created)
    await editor.settled()
    assert "PLC0501" in editor.codes("jobs.sql") and "PLC0502" not in editor.codes("jobs.sql")


async def test_settings_say_which_files_have_diagnostics(editor):
    await editor.settled()
    assert editor.codes("jobs.sql") != []
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings={"plconv": {"diagnostics": "open"}})
    )
    await editor.settled()
    assert editor.codes("jobs.sql") == []
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings={"plconv": {}}))


async def test_several_folders_are_separate(editor, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "use.sql").write_text("CREATE VIEW v AS SELECT id FROM employees;\n")
    editor.client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(
            event=types.WorkspaceFoldersChangeEvent(
                added=[types.WorkspaceFolder(uri=other.as_uri(), name="other")], removed=[]
            )
        )
    )
    await editor.settled()
    uri = (other / "use.sql").as_uri()
    assert "PLC0202" in [found.code for found in editor.client.diagnostics[uri]]


async def test_a_file_outside_of_all_folders(editor, tmp_path):
    outside = Editor(editor.client, tmp_path)
    outside.open("loose.sql", "CREATE FUNCTION f RETURN NUMBER IS\nBEGIN\n  RETURN 1\nEND;\n/\n")
    await editor.settled()
    assert any(found.severity == 1 for found in outside.diagnostics("loose.sql"))
    outside.close("loose.sql")
    await editor.settled()
    assert outside.diagnostics("loose.sql") == ()


async def test_every_prefix_of_a_text_is_survived(editor):
    text = (editor.root / "payroll.pkb").read_text()
    editor.open("payroll.pkb", "")
    for end in range(0, len(text), 97):
        version, before = editor.texts["payroll.pkb"]
        editor.texts["payroll.pkb"] = (version + 1, text[:end])
        editor.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(
                    uri=editor.uri("payroll.pkb"), version=version + 1
                ),
                content_changes=[types.TextDocumentContentChangeWholeDocument(text=text[:end])],
            )
        )
        place = editor.at("payroll.pkb", text[:end])
        await editor.client.text_document_completion_async(types.CompletionParams(**place))
        await editor.client.text_document_hover_async(types.HoverParams(**place))
        await editor.client.text_document_signature_help_async(types.SignatureHelpParams(**place))
    await editor.settled()
    assert "PLC9901" not in editor.codes("payroll.pkb")


async def test_an_editor_that_pulls_is_not_pushed(editor):
    # Asked of the same server: what it pushes and what can be pulled agree.
    editor.open("payroll.pkb")
    await editor.settled()
    report = await editor.client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(text_document=editor.document("payroll.pkb"))
    )
    assert [found.code for found in report.items] == editor.codes("payroll.pkb")


async def test_positions_count_in_utf16(editor):
    text = "-- \U0001f600\nCREATE VIEW v AS SELECT '\U0001f600' AS a, id FROM employees e WHERE e.id = 1;\n"
    editor.open("new.sql", text)
    await editor.settled()
    found = await editor.client.text_document_hover_async(
        types.HoverParams(**editor.at("new.sql", "AS a, i"))
    )
    assert "EMPLOYEES.ID" in found.contents.value
    start = text.splitlines()[1].index("id FROM") + 1
    assert found.range.start.character == start


async def test_a_request_that_is_cancelled_is_no_longer_worked_on(editor):
    """References in many files take long; the one behind it does not wait for them."""
    users = 150
    calls = "".join(f"    x := x + payroll.salary_of({number});\n" for number in range(60))
    for number in range(users):
        (editor.root / f"user_{number}.sql").write_text(
            f"CREATE OR REPLACE PROCEDURE user_{number} IS\n  x NUMBER := 0;\nBEGIN\n{calls}END;\n/\n"
        )
    editor.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            changes=[
                types.FileEvent(uri=editor.uri(f"user_{number}.sql"), type=types.FileChangeType.Created)
                for number in range(users)
            ]
        )
    )
    editor.open("payroll.pks")
    await editor.settled()
    place = types.ReferenceParams(
        **editor.at("payroll.pks", "FUNCTION sal"),
        context=types.ReferenceContext(include_declaration=False),
    )
    protocol = editor.client.protocol
    asked = protocol.send_request("textDocument/references", place, msg_id="cancelled")
    protocol.notify("$/cancelRequest", types.CancelParams(id="cancelled"))
    with pytest.raises(JsonRpcException) as told:
        await asyncio.wait_for(asyncio.wrap_future(asked), 60)
    assert told.value.code == types.LSPErrorCodes.RequestCancelled
    # Nothing of it is left: the same question is answered in full.
    found = await editor.client.text_document_references_async(place)
    assert len(found) >= 60 * users
    assert editor.codes("payroll.pks") == []


async def test_a_package_body_of_20000_lines(editor):
    routines = 2_000
    body = "".join(
        f"  FUNCTION step_{number}(p_value NUMBER) RETURN NUMBER IS\n    v_total NUMBER := 0;\n  BEGIN\n"
        f"    FOR i IN 1 .. 10 LOOP\n      v_total := p_value + {number};\n      IF v_total > 100 THEN\n"
        "        v_total := v_total - i;\n      END IF;\n    END LOOP;\n"
        f"    RETURN v_total; END step_{number};\n"
        for number in range(routines)
    )
    name = "large.pkb"
    editor.open(name, f"CREATE OR REPLACE PACKAGE BODY large AS\n{body}END large;\n/\n")
    await editor.settled()
    outline = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=editor.document(name))
    )
    assert len(outline[0].children) == routines
    uri = editor.uri(name)
    known = await editor.ask("plconv/translation", {"textDocument": {"uri": uri}})
    assert known.text.count("CREATE FUNCTION large.step_") + known.text.count(
        "CREATE OR REPLACE FUNCTION large.step_"
    ) == routines
    # An edit in the middle is told as one of a few lines, whatever is around.
    editor.replace(name, "v_total := p_value + 1000;", "v_total := nowhere + 4711;\n      v_total := v_total + 1;")
    await editor.settled()
    params = {"textDocument": {"uri": uri}, "previousResultId": known.resultId}
    told = await editor.ask("plconv/translation", params)
    assert "4711" in told.edit.newText and told.edit.newText.count("\n") < 30
    assert told.edit.spans.sourceLines == 1 and len(told.edit.spans.insert) < 40
    [found] = [found for found in editor.diagnostics(name) if "NOWHERE" in found.message.upper()]
    assert found.range.start.line == editor.texts[name][1][: editor.texts[name][1].index("nowhere")].count("\n")
    editor.replace(name, "v_total := v_total + 1;", "v_tot")
    offered = await editor.client.text_document_completion_async(
        types.CompletionParams(**editor.at(name, "      v_tot", 3_001))
    )
    assert offered is not None
