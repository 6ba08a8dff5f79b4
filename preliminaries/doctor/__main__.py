import sys

from preliminaries.doctor.report import examine_machine

try:
    sys.exit(0 if examine_machine() else 1)
except KeyboardInterrupt:
    sys.exit("Stopped.")
