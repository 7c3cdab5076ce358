"""A wrong import breaks a page only where it is opened: every import in static/js names a file that exists and what it exports."""

from __future__ import annotations

import re
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent / "static" / "js"
IMPORT = re.compile(r"^import\s+(?:(?P<names>[^\"';]+?)\s+from\s+)?[\"'](?P<file>[^\"']+)[\"']", re.MULTILINE)
EXPORTED = re.compile(
    r"^export\s+(?:default\s+)?(?:async\s+)?(?:function\*?|class|const|let|var)\s+(\w+)", re.MULTILINE
)
EXPORTED_LIST = re.compile(r"^export\s*{([^}]*)}", re.MULTILINE)


def names_in(braces: str) -> list[tuple[str, str]]:
    """``[(name there, name here)]`` of ``a, b as c``."""
    pieces = [piece.split() for piece in braces.split(",") if piece.strip()]
    return [(piece[0], piece[-1]) for piece in pieces]


def exports(source: str) -> set[str]:
    listed = [here for braces in EXPORTED_LIST.findall(source) for _there, here in names_in(braces)]
    return {*EXPORTED.findall(source), *listed, *(["default"] if "export default" in source else [])}


def imports(source: str) -> list[tuple[str, list[str]]]:
    """``[(file, names)]``; ``import * as x`` and ``import "file"`` ask for no name."""
    found = []
    for statement in IMPORT.finditer(source):
        names, braces = statement["names"] or "", re.search(r"{([^}]*)}", statement["names"] or "")
        asked = [there for there, _here in names_in(braces[1])] if braces else []
        if re.match(r"\w+\s*(,|$)", names):
            asked.append("default")
        found.append((statement["file"], asked))
    return found


def deviations(folder: Path) -> list[str]:
    found = []
    for script in sorted(folder.rglob("*.js")):
        for file, names in imports(script.read_text()):
            target, where = script.parent / file, f"{script.relative_to(folder)} imports {file}"
            if not target.is_file():
                found.append(f"{where}, which does not exist")
                continue
            exported = exports(target.read_text())
            found += [f"{where}, which does not export {name}" for name in names if name not in exported]
    return found


def test_every_import_names_what_another_file_exports() -> None:
    assert len([1 for script in SCRIPTS.rglob("*.js") for _import in imports(script.read_text())]) > 60
    assert deviations(SCRIPTS) == []


def test_wrong_imports_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "words.js").write_text("export function say() {}\nconst kept = 1;\nexport { kept as told };\n")
    (tmp_path / "main.js").write_text(
        'import { say, told } from "./words.js";\nimport {\n  kept,\n} from "./words.js";\nimport "./gone.js";\n'
        'import * as words from "./words.js";\nimport missing from "./words.js";\n'
    )

    assert deviations(tmp_path) == [
        "main.js imports ./words.js, which does not export kept",
        "main.js imports ./gone.js, which does not exist",
        "main.js imports ./words.js, which does not export default",
    ]
