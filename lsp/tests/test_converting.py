"""Converting: translation, explanations, fixes, tasks, lenses, progress."""

import tomllib

from lsprotocol import types


async def translation(editor, name):
    return await editor.ask("plconv/translation", {"textDocument": {"uri": editor.uri(name)}})


async def test_translation_follows_edits(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    found = await translation(editor, "payroll.pkb")
    assert found.isCurrent and "5000" not in found.text
    assert "FUNCTION payroll.salary_of" in found.text
    editor.client.translations.clear()
    editor.replace("payroll.pkb", "RETURN v_salary;", "RETURN v_salary * 777;")
    await editor.settled()
    assert editor.uri("payroll.pkb") in editor.client.translations[-1].uris
    found = await translation(editor, "payroll.pkb")
    assert "777" in found.text and found.isCurrent


def moved(place, lines, from_line=0):
    return {"line": place.line + (lines if place.line >= from_line else 0), "character": place.character}


def seen(span, own="", output_lines=0, change=None):
    """A span to compare, with its places where they are after a change."""
    output, source = span.output, span.source.range
    of_source = (0, 0)
    if change and span.source.uri == own:
        of_source = (change.sourceLines, change.sourceLine)
    return (
        moved(output.start, output_lines),
        moved(output.end, output_lines),
        span.source.uri,
        moved(source.start, *of_source),
        moved(source.end, *of_source),
        getattr(span, "rule", None),
    )


async def test_a_translation_can_be_told_as_what_changed(editor):
    name = "payroll.pkb"
    uri = editor.uri(name)
    editor.open(name)
    await editor.settled()
    known = await translation(editor, name)
    text, raw, result = known.text, known.spans, known.resultId
    for before, after in [
        ("RETURN v_salary;", "RETURN v_salary * 777;"),
        ("RETURN v_salary * 777;", "v_salary := v_salary + 1;\n    v_salary := v_salary + 2;\n    RETURN v_salary;"),
        ("v_salary := v_salary + 2;\n", ""),
        ("v_salary", "v_salary"),
    ]:
        editor.replace(name, before, after)
        await editor.settled()
        params = {"textDocument": {"uri": uri}, "previousResultId": result}
        told = await editor.ask("plconv/translation", params)
        assert not hasattr(told, "text") and not hasattr(told, "spans")
        edit = told.edit
        lines = text.splitlines(keepends=True)
        first, last = edit.range.start.line, edit.range.end.line
        text = "".join(lines[:first]) + edit.newText + "".join(lines[last:])
        change = edit.spans
        behind = raw[change.start + change.deleteCount :]
        spans = (
            [seen(span, uri, 0, change) for span in raw[: change.start]]
            + [seen(span) for span in change.insert]
            + [seen(span, uri, change.outputLines, change) for span in behind]
        )
        assert len(change.insert) < len(spans)
        whole = await translation(editor, name)
        assert whole.text == text
        assert [seen(span) for span in whole.spans] == spans
        raw, result = whole.spans, whole.resultId
    # Whoever has another one gets all of it.
    params = {"textDocument": {"uri": uri}, "previousResultId": "none of ours"}
    assert (await editor.ask("plconv/translation", params)).text == text


async def test_spans_lead_both_ways(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    found = await translation(editor, "payroll.pkb")
    lines = found.text.splitlines()
    source = editor.texts["payroll.pkb"][1].splitlines()
    for span in found.spans:
        assert span.output.start.line < len(lines)
        if span.source.uri == editor.uri("payroll.pkb"):
            assert span.source.range.end.line <= len(source)
    # From the UPDATE of the source to the one of the output and back.
    line = next(number for number, text in enumerate(lines) if "UPDATE employees" in text)
    inner = [span for span in found.spans if span.output.start.line <= line <= span.output.end.line]
    smallest = min(inner, key=lambda span: span.output.end.line - span.output.start.line)
    start = smallest.source.range.start.line
    end = smallest.source.range.end.line
    assert any("UPDATE employees" in text for text in source[start : end + 1])


async def test_explanations_name_what_was_assumed(editor):
    editor.open("jobs.sql")
    await editor.settled()
    found = await translation(editor, "jobs.sql")
    line = next(number for number, text in enumerate(found.text.splitlines()) if "dblink" in text)
    explained = await editor.ask(
        "plconv/explain",
        {"textDocument": {"uri": editor.uri("jobs.sql")}, "position": {"line": line, "character": 1}},
    )
    assert "PLC0502" in explained.markdown
    assert "autonomous" in explained.markdown.lower()
    # The other way, with its cost.
    [alternative] = explained.markdown.split("## Alternatives")[1].strip().splitlines()
    assert alternative.startswith("- Refuse autonomous transactions") and "by hand" in alternative


async def fixes(editor, name, code):
    [found] = [found for found in editor.diagnostics(name) if found.code == code][:1]
    actions = await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=editor.document(name),
            range=found.range,
            context=types.CodeActionContext(diagnostics=[found]),
        )
    )
    return [action for action in actions if action.diagnostics[0].code == code]


