"""Where values live: names, tensors and the storage they see."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import torch

from preliminaries.languages import words_of

from .drawing import writing
from .drawing.canvas import (
    CELL,
    GREY,
    OTHER,
    PLAIN,
    SMALL,
    TAKEN,
    Canvas,
    Look,
    text_width,
)
from .drawing.figure import Figure, course_style

in_words = words_of(__name__)
_MOST_TENSORS = 6
_STRIP = 600  # pixels for the longest storage
_RIGHT = 872  # where the entries of a stretched tensor end
_ROW = 34
_MOST_ROWS = 6


@course_style()
def storage(**tensors: torch.Tensor | numpy.ndarray) -> Figure:
    """Draw which storage each tensor sees: `figures.storage(X=X, row=X[1], copy=X.clone())`.

    Every storage is a strip of cells with the values in it. Above it stand the tensors that see
    it, each with a bar over the cells it sees, and how it finds them: the offset of its first
    value, and for every axis the step from one value to the next. Of a stretched tensor, which
    sees a cell more than once, all entries are drawn, and where they lead to.

    tensors: the tensors, or NumPy arrays, under the names to write beside them.

    Raises ValueError if there is nothing to draw, or too much.
    """
    if not 1 <= len(tensors) <= _MOST_TENSORS:
        raise ValueError(f"Between one and {_MOST_TENSORS} tensors can be drawn.")
    places = _places({name: _tensor(name, given) for name, given in tensors.items()})
    views = [view for place in places for view in place.views]
    strip = 40 + max(
        max(text_width(view.title, bold=True), text_width(view.how, SMALL)) for view in views
    )
    canvas = Canvas()
    told = []
    y = 0.0
    for count, place in enumerate(places):
        written = [writing.number(value) for value in place.values]
        width = _cell_width(written)
        look = OTHER if count % 2 else TAKEN
        low = y + sum(view.height for view in place.views) - 12  # where the cells begin
        for view in place.views:
            canvas.text(0, y, view.title, bold=True, align="left")
            canvas.text(0, y + 27, view.how, size=SMALL, color=GREY, align="left")
            if view.repeats:
                canvas.text(0, y + 54, view.repeats, size=SMALL, color=GREY, align="left")
            if not _entries(canvas, view, written, look, strip, y - 10, width, low):
                bars = [(strip + i * width + 2, y + 4, width - 4, 20) for i in view.seen]
                canvas.boxes(bars, Look(look.fill, edge=look.fill))
            y += view.height
        name = in_words("storage")
        if len(places) > 1:
            name = in_words("storage {k}", k=count + 1)
        canvas.text(0, y + CELL / 2 - 12, name, align="left")
        canvas.grid(strip, y - 12, [written], PLAIN, width=width, size=SMALL)
        values = writing.nested(place.values)
        told.append(in_words("{name!c} holds {values}.", name=name, values=values))
        told += [
            in_words("{tensor} sees it with {how}.", tensor=view.title, how=view.how)
            if not view.repeats
            else in_words(
                "{tensor} sees it with {how}: {repeats}.",
                tensor=view.title,
                how=view.how,
                repeats=view.repeats,
            )
            for view in place.views
        ]
        y += CELL + 44
    return canvas.figure(writing.sentences(told))


@dataclass
class _View:
    """A tensor, as the storage sees it."""

    title: str
    how: str
    seen: list[int]
    entries: list[list[int]]  # which cell each entry is, row by row, if a cell is seen twice
    repeats: str  # how many entries there are, and how many cells

    @property
    def height(self) -> float:
        """Pixels that it takes."""
        if not self.repeats:
            return 66
        return max(93, _ROW * len(self.entries) + 32)


@dataclass
class _Place:
    """A storage: its values, and the tensors that see them."""

    values: list[writing.Value]
    views: list[_View]


def _tensor(name: str, given: torch.Tensor | numpy.ndarray) -> torch.Tensor:
    tensor = torch.from_numpy(given) if isinstance(given, numpy.ndarray) else given
    if not isinstance(tensor, torch.Tensor):
        raise ValueError(f"{name} is a {type(given).__name__}, not a tensor.")
    if tensor.layout != torch.strided or tensor.is_meta or tensor.numel() == 0:
        raise ValueError(f"{name} has no values in storage to draw.")
    return tensor.detach()


def _places(tensors: dict[str, torch.Tensor]) -> list[_Place]:
    """Bring together the tensors whose storages overlap, in order of appearance."""
    # Addresses rather than storage objects: two tensors made from one NumPy array have each a
    # storage object of their own over the same memory.
    groups: list[dict[str, torch.Tensor]] = []
    for name, tensor in tensors.items():
        touching = [g for g in groups if any(_overlap(tensor, other) for other in g.values())]
        joined = {k: x for group in touching for k, x in group.items()} | {name: tensor}
        if touching:
            groups[groups.index(touching[0])] = joined
            groups = [g for g in groups if not any(g is t for t in touching[1:])]
        else:
            groups.append(joined)
    return [_place(group) for group in groups]


def _extent(tensor: torch.Tensor) -> tuple[int, int]:
    memory = tensor.untyped_storage()
    return memory.data_ptr(), memory.data_ptr() + memory.nbytes()


def _overlap(x: torch.Tensor, y: torch.Tensor) -> bool:
    (x0, x1), (y0, y1) = _extent(x), _extent(y)
    return x.device == y.device and x0 < y1 and y0 < x1


def _place(tensors: dict[str, torch.Tensor]) -> _Place:
    dtypes = {tensor.dtype for tensor in tensors.values()}
    if len(dtypes) > 1:
        raise ValueError(f"{writing.listing(list(tensors))} see one storage as different dtypes.")
    start = min(_extent(tensor)[0] for tensor in tensors.values())
    values: dict[int, writing.Value] = {}
    views = []
    for name, tensor in tensors.items():
        size = tensor.element_size()
        first, last = ((edge - start) // size for edge in _extent(tensor))
        if last - first > 100:
            raise ValueError(f"{name} has a storage of {last - first} values, too many to draw.")
        whole = tensor.as_strided((last - first,), (1,), 0)
        values |= zip(range(first, last), whole.tolist(), strict=True)
        positions = torch.arange(last - first).as_strided(
            tensor.shape, tensor.stride(), tensor.storage_offset()
        )
        seen = sorted({first + i for i in positions.flatten().tolist()})
        entries, repeats = [], ""
        if len(seen) < tensor.numel():
            repeats = in_words.counted(
                "{entries} entries, {count} number",
                "{entries} entries, {count} numbers",
                len(seen),
                entries=tensor.numel(),
            )
            if tensor.ndim <= 2 and tensor.shape[0] <= _MOST_ROWS:
                entries = (first + positions.reshape(-1, tensor.shape[-1])).tolist()
        offset = first + tensor.storage_offset()
        views.append(
            _View(
                title=f"{name} {tuple(tensor.shape)}",
                how=in_words(
                    "offset {offset}, stride {stride}", offset=offset, stride=tensor.stride()
                ),
                seen=seen,
                entries=entries,
                repeats=repeats,
            )
        )
    # the stretched ones last: nothing stands between their entries and the cells
    views.sort(key=lambda view: bool(view.repeats))
    return _Place([values[i] for i in sorted(values)], views)


def _entries(
    canvas: Canvas,
    view: _View,
    written: list[str],
    look: Look,
    strip: float,
    top: float,
    width: float,
    low: float,
) -> bool:
    """Draw all entries of a stretched tensor, and where they lead; whether there is room.

    strip: where the storage begins; low: how low.
    """
    if not view.entries:
        return False
    rows = [[written[i] for i in row] for row in view.entries]
    if all(len(set(row)) == len(row) for row in view.entries):  # a column stands over its cell
        for i, row in enumerate(view.entries):
            for cell, word in zip(row, rows[i], strict=True):
                place = strip + cell * width, top + i * _ROW
                canvas.grid(*place, [[word]], look, width=width, height=_ROW, size=SMALL)
        return True
    left = strip + len(written) * width + 44
    if any(len(set(row)) > 1 for row in view.entries) or left + len(rows[0]) * width > _RIGHT:
        return False
    canvas.grid(left, top, rows, look, width=width, height=_ROW, size=SMALL)
    for i, (cell, *_) in enumerate(view.entries):
        x, y = strip + (cell + 0.5) * width, top + (i + 0.5) * _ROW
        canvas.line([(left - 4, y), (x, y), (x, low - 12)])
        canvas.arrow((x, low - 13), (x, low - 1))
    return True


def _cell_width(written: list[str]) -> float:
    widest = max(text_width(value, SMALL) for value in written)
    width = min(max(CELL, widest + 10), max(_STRIP / len(written), widest + 6))
    if width * len(written) > _STRIP + 1:
        raise ValueError(f"A storage of {len(written)} values is too large to draw.")
    return width


@course_style()
def rebinding() -> Figure:
    """Draw what `Y = Y + X` and `Y += X` do to the names and the values: `figures.rebinding()`.

    Y and Z name one tensor at first, the blue one. Afterwards either Y has moved to a new tensor,
    or the values that both see have changed.
    """
    X, Y = torch.tensor([10, 20, 30]), torch.tensor([1, 2, 3])
    Z = Y
    before = writing.cells(Y)[0]
    Y = Y + X
    moved, kept = writing.cells(Y)[0], writing.cells(Z)[0]
    Y = Z
    Y += X
    changed = writing.cells(Z)[0]

    canvas = Canvas()
    panel = 304
    third = writing.cells(X)[0]
    _names(canvas, 0, in_words("before"), [("YZ", before, TAKEN), ("X", third, PLAIN)])
    _names(
        canvas,
        panel,
        "Y = Y + X",
        [("Z", kept, TAKEN), ("X", third, PLAIN), ("Y", moved, OTHER)],
        in_words("Y moves to a new tensor,\nZ keeps the old one."),
    )
    _names(
        canvas,
        2 * panel,
        "Y += X",
        [("YZ", changed, TAKEN), ("X", third, PLAIN)],
        in_words("The values change in place,\nand Z sees it too."),
    )
    return canvas.figure(
        in_words(
            "Before: Y and Z name one tensor {before}, X names {third}. After Y = Y + X: Y names a "
            "new tensor {moved}, Z still names {kept}. After Y += X instead: Y and Z still name "
            "one tensor, which now holds {changed}.",
            before=writing.nested(before),
            third=writing.nested(third),
            moved=writing.nested(moved),
            kept=writing.nested(kept),
            changed=writing.nested(changed),
        )
    )


def _names(
    canvas: Canvas,
    x: float,
    title: str,
    tensors: Sequence[tuple[str, list[str], Look]],
    words: str = "",
) -> None:
    """Names on the left, the tensors they name on the right.

    tensors: the names of each, its values as written, and its look.
    """
    canvas.text(x, 0, title, mono="=" in title, bold=True, align="left")
    heights = {"Y": 58.0, "Z": 116.0, "X": 174.0}
    right = x + 110
    for names, values, look in tensors:
        y = sum(heights[name] for name in names) / len(names)
        canvas.grid(right, y - CELL / 2, [values], look)
        for name in names:
            canvas.text(x + 8, heights[name], name, mono=True, bold=True, align="left")
            canvas.arrow((x + 34, heights[name]), (right - 8, y + (heights[name] - y) * 0.2))
    canvas.lines(x, 236, words.splitlines(), align="left", size=SMALL)
