"""A deck: the slides of a notebook in one HTML file that needs nothing else."""

import html
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preliminaries.course.exercises import definition
from preliminaries.languages import ENGLISH, TAGS, fonts_in, language, speaking, words_of

from .formulas import as_html, cut_font, math_font

if TYPE_CHECKING:
    from jinja2 import Template

in_words = words_of(__name__)
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)


@dataclass
class Slide:
    """What one slide shows, as pieces of HTML."""

    level: int  # 1 the title, 2 opens a section, 3 is within one
    section: str
    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: int = 0  # of code and of text output, to choose the size of the letters
    longest: int = 0  # line of code
    picture: bool = False
    exercise: bool = False

    @property
    def kinds(self) -> str:
        """The classes that deck.css knows it by."""
        kinds = {1: "title", 2: "opening"}.get(self.level, "within")
        if self.exercise:
            kinds += " exercise"
        if self.lines > 12:
            kinds += " dense"
        elif self.lines <= 9 and self.longest <= 66 and not self.picture:
            kinds += " roomy"
        return kinds

    @property
    def above(self) -> str:
        """Its section's title, where the slide does not open the section."""
        return as_html(self.section)[3:-5] if self.level > 2 else ""


def build_deck(notebook: Path, look: Path, *, solved: bool = False) -> tuple[str, int]:
    """The deck as HTML and the number of its slides; look is the folder of template and styles."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    own = content.get("metadata", {}).get("preliminaries", {}).get("language", ENGLISH)
    with speaking(own):
        return _build(content["cells"], look, solved)


def _build(cells: list[dict[str, Any]], look: Path, solved: bool) -> tuple[str, int]:
    slides = read_slides(cells, solved=solved)
    written = "".join(text for s in slides for text in [s.above, *s.pieces, *s.notes])
    formulas = "".join(re.findall(r"<math.*?</math>", written))
    letters = "".join(sorted(set(html.unescape(formulas))))
    reveal = look / "reveal"
    words = {
        "course": in_words("Preliminaries"),
        "notes": in_words("Notes"),
        "none": in_words("No notes."),
        "next": in_words("Next: "),
        "minutes": in_words(" min"),
    }
    page = _template(look).render(
        language=TAGS[language()],
        words=words,
        fonts=_fonts(html.unescape(written) + "".join(words.values())),
        title=_plain(slides[0].section),
        reveal_licence=_text(reveal / "LICENSE"),
        reveal_style=_text(reveal / "reveal.css"),
        style=_text(look / "deck.css"),
        code_style=_code_style(),
        font=math_font(letters, look / "stix" / "STIXTwoMath-Regular.ttf")
        if formulas
        else "data:,",
        stacks=_stacks(slides),
        reveal=_text(reveal / "reveal.js").replace("</script", "<\\/script"),
        script=_text(look / "deck.js"),
    )
    return page, len(slides)


def read_slides(cells: list[dict[str, Any]], *, solved: bool = False) -> list[Slide]:
    """The slides of a notebook's cells, by their slide marks."""
    slides: list[Slide] = []
    section = ""
    shown = True
    for cell in cells:
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        source = "".join(cell["source"])
        if kind in ("slide", "subslide"):
            shown = True
            heading = re.match(r"(#+) (.*)", source)
            level = len(heading[1]) if heading else 3
            if heading and level < 3:
                section = heading[2]
            slides.append(Slide(level, section))
        elif kind == "skip":
            shown = False
        if not shown or kind == "skip":
            continue
        slide = slides[-1]
        nature = cell["metadata"].get("preliminaries", {})
        slide.exercise |= nature.get("is") == "exercise"
        if cell["cell_type"] == "markdown":
            target = slide.notes if kind == "notes" else slide.pieces
            target.append(as_html(source))
            continue
        outputs = [_output(output) for output in cell["outputs"]]
        if slide.level == 1 and not outputs:  # the imports say nothing on a title slide
            continue
        if nature.get("is") == "explorer":
            slide.pieces += outputs  # and not the line that makes it
            slide.picture = True
            continue
        if nature.get("is") == "exercise":
            outputs = []  # "Not attempted"
            if solved:
                source = definition(nature["exercise"]).cell(solved=True)
        kinds = "cell fragment" if kind == "fragment" else "cell"
        slide.pieces.append(f'<div class="{kinds}">{_highlight(source)}{"".join(outputs)}</div>')
        slide.lines += _count(source, outputs)
        slide.longest = max([slide.longest, *map(len, source.splitlines())])
        slide.picture |= any(map(_FIGURE.search, outputs))
    return slides


def count_explorers(notebook: Path) -> str:
    """How many explorers of each kind a notebook has, in words for a list; empty for none."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    natures = [cell["metadata"].get("preliminaries", {}) for cell in cells]
    kinds = [nature["needs_kernel"] for nature in natures if nature.get("is") == "explorer"]
    if not kinds:
        return ""
    explorers = f"{len(kinds)} explorer{'s' if len(kinds) > 1 else ''}"
    return f"{explorers} ({kinds.count(False)} alive, {kinds.count(True)} as a still), "


def _count(source: str, outputs: list[str]) -> int:
    """The lines that a cell fills: of code, of text, and a table's rows; pictures find room."""
    lines = source.count("\n") + 1
    for output in outputs:
        if not _FIGURE.search(output):
            lines += output.count("<tr") or output.count("\n") + 1
    return lines


def _output(output: dict[str, Any]) -> str:
    if output["output_type"] == "stream":
        return f'<pre class="output">{html.escape("".join(output["text"]).rstrip())}</pre>'
    if output["output_type"] == "error":
        message = f"{output['ename']}: {output['evalue']}"
        return f'<pre class="output">{html.escape(message)}</pre>'
    data = {kind: "".join(text) for kind, text in output["data"].items()}
    if "text/html" in data:
        return f'<div class="output">{data["text/html"]}</div>'
    for kind in ("text/markdown", "text/latex"):
        if kind in data:
            return f'<div class="output">{as_html(data[kind])}</div>'
    if "image/png" in data:
        alt = html.escape(data.get("text/plain", ""))
        return f'<figure><img alt="{alt}" src="data:image/png;base64,{data["image/png"]}"></figure>'
    return f'<pre class="output">{html.escape(data.get("text/plain", ""))}</pre>'


def _highlight(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source, PythonLexer(), HtmlFormatter(cssclass="code", wrapcode=True))


def _code_style() -> str:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(style="xcode").get_style_defs(".code")


def _fonts(written: str) -> dict[int, str]:
    """The fonts that a deck carries for a language's signs, by weight."""
    folder = fonts_in(language())
    if not folder.exists():
        return {}
    letters = "".join(sorted({sign for sign in written if not sign.isascii()}))
    weights = {400: "Regular", 600: "Bold"}
    return {
        weight: cut_font(letters, folder / f"NotoSansSC-{name}.otf")
        for weight, name in weights.items()
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _template(look: Path) -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(look)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.get_template("template.html")


def _stacks(slides: list[Slide]) -> list[list[Slide]]:
    stacks: list[list[Slide]] = []
    for slide in slides:
        if slide.level < 3 or not stacks:
            stacks.append([])
        stacks[-1].append(slide)
    return stacks


def _plain(markdown: str) -> str:
    return re.sub(r"[`*$]", "", markdown)
