import io
import os
import sys

# The doctor names a learner's own random.py. It must not load it: Python's own modules come first.
_own = (os.path.dirname(os.__file__), os.path.join(sys.base_exec_prefix, "DLLs"))
sys.path.sort(key=lambda folder: not folder.startswith(_own) or "-packages" in folder)

try:
    from preliminaries.doctor.report import examine_machine

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console that lacks a letter of an error message shows a question mark in its place.
        sys.stdout.reconfigure(errors="replace")
    sys.exit(0 if examine_machine() else 1)
except KeyboardInterrupt:
    print("Stopped.", file=sys.stderr)
    sys.exit(130)
except OSError:  # nobody reads on, as behind `| head`; nor does Python's own last flush complain
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
except Exception as error:
    sys.exit(f"The doctor stumbles itself: {type(error).__name__}: {error}")
