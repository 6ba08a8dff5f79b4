import sys

try:
    from preliminaries.doctor.report import examine_machine

    # A console that lacks a letter of an error message shows a question mark in its place.
    sys.stdout.reconfigure(errors="replace")
    sys.exit(0 if examine_machine() else 1)
except KeyboardInterrupt:
    print("Stopped.", file=sys.stderr)
    sys.exit(130)
