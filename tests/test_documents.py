"""What the documents name exists: files, functions, `make` targets, commands, links and environment variables."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "deploy" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
# It tells the old name of each file that was renamed.
WITH_OLD_NAMES = {"0026-features-as-folders.md"}
# What an installation or a run makes.
MADE_BY_A_RUN = (".venv/", "node_modules/", "data-local/", ".test-data/", "collected/")
CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^(?:```.*?^```|(?: {4}|\t).+?$)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Of a file that is named without its folder. Others are as often files of a machine or of another program.
ENDINGS = "py|md|toml|html|css|js|csv|typ"
PATH = re.compile(rf"[\w.*-]+(?:/[\w.*-]+)+/?|[\w.*-]+/|[\w-]+\.(?:{ENDINGS})")
SYMBOL = re.compile(r"([\w./-]+\.py)(?:::|: )(\w+)")
DOTTED = re.compile(r"[a-z_]+(?:\.\w+)+")
MAKE = re.compile(r"\bmake ((?:[A-Z_]+=\S* )*)([a-z][a-z-]*)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
MODULE = re.compile(r"-m ((?:embedded|supply|benchmarks)[\w.]*)")
NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|PYTHON|EMBEDDER")
VARIABLE = re.compile(rf"`({NAME.pattern})`")


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_of(text: str) -> list[str]:
    """Everything between backticks, and lines of code blocks."""
    return CODE.findall(text) + [line for block in BLOCK.findall(text) for line in block.splitlines()]


def is_a_path(token: str) -> bool:
    """Whether it begins in this repository; other paths belong to a machine, an address or a package."""
    return PATH.fullmatch(token) is not None and not token.startswith(("/", "~")) and begins_here(token)


def begins_here(token: str) -> bool:
    first = token.split("/")[0]
    return first == "*" or "/" not in token or (ROOT / first).is_dir()


def missing_paths(text: str, beside: Path) -> list[str]:
    """A file without a folder is looked for beside the document and in the folders that the document names; or several packages have
    a file of that name, such as `states.py`."""
    tokens = [token.split("::")[0].split(": ")[0] for token in CODE.findall(text)]
    paths = [token for token in tokens if is_a_path(token)]
    folders = [ROOT, beside, *(ROOT / token for token in paths if (ROOT / token).is_dir())]
    return [token for token in paths if not token.startswith(MADE_BY_A_RUN) and not exists(token, folders)]


def exists(token: str, folders: list[Path]) -> bool:
    searched = folders[:2] if "/" in token else folders
    if any(next(folder.glob(token.rstrip("/")), None) is not None for folder in searched):
        return True
    return "/" not in token and len([*ROOT.glob(f"*/{token}"), *ROOT.glob(f"portal/*/{token}")]) > 1


@cache
def names_in(path: Path) -> frozenset[str]:
    """Functions, classes and what is assigned or imported, at any depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
    return frozenset(found)


def missing_symbols(text: str) -> list[str]:
    found = [(token, ROOT / path, [name]) for token in CODE.findall(text) for path, name in SYMBOL.findall(token)]
    found += [(token, *module_and_rest(token)) for token in CODE.findall(text) if is_dotted(token)]
    return [token for token, path, names in found if not has(path, names) and not is_quoted(token)]


def is_dotted(token: str) -> bool:
    first = token.split(".")[0]
    return DOTTED.fullmatch(token) is not None and (ROOT / first / "__init__.py").exists()


def module_and_rest(token: str) -> tuple[Path, list[str]]:
    """`core.db.outbox.put` is `core/db/outbox.py` and `put`."""
    place, parts = ROOT, token.split(".")
    while parts and (place / parts[0]).is_dir():
        place /= parts.pop(0)
    if parts and (place / f"{parts[0]}.py").exists():
        return place / f"{parts.pop(0)}.py", parts
    return place / "__init__.py", parts


def has(path: Path, names: list[str]) -> bool:
    return path.is_file() and all(name in names_in(path) for name in names)


def is_quoted(token: str) -> bool:
    """A right, a check, a model or a kind of outbox row: `core.W001` stands as a string in a module of its package."""
    return any(f'"{token}"' in path.read_text() for path in (ROOT / token.split(".")[0]).rglob("*.py"))


