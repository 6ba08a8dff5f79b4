"""How long a verdict takes: the first one of a session, and those after it."""

import statistics
import time

from preliminaries import check
from preliminaries.course.exercises import find, slugs


def measure(repeats: int = 5) -> None:
    """Print, for each exercise, the time of its verdicts on right and wrong answers."""
    print(
        "\ntime of a verdict in ms             first  median   worst   (aim: median 50, worst 500)"
    )
    for lecture, own in slugs().items():
        print(lecture)
        for exercise in map(find, own):
            wrong = map(exercise.handed_in, exercise.wrong.values())
            handed_in = [*exercise.right_answers().values(), *wrong]
            first = _timed(exercise.slug, handed_in[0])
            times = [_timed(exercise.slug, a) for a in handed_in for _ in range(repeats)]
            median, worst = statistics.median(times), max(times)
            print(f"    {exercise.slug:<28} {first:8.1f}{median:8.1f}{worst:8.1f}")


def _timed(slug: str, answer: object) -> float:
    start = time.perf_counter()
    check(slug, answer)
    return 1e3 * (time.perf_counter() - start)
