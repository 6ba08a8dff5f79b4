"""How long a verdict takes: the first one of a session, and those after it."""

import statistics
import time

from preliminaries import check, course


def measure(repeats: int = 5) -> None:
    """Print, for each exercise, the time of its verdicts on right and wrong answers."""
    print(
        "\ntime of a verdict in ms             first  median   worst   (aim: median 50, worst 500)"
    )
    for lecture, exercises in course.lectures().items():
        print(lecture)
        for exercise in exercises:
            answers = [*exercise.right_answers().values(), *exercise.wrong_answers().values()]
            handed_in = answers if exercise.is_function else [answer() for answer in answers]
            first = _timed(exercise.slug, handed_in[0])
            times = [_timed(exercise.slug, a) for a in handed_in for _ in range(repeats)]
            median, worst = statistics.median(times), max(times)
            print(f"    {exercise.slug:<28} {first:8.1f}{median:8.1f}{worst:8.1f}")


def _timed(slug: str, answer: object) -> float:
    start = time.perf_counter()
    check(slug, answer)
    return 1e3 * (time.perf_counter() - start)