def apply(text, edits):
    lines = text.splitlines(keepends=True) or [""]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(place):
        return starts[min(place.line, len(starts) - 1)] + place.character

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def test_a_decision_is_written_into_the_policy_file(editor):
    (editor.root / "plconv.toml").write_text("# ours\n\n[types]\nintegers = true\n")
    editor.open("jobs.sql")
    await editor.settled()
    found = await fixes(editor, "jobs.sql", "PLC0502")
    titles = [action.title for action in found]
    assert "Refuse autonomous transactions in the project (plconv.toml)" in titles
    for title, check in [
        ("Refuse autonomous", lambda policy: policy["autonomous"] == "refuse"),
        ("Accept PLC0502 in LOG_MESSAGE", lambda policy: policy["allow"][0]["object"] == "LOG_MESSAGE"),
        ("Accept PLC0502 in this file", lambda policy: policy["allow"][0]["file"] == "jobs.sql"),
        ("Accept PLC0502 in the project", lambda policy: "file" not in policy["allow"][0]),
    ]:
        [action] = [action for action in found if action.title.startswith(title)]
        [(uri, edits)] = action.edit.changes.items()
        assert uri == editor.uri("plconv.toml")
        text = apply((editor.root / "plconv.toml").read_text(), edits)
        assert check(tomllib.loads(text)), text


async def test_a_policy_file_is_created_when_there_is_none(editor):
    editor.open("jobs.sql")
    await editor.settled()
    [action] = [
        action
        for action in await fixes(editor, "jobs.sql", "PLC0502")
        if action.title.startswith("Accept PLC0502 in the project")
    ]
    create, edit = action.edit.document_changes
    assert create.kind == "create" and create.uri == editor.uri("plconv.toml")
    assert "[[allow]]" in edit.edits[0].new_text


async def test_a_suppression_takes_the_finding_away(editor):
    editor.open("jobs.sql")
    await editor.settled()
    [action] = [
        action
        for action in await fixes(editor, "jobs.sql", "PLC0502")
        if action.title == "Accept PLC0502 here, with a reason"
    ]
    [edit] = action.edit.changes[editor.uri("jobs.sql")]
    assert edit.new_text == "-- plconv:allow PLC0502 accepted after review\n"
    first = editor.texts["jobs.sql"][1].splitlines(keepends=True)[0]
    editor.replace("jobs.sql", first, edit.new_text + first)
    await editor.settled()
    assert "PLC0502" not in editor.codes("jobs.sql")


