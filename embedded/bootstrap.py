"""First step of every `make` target: refuse an unsuitable Python with a clear message, then install the locked packages.

This file must parse on any Python, old ones included: no annotations, no f-strings.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def refuse_unfit_python():
    if sys.version_info < (3, 11):
        found = "%d.%d" % tuple(sys.version_info[:2])
        sys.exit("Python 3.11 or newer is needed, this is %s: install one, or name it with `make PYTHON=…`." % found)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit("This Python lacks the venv module: install it (on Debian: apt install python3-venv) and try again.")


if __name__ == "__main__":
    refuse_unfit_python()
    # Without the folder of this script, which contains a redis.py that would shadow the package of that name.
    sys.path[0] = ROOT
    from embedded.installation import main

    sys.exit(main(sys.argv[1:]))
