"""`make bench`: how long a learner waits."""

from benchmarks import importing, presenting, running, verdicts

for part in (importing, verdicts, running, presenting):
    part.measure()
