"""A server over a copy of the workspace, driven by pytest-lsp."""

import asyncio
import os
import pathlib
import shutil
from types import SimpleNamespace

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SOURCE = pathlib.Path(__file__).parent / "workspace"


class Editor:
    """What a person does in an editor."""

    def __init__(self, client: LanguageClient, root: pathlib.Path):
        self.client = client
        self.root = root
        self.texts = {}

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri(name))

    def open(self, name: str, text: str | None = None):
        if text is None:
            text = (self.root / name).read_text()
        self.texts[name] = (1, text)
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                text_document=types.TextDocumentItem(
                    uri=self.uri(name), language_id="plsql", version=1, text=text
                )
            )
        )

    def replace(self, name: str, old: str, new: str):
        """Types: one incremental change."""
        version, text = self.texts[name]
        start = text.index(old)
        change = types.TextDocumentContentChangePartial(
            range=types.Range(
                start=position(text, start), end=position(text, start + len(old))
            ),
            text=new,
        )
        self.texts[name] = (version + 1, text.replace(old, new, 1))
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(
                    uri=self.uri(name), version=version + 1
                ),
                content_changes=[change],
            )
        )

    def close(self, name: str):
        del self.texts[name]
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(text_document=self.document(name))
        )

    def at(self, name: str, before: str, number: int = 0) -> dict:
        """The place behind `before` in a text; `number` counts from 0."""
        text = self.texts[name][1]
        start = -1
        for _ in range(number + 1):
            start = text.index(before, start + 1)
        return {
            "text_document": self.document(name),
            "position": position(text, start + len(before)),
        }

    def slice(self, location) -> str:
        """The text of a location, with its file and line."""
        name = location.uri.rsplit("/", 1)[1]
        text = self.texts[name][1] if name in self.texts else (self.root / name).read_text()
        line = text.splitlines()[location.range.start.line]
        word = line[location.range.start.character : location.range.end.character]
        return f"{name}:{location.range.start.line + 1}:{word}"

    async def settled(self):
        """Everything that was sent is analysed and converted, and the diagnostics have come."""
        told = asyncio.get_running_loop().create_future()
        self.client.settling.append(told)
        await self.client.protocol.send_request_async("plconv/settled", None)
        await asyncio.wait_for(told, 60)

    async def ask(self, method: str, params=None):
        return plain(await self.client.protocol.send_request_async(method, params))

    def diagnostics(self, name: str):
        return self.client.diagnostics.get(self.uri(name), [])

    def codes(self, name: str):
        return [found.code for found in self.diagnostics(name)]


def plain(value):
    """An answer that pygls has no type for, with attributes all the way down."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return types_of(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def types_of(value: dict):
    return SimpleNamespace(**{key: plain(item) for key, item in value.items()})


def position(text: str, offset: int) -> types.Position:
    before = text[:offset]
    line = before.count("\n")
    column = before[before.rfind("\n") + 1 :]
    return types.Position(line=line, character=len(column.encode("utf-16-le")) // 2)


def with_capabilities(pull: bool):
    capabilities = client_capabilities("visual-studio-code")
    if not pull:
        capabilities.text_document.diagnostic = None
    return capabilities


def answer_requests(client: LanguageClient):
    """Requests of the server that the test client does not know."""
    client.registrations = []
    client.refreshes = []
    client.translations = []
    client.settling = []

    @client.feature("plconv/settled")
    def settled(params):
        client.settling.pop(0).set_result(None)

    @client.feature("client/registerCapability")
    def register(params: types.RegistrationParams):
        client.registrations.extend(params.registrations)

    for what in ["codeLens", "inlayHint", "semanticTokens", "diagnostic"]:
        method = f"workspace/{what}{'s' if what == 'diagnostic' else ''}/refresh"

        @client.feature(method)
        def refresh(params, method=method):
            client.refreshes.append(method)

    @client.feature("plconv/translationChanged")
    def changed(params):
        client.translations.append(params)


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[os.environ["PLCONV"], "lsp"]),
    scope="module",
    loop_scope="module",
)
async def client(lsp_client: LanguageClient):
    """One server for the tests of a file."""
    answer_requests(lsp_client)
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=with_capabilities(pull=False), workspace_folders=[])
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, tmp_path):
    """A window over a folder of its own, with a copy of the workspace."""
    root = tmp_path / "ws"
    shutil.copytree(SOURCE, root)
    folder = types.WorkspaceFolder(uri=root.as_uri(), name="ws")
    change_folders(client, added=[folder])
    editor = Editor(client, root)
    yield editor
    for name in list(editor.texts):
        editor.close(name)
    change_folders(client, removed=[folder])


def change_folders(client: LanguageClient, added=(), removed=()):
    client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(
            event=types.WorkspaceFoldersChangeEvent(added=list(added), removed=list(removed))
        )
    )
