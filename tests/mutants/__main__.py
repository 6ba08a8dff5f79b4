"""How many mutants each exercise rejects: ``python -m tests.mutants [slug or lecture ...]``."""

import multiprocessing
import sys
from collections.abc import Sequence

from preliminaries.course.exercises import find, slugs
from tests.mutants.trying import Tally, tally


def main(arguments: Sequence[str]) -> int:
    """Print mutants, rejected, equivalent and survivors of each; return 1 if one survives."""
    chosen = _chosen(arguments)
    if not chosen:
        print(f"No exercise and no lecture is called {' or '.join(arguments)}.", file=sys.stderr)
        return 1
    titles = ("mutants", "rejected", "equivalent", "survivors")
    print(f"{'':30}" + "".join(f"{title:>12}" for title in titles))
    all_of_them = Tally("all", "")
    with multiprocessing.get_context("fork").Pool(2, _on_one_core, maxtasksperchild=8) as pool:
        for found in pool.imap_unordered(_tallied, chosen, chunksize=1):
            if not found.mutants:
                continue
            print(found, flush=True)
            for survivor in found.survivors:
                print(f"    survives: {survivor}")
            for told in found.misled:
                print(f"    told a belief that is not its own: {told}")
            for key in found.stale:
                print(f"    listed as equivalent, and not accepted: {key}")
            all_of_them.mutants += found.mutants
            all_of_them.equivalent += found.equivalent
            all_of_them.survivors += found.survivors
            all_of_them.stale += found.stale
            all_of_them.misled += found.misled
    print(all_of_them)
    return 1 if all_of_them.survivors or all_of_them.stale or all_of_them.misled else 0


def _chosen(names: Sequence[str]) -> list[str]:
    return [
        slug
        for lecture, own in slugs().items()
        for slug in own
        if not names or slug in names or lecture in names or lecture.replace("-", "_") in names
    ]


def _on_one_core() -> None:
    import torch

    torch.set_num_threads(1)


def _tallied(slug: str) -> Tally:
    exercise = find(slug)
    return (
        tally(exercise) if exercise.is_function else Tally(slug, exercise.folder.replace("_", "-"))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
