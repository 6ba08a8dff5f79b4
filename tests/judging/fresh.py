"""Check every right function of one lecture, each in a process that has only run the import cell.

Run as a program: it forks for each answer, so that none finds what another has loaded.
"""

import json
import os
import sys
from pathlib import Path


def main(lecture: str) -> None:
    """Print, as JSON, what was said to each right answer that was not called correct."""
    # What judges is loaded outside an answer's time: forking after it changes nothing that counts.
    import preliminaries.judging.judge
    import preliminaries.words.shown  # noqa: F401
    from preliminaries.course import places
    from preliminaries.course.exercises import definition, slugs

    (notebook,) = places.NOTEBOOKS.glob(f"*-{lecture}.ipynb")
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    imports = next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    os.chdir(notebook.parent)
    exec(imports, {})
    refused = {}
    for slug in filter(lambda slug: definition(slug).is_function, slugs()[lecture]):
        count, number = 1, 0
        while number < count:
            count, said = _in_a_fork(slug, number)
            if said:
                refused[f"{slug} {number}"] = said
            number += 1
    print(json.dumps(refused))


def _in_a_fork(slug: str, number: int) -> tuple[int, str]:
    """How many right answers there are, and what is wrong with this one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        from preliminaries import check
        from preliminaries.course.exercises import find

        answers = list(find(slug).right_answers().values())
        verdict = check(slug, answers[number])
        told = json.dumps([len(answers), "" if verdict.correct else repr(verdict)])
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    count, said = json.loads(told or '[1, "the process ended without a verdict"]')
    return count, said


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(sys.argv[1])
