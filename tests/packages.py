"""The packages of the portal, found by their folder: a test that reads all of them misses no new one."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AROUND = {"benchmarks", "config", "embedded", "supply", "tests"}
PACKAGES = tuple(sorted(path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name not in AROUND))
APPS = tuple(package for package in PACKAGES if package not in {"demo", "portal"})