@cache
def targets() -> frozenset[str]:
    text = (ROOT / "Makefile").read_text()
    checks = re.search(r"^CHECKS := (.+?[^\\])$", text, re.MULTILINE | re.DOTALL)
    assert checks
    return frozenset(re.findall(r"^([a-z-]+):", text, re.MULTILINE)) | set(checks[1].replace("\\", " ").split())


def missing_commands(text: str) -> Iterator[str]:
    for line in code_of(text):
        yield from (f"make {name}" for _set, name in MAKE.findall(line) if name not in targets())
        yield from (f"manage.py {name}" for name in COMMAND.findall(line) if name not in get_commands())
        yield from (f"-m {name}" for name in MODULE.findall(line) if not is_module(name))


def is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_document_names_only_what_exists(document: Path) -> None:
    text = document.read_text()
    links = [link.split("#")[0] for link in LINK.findall(text) if "://" not in link and not link.startswith("#")]

    assert [link for link in links if not (document.parent / link).exists()] == [], "links"
    assert list(missing_commands(text)) == [], "commands"
    if document.name not in WITH_OLD_NAMES:
        assert missing_paths(text, document.parent) == [], "files"
        assert missing_symbols(text) == [], "functions"


def test_help_of_make_is_readable_and_names_only_what_exists() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = "".join(f"`{line.strip()}`\n" for line in told.splitlines())

    assert [line for line in told.splitlines() if len(line) > 120] == []
    assert {"make run", "make test", "make check", "make clean"} <= {line[2:52].strip() for line in told.splitlines()}
    assert list(missing_commands(named)) == []


def test_name_that_is_gone_would_be_found() -> None:
    gone = "`core/no_such.py` `docs/none/` `none.py` `core/clock.py::no_such` `core.clock.no_such` `make nonesuch` `manage.py nonesuch`"

    assert missing_paths(gone, ROOT) == ["core/no_such.py", "docs/none/", "none.py"]
    assert missing_symbols(gone) == ["core/clock.py::no_such", "core.clock.no_such"]
    assert list(missing_commands(gone)) == ["make nonesuch", "manage.py nonesuch"]


def test_architecture_lists_every_contract_of_the_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    listed = (ROOT / "docs" / "architecture.md").read_text()

    assert [each["name"] for each in settings["contracts"] if f"| {each['name']} |" not in listed] == []


def test_every_decision_is_in_its_index() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text()

    assert [path.name for path in folder.glob("0*.md") if f"]({path.name})" not in index] == []


def test_glossary_names_only_models_that_exist() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    named = set(re.findall(r"`([A-Z][a-z]\w+)(?:\.(\w+))?`", glossary)) - {("Texts", "")}
    models = {model.__name__: model for model in apps.get_models()}

    assert {name for name, _field in named} - set(models) == set()
    fields = {(name, field) for name, field in named if field}
    assert {(name, field) for name, field in fields if not hasattr(models[name], field)} == set()


def variables_read() -> set[str]:
    """Names that `config/` asks the environment for."""
    found: set[str] = set()
    for path in sorted((ROOT / "config").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "required",
                "flag",
                "listed",
                "os.environ.get",
            }:
                found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def variables_told() -> set[str]:
    """Names in the first column of the tables of `docs/running.md`, which are variables of the environment."""
    lines = (ROOT / "docs" / "running.md").read_text().splitlines()
    return {name for line in lines if line.startswith("| ") for name in VARIABLE.findall(line.split(" | ")[0])}


def test_every_variable_of_the_settings_is_in_the_running_guide() -> None:
    read = variables_read()

    assert {"SECRET_KEY", "FILES_S3_BUCKET", "SITE_FILE", "MACHOURA_LOCAL"} <= read, "the search finds none any more"
    assert read - variables_told() == set()


def test_every_variable_of_the_running_guide_is_read_somewhere() -> None:
    readers = [*(ROOT / "config").glob("*.py"), *(ROOT / "embedded").glob("*.py"), ROOT / "Makefile"]
    words = {word for path in readers for word in re.findall(r"[A-Z][A-Z0-9_]+", path.read_text())}

    assert variables_told() - words == set()
