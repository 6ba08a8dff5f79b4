"""`make bench`: how long a learner waits."""

from benchmarks import importing, running, verdicts

for part in (importing, verdicts, running):
    part.measure()
