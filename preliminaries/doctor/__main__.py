import sys

try:
    from preliminaries.doctor.report import examine_machine

    sys.exit(0 if examine_machine() else 1)
except KeyboardInterrupt:
    print("Stopped.", file=sys.stderr)
    sys.exit(130)
