"""The Chinese font of figures and decks: ``make font``.

It has the signs that the translations use, cut out of Debian's Noto Sans CJK.
"""

import sys
from pathlib import Path

from preliminaries.course import places
from preliminaries.course.problem import Problem
from preliminaries.languages import NAMES, fonts_in, is_chinese, lectures_in

from . import messages
from .report import LANGUAGE

WEIGHTS = ("Regular", "Bold")
_SOURCES = Path("/usr/share/fonts/opentype/noto")
_FAMILY = "Noto Sans CJK SC"
# What stands in figures beside words: Noto has none of ⟨ ⟩ ₁ ᵀ, which are written 〈 〉, or apart.
_ALWAYS = "".join(map(chr, range(32, 127))) + "·×÷−±√∞∂∇→←≈≠≤≥°…¹²³⁴½αβγδεηθλμπρστφωΣΔ"


def signs(language: str) -> set[str]:
    """All signs that a reader of the translations meets."""
    texts = [str(m.string) for m in messages.read_catalogue(language) if m.id and not m.fuzzy]
    lectures = sorted(lectures_in(language).glob("*.md"))
    texts += [file.read_text(encoding="utf-8") for file in lectures]
    shared = places.lectures()  # Chinese in the code of both editions
    texts += [
        *NAMES.values(),
        *(sign for file in shared for sign in file.read_text("utf-8") if is_chinese(sign)),
    ]
    return {*_ALWAYS, *"".join(texts)} - {"\n"}


def cut(source: Path, target: Path, wanted: set[str]) -> None:
    """Write the font with these signs alone; the same bytes every time."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    if not source.exists():
        raise Problem(f"There is no {source}; on Debian: apt install fonts-noto-cjk")
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 5, 6, 13, 14]  # 6: by it an SVG tells the weights apart
    with TTCollection(str(source), lazy=True) as collection:
        font = next(f for f in collection.fonts if f["name"].getDebugName(1).startswith(_FAMILY))
        font.recalcTimestamp = False
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(wanted)))
        cutter.subset(font)
        target.parent.mkdir(parents=True, exist_ok=True)
        subset.save_font(font, str(target), options)


def main() -> int:
    """Cut both weights anew."""
    wanted = signs(LANGUAGE)
    try:
        for weight in WEIGHTS:
            target = fonts_in(LANGUAGE) / f"NotoSansSC-{weight}.otf"
            cut(_SOURCES / f"NotoSansCJK-{weight}.ttc", target, wanted)
            print(f"{target.relative_to(places.ROOT)}: {target.stat().st_size / 1e3:.0f} kB")
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
