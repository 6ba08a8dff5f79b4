"""A finished picture: how it is rendered and how a notebook shows it."""

import base64
import html
import io
import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import matplotlib
import matplotlib.figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from PIL import Image

from preliminaries import locks

PIXELS_PER_INCH = 72  # so that a font size in points is a size in pixels
_SHARPNESS = 2  # PNG pixels to a pixel on the page
_COLOURS = 128  # a drawing has few; the rest are the soft edges of letters
_SMALLEST = 0.6  # of its size: its letters have 12 pixels then
# A white card, on a dark page too. Decks, whose pages are white, take it off again.
_CARD = (
    "margin:0;display:inline-block;box-sizing:border-box;max-width:100%;overflow-x:auto;"
    "padding:8px;border-radius:8px;background:#fff"
)

# What matplotlib's defaults leave open, or set in a way that changes from run to run.
_SETTINGS = {
    "svg.fonttype": "path",  # no font is needed where the picture is shown
    "svg.hashsalt": "preliminaries",  # ids inside the SVG are random without it
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "font.size": 20.0,
    "axes.titlesize": 20.0,
    "axes.titleweight": "bold",
}
# Settings that say how matplotlib talks to the session, not how a picture looks.
_SESSION = ("backend", "interactive", "toolbar", "figure.max_open_warning", "savefig.directory")


@contextmanager
def course_style() -> Iterator[None]:
    """Draw with the course's settings, whatever the learner has set; also a decorator."""
    with locks.MATPLOTLIB:
        defaults = {
            name: value
            for name, value in dict.items(matplotlib.rcParamsDefault)
            if not name.startswith(_SESSION)
            and dict.__getitem__(matplotlib.rcParams, name) != value
        }
        settings: Any = defaults | _SETTINGS  # names as plain text
        with matplotlib.rc_context(settings):
            yield


def _with_palette(picture: Image.Image) -> Image.Image:
    """The picture in its most frequent colours: a third of the bytes, and the same to the eye."""
    # Pillow's own choice of colours takes longer than the drawing. It tells colours apart by
    # their upper bits: of those it confuses, keep the most frequent, so that white stays white.
    # It cannot tell white from what is nearly white.
    colours: dict[tuple[int, ...], tuple[int, ...]] = {}
    counted: Any = picture.getcolors(picture.width * picture.height)  # of RGB: (count, (r, g, b))
    for _, colour in sorted(counted, reverse=True):
        if min(colour) > 246 and colour != (255, 255, 255):
            continue
        colours.setdefault(tuple(channel >> 3 for channel in colour), colour)
    chosen = list(colours.values())[:_COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in chosen for channel in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _renumbered(svg: bytes) -> bytes:
    """The SVG with its Chinese signs counted as they come.

    matplotlib counts them as they lie in the font, which is cut anew for every new sentence.
    """
    names: dict[bytes, bytes] = {}

    def name(match: re.Match[bytes]) -> bytes:
        return names.setdefault(match[0], b"%s-%d" % (match[1], len(names) + 1))

    return re.sub(rb"\b(NotoSansCJKsc-\w+)-[0-9a-f]+\b", name, svg)


class Figure:
    """A picture with a text alternative. It shows itself as the last line of a cell."""

    def __init__(self, drawing: matplotlib.figure.Figure, alt: str):
        self.drawing = drawing
        self.alt = alt
        width, height = drawing.get_size_inches() * PIXELS_PER_INCH
        self.width, self.height = round(width), round(height)

    @cached_property
    def svg(self) -> bytes:
        """The picture as SVG, the same bytes on every run."""
        out = io.BytesIO()
        no_metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        with course_style():
            # not by savefig, which draws twice: our layout stands
            FigureCanvasSVG(self.drawing).print_svg(out, metadata=no_metadata)
        # Comments and indentation are a fifth of it.
        return _renumbered(re.sub(rb"(?m)^ +|<!-- .*? -->\n", b"", out.getvalue()))

    @cached_property
    def png(self) -> bytes:
        """The picture as PNG, two pixels to one on the page."""
        with course_style():
            self.drawing.set_dpi(PIXELS_PER_INCH * _SHARPNESS)
            canvas = FigureCanvasAgg(self.drawing)
            canvas.draw()
            size = canvas.get_width_height()
            picture = Image.frombuffer(
                "RGBA", size, bytes(canvas.buffer_rgba()), "raw", "RGBA", 0, 1
            )
            self.drawing.set_dpi(PIXELS_PER_INCH)
        out = io.BytesIO()
        _with_palette(picture.convert("RGB")).save(out, "png")
        return out.getvalue()

    @property
    def html(self) -> str:
        """The picture as it stands in a page."""
        # SVG goes into an <img>: a notebook that is not trusted hides bare SVG.
        source = base64.b64encode(self.svg).decode()
        narrowest = round(self.width * _SMALLEST)  # where the page is narrower, the card scrolls
        return (
            f'<figure style="{_CARD}"><img alt="{html.escape(self.alt)}" '
            f'width="{self.width}" style="max-width:100%;min-width:{narrowest}px;height:auto;'
            f'vertical-align:bottom" '
            f'src="data:image/svg+xml;base64,{source}"></figure>'
        )

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
        data = {
            "text/plain": self.alt,
            "text/html": self.html,
            "image/png": base64.b64encode(self.png).decode(),
        }
        return data, {"image/png": {"width": self.width, "height": self.height}}
