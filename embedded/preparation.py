"""The steps between the installation of packages and the start of the portal. A step is skipped while its inputs are unchanged."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from embedded.directories import log_file
from embedded.processes import Processes
from embedded.refusals import CannotStart
from embedded.steps import ROOT, Stamp, digest, step

# Folders that the portal's commands do not read, or that they write.
NEVER_READ = {"__pycache__", "benchmarks", "data-local", "deploy", "docs", "node_modules", "tests"}
PAGES = {"locale", "static", "templates"}
DATABASE_STEPS = {
    "database tables": ["migrate", "--noinput"],
    "rights of the public role": ["grant_public_role"],
    "reference lists": ["load_reference"],
    "prepared sentences": ["load_sentences"],
    "demonstration": ["load_demonstration"],
}


class Preparation:
    def __init__(self, data: Path, env: dict[str, str], processes: Processes) -> None:
        self.data = data
        self.env = env
        self.processes = processes

    def files(self) -> None:
        """Compiled translations, web fonts, collected static files."""
        self._translations()
        self._fonts()
        self._static_files()

    def database(self, *, embedded: bool) -> None:
        """Migrations. Skipped by a stamp only for the embedded database: others may have changed in the meantime."""
        program = [path for path in tree(self.data) if not PAGES.intersection(path.parts)]
        stamp = self._stamp("database", program)
        if embedded and stamp.is_fresh():
            return
        stamp.clear()
        for title, command in DATABASE_STEPS.items():
            self._manage(title, command)
        stamp.set()

    def accounts(self) -> str:
        """The output of `demonstration_accounts`."""
        return self._output(["demonstration_accounts"])

    def _translations(self) -> None:
        sources = list((ROOT / "locale").rglob("*.po"))
        stamp = self._stamp("translations", sources)
        if not (stamp.is_fresh() and all(path.with_suffix(".mo").exists() for path in sources)):
            self._manage("translations", ["messages", "compile"])
            stamp.set()

    def _fonts(self) -> None:
        stamp = self._stamp("fonts", [ROOT / "package-lock.json", ROOT / "core/management/commands/build_fonts.py"])
        if not (stamp.is_fresh() and (ROOT / "static/build/fonts").is_dir()):
            self._manage("web fonts", ["build_fonts"])
            stamp.set()

    def _static_files(self) -> None:
        locks = [ROOT / "package-lock.json", ROOT / "requirements/run.txt", ROOT / "config/settings.py"]
        ours = [path for path in tree(self.data) if "static" in path.parts]
        stamp = self._stamp("static", [*locks, *ours])
        if not (stamp.is_fresh() and (self.data / "static").is_dir()):
            self._manage("static files", ["collectstatic", "--noinput", "--clear"])
            stamp.set()

    def _stamp(self, name: str, inputs: list[Path]) -> Stamp:
        return Stamp(self.data / "stamps" / name, digest(inputs, self.env.get("DJANGO_DEBUG", "")))

    def _manage(self, title: str, arguments: list[str]) -> None:
        with step(title):
            self._output(arguments)

    def _output(self, arguments: list[str]) -> str:
        log = log_file(self.data, "preparation")
        start = log.stat().st_size if log.exists() else 0
        command = [sys.executable, "manage.py", *arguments]
        child = self.processes.start("manage.py", command, env=self.env, log=log, cwd=ROOT)
        code = child.process.wait()
        self.processes.children.remove(child)
        text = log.read_bytes()[start:].decode(errors="replace").rstrip()
        if code:
            raise CannotStart(f"\n{text}\n`manage.py {' '.join(arguments)}` failed; what it said stands above.")
        return text


def tree(data: Path) -> Iterator[Path]:
    """The files of the portal's packages and templates."""
    for folder, names, files in os.walk(ROOT):
        here = Path(folder)
        names[:] = [name for name in names if name[0] != "." and name not in NEVER_READ and here / name != data]
        if here != ROOT:
            yield from (here / name for name in files)