async def test_the_source_is_rewritten_to_say_what_it_means(editor):
    text = """CREATE TABLE visits (name VARCHAR2(10), day DATE);
CREATE OR REPLACE PROCEDURE visit IS
  d DATE;
  s VARCHAR2(30);
BEGIN
  d := TO_DATE('01-FEB-24');
  s := TO_CHAR(d);
  d := '02-MAR-24';
END;
/
"""
    editor.open("new.sql", text)
    await editor.settled()
    # Each finding that a rewriting takes away makes room for the next one.
    for code, title in [
        ("PLC0213", "Write the length in characters: VARCHAR2(10 CHAR)"),
        ("PLC0209", "Write the format 'DD-MON-RR'"),
        ("PLC0209", "Write the format 'DD-MON-RR'"),
        ("PLC0209", "Write TO_DATE with the format 'DD-MON-RR'"),
    ]:
        [action] = [action for action in await fixes(editor, "new.sql", code) if action.title == title]
        before = text
        text = apply(text, action.edit.changes[editor.uri("new.sql")])
        editor.replace("new.sql", before, text)
        await editor.settled()
    assert "name VARCHAR2(10 CHAR)" in text
    assert "TO_DATE('01-FEB-24', 'DD-MON-RR')" in text
    assert "TO_CHAR(d, 'DD-MON-RR')" in text
    assert "d := TO_DATE('02-MAR-24', 'DD-MON-RR');" in text
    assert not {"PLC0209", "PLC0213"} & set(editor.codes("new.sql"))


async def test_a_missing_semicolon_is_inserted(editor):
    text = "BEGIN\n  COMMIT WORK\n  NULL;\nEND;\n/\n"
    editor.open("new.sql", text)
    await editor.settled()
    actions = await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=editor.document("new.sql"),
            range=editor.diagnostics("new.sql")[0].range,
            context=types.CodeActionContext(diagnostics=[]),
        )
    )
    [inserted] = [action for action in actions if action.title == "Insert `;`"]
    assert inserted.is_preferred
    [edits] = inserted.edit.changes.values()
    assert "COMMIT WORK;" in apply(text, edits)


async def test_tasks_have_a_status_that_survives(editor):
    editor.open("jobs.sql")
    await editor.settled()
    tasks = await editor.ask("plconv/tasks")
    [task] = [task for task in tasks if task.code == "PLC0502"]
    assert (task.group, task.status, task.isRefused) == ("LOG_MESSAGE", "open", False)
    await editor.ask(
        "plconv/setTaskStatus",
        {"textDocument": {"uri": editor.uri("jobs.sql")}, "id": task.id, "status": "in-review"},
    )
    # Lines move, and all is converted again.
    editor.replace("jobs.sql", "CREATE OR REPLACE PROCEDURE log_message", "\n\nCREATE OR REPLACE PROCEDURE log_message")
    await editor.settled()
    [again] = [task for task in await editor.ask("plconv/tasks") if task.code == "PLC0502"]
    assert again.status == "in-review" and again.id == task.id
    assert again.location.range.start.line == task.location.range.start.line + 2


async def test_what_the_policy_file_allows_is_no_task(editor):
    await editor.settled()
    codes = lambda tasks: [task.code for task in tasks]
    assert "PLC0502" in codes(await editor.ask("plconv/tasks"))
    allow = '[[allow]]\ncode = "PLC0502"\nreason = "the log is written by jobs only"\n'
    (editor.root / "plconv.toml").write_text(allow)
    editor.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            changes=[types.FileEvent(uri=editor.uri("plconv.toml"), type=types.FileChangeType.Created)]
        )
    )
    await editor.settled()
    assert "PLC0502" not in codes(await editor.ask("plconv/tasks"))


async def test_progress_of_the_project(editor):
    await editor.settled()
    everywhere = await editor.ask("plconv/progress")
    [progress] = [folder for folder in everywhere if folder.folder == editor.root.as_uri()]
    assert progress.objects >= 6
    assert sum(vars(progress.byFate).values()) == progress.objects


async def test_lenses_tell_fate_and_callers(editor):
    editor.open("payroll.pkb")
    await editor.settled()
    lenses = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(text_document=editor.document("payroll.pkb"))
    )
    fates = [lens.command.title for lens in lenses if lens.command]
    assert "translated" in fates and "verify on PostgreSQL" in fates
    [lens] = [lens for lens in lenses if lens.data and lens.range.start.line == 8]
    resolved = await editor.client.code_lens_resolve_async(lens)
    assert resolved.command.title == "2 callers"
