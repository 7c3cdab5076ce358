"""A migration that has landed is never edited: whoever has run it would keep the old tables. A correction is a migration of its own."""

from __future__ import annotations

from pathlib import Path

from tests.landed_migrations import accept, landed, migrations


def deviations(listed: dict[str, str], present: dict[str, str]) -> list[str]:
    edited = [f"{path} was edited or is gone" for path, sha in listed.items() if present.get(path) != sha]
    return edited + [
        f"{path} is new: python -m tests.landed_migrations adds it" for path in present if path not in listed
    ]


def test_landed_migrations_are_as_they_landed_and_new_ones_are_listed() -> None:
    assert deviations(landed(), migrations()) == []


def test_edited_removed_and_new_migration_would_be_found(tmp_path: Path) -> None:
    folder = tmp_path / "app" / "migrations"
    folder.mkdir(parents=True)
    for number in (1, 2):
        (folder / f"000{number}_step.py").write_text("operations = []")
    listed = migrations(tmp_path)

    (folder / "0001_step.py").write_text("operations = [1]")
    (folder / "0002_step.py").rename(folder / "0003_step.py")

    assert [found.split()[0] for found in deviations(listed, migrations(tmp_path))] == [
        "app/migrations/0001_step.py",
        "app/migrations/0002_step.py",
        "app/migrations/0003_step.py",
    ]
    assert len(listed) == 2


def test_accepting_new_migrations_keeps_what_was_listed() -> None:
    assert accept({"a": "as it landed"}, {"a": "edited", "b": "new"}) == {"a": "as it landed", "b": "new"}
