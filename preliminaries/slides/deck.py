"""A deck: the slides of a notebook in one HTML file that needs nothing else."""

import html
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preliminaries.course.exercises import definition
from preliminaries.languages import (
    ENGLISH,
    TAGS,
    fonts_in,
    is_chinese,
    language,
    speaking,
    words_of,
)

from .drawing import above_the_drawing
from .formulas import as_html, cut_font, math_font
from .layout import FIGURE, Layout, Part, chosen
from .tables import aligned

if TYPE_CHECKING:
    from jinja2 import Template

in_words = words_of(__name__)
_VARIES = "nbval-ignore-output"  # the tag of cells whose outputs are not stored
_HEADING = re.compile(r"\s*<h\d>.*?</h\d>\s*", re.DOTALL)


@dataclass
class Slide:
    """What one slide shows."""

    level: int  # 1 the title, 2 opens a section, 3 is within one
    section: str
    heading: str = ""
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exercise: bool = False
    by_hand: bool = False

    @property
    def kinds(self) -> str:
        """The classes that deck.css knows it by."""
        kinds = {1: "title", 2: "opening"}.get(self.level, "within")
        kinds += " exercise" if self.exercise else ""
        return kinds + " dense" if self._layout.is_dense else kinds

    @property
    def look(self) -> str:
        """The sizes of its letters, for deck.css."""
        layout = self._layout
        sizes = {name: getattr(layout, name) for name in ("title", "prose", "code", "table")}
        return ";".join(f"--{name}:{size:g}px" for name, size in sizes.items())

    @cached_property
    def _layout(self) -> Layout:
        return chosen(self.level, self.heading, self.parts) if self.level > 1 else Layout()

    @property
    def body(self) -> str:
        """All below its heading, as HTML."""
        layout = self._layout
        if not layout.is_beside:
            return "\n".join(_shown(part, part.outputs, layout) for part in self.parts)
        left = "\n".join(_shown(part, part.others, layout) for part in self.parts)
        right = _grown(next(p for part in self.parts for p in part.pictures), layout)
        return f'<div class="beside"><div>{left}</div>{right}</div>'

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
    written = "".join(text for s in slides for text in [s.above, s.heading, s.body, *s.notes])
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
            text = as_html(source)
            if kind == "notes":
                slide.notes.append(text)
                continue
            heading = _HEADING.match(text)
            if heading and not slide.heading:
                slide.heading, text = heading[0].strip(), text[heading.end() :]
            slide.parts += [Part(prose=text)] if text.strip() else []
            continue
        outputs = [_output(output) for output in cell["outputs"]]
        if slide.level == 1 and not outputs:  # the imports say nothing on a title slide
            continue
        if not outputs and _VARIES in cell["metadata"].get("tags", []):
            told = in_words("What comes out depends on the machine: run the cell to see it.")
            outputs = [f'<pre class="output">{html.escape(told)}</pre>']
        if nature.get("is") == "exercise":
            outputs = []  # "Not attempted"
            if solved:
                source = definition(nature["exercise"]).cell(solved=True)
        slide.by_hand |= nature.get("is") == "by hand"
        if nature.get("is") == "explorer":
            source = ""  # what can be chosen is seen
        elif any(map(FIGURE.search, outputs)):
            source = above_the_drawing(source)
        source = re.sub(r"\n{3,}", "\n\n", source)
        slide.parts.append(Part("", source, outputs, kind == "fragment"))
    return [slide for slide in slides if not slide.by_hand]  # no button answers without a kernel


def _shown(part: Part, outputs: list[str], layout: Layout) -> str:
    if part.prose:
        return part.prose
    code = _highlight(part.code) if part.code else ""
    given = "".join(_grown(output, layout) for output in outputs)
    kinds = "cell fragment" if part.is_fragment else "cell"
    if layout.is_split and part.is_to_split(layout):
        kinds, given = f"{kinds} split", f"<div>{given}</div>"
    inside = code + given
    return f'<div class="{kinds}">{inside}</div>' if inside else ""


def _grown(output: str, layout: Layout) -> str:
    """A picture in the size that was chosen."""
    if layout.picture is None or not FIGURE.search(output):
        return output
    return output.replace('style="max-width', f'style="width:{layout.picture}px;max-width', 1)


def count_explorers(notebook: Path) -> str:
    """How many explorers of each kind a notebook has, in words for a list; empty for none."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    natures = [cell["metadata"].get("preliminaries", {}) for cell in cells]
    kinds = [nature["needs_kernel"] for nature in natures if nature.get("is") == "explorer"]
    if not kinds:
        return ""
    explorers = f"{len(kinds)} explorer{'s' if len(kinds) > 1 else ''}"
    return f"{explorers} ({kinds.count(False)} alive, {kinds.count(True)} as a still), "


def _output(output: dict[str, Any]) -> str:
    if output["output_type"] == "stream":
        return f'<pre class="output">{html.escape("".join(output["text"]).rstrip())}</pre>'
    if output["output_type"] == "error":
        message = f"{output['ename']}: {output['evalue']}"
        return f'<pre class="output">{html.escape(message)}</pre>'
    data = {kind: "".join(text) for kind, text in output["data"].items()}
    if "text/html" in data:
        return f'<div class="output">{aligned(data["text/html"])}</div>'
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

    made = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))
    lines = (
        f'<span class="line{" empty" * (not line.strip())}">{line}</span>'
        for line in made.splitlines(keepends=True)
    )
    return f'<div class="code"><pre><code>{"".join(lines)}</code></pre></div>'


def _code_style() -> str:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(style="xcode").get_style_defs(".code")


def _fonts(written: str) -> dict[int, str]:
    """The fonts that a deck with Chinese signs carries for them, by weight."""
    if not any(map(is_chinese, written)):
        return {}
    folder = fonts_in("zh")
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
