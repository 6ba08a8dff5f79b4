"""The field around this course: approaches, a famous contest, an advertisement, the road ahead."""

from preliminaries.languages import words_of

from .drawing.canvas import BLACK, COUNTER, GHOST, GREY, OTHER, PLAIN, SMALL, TAKEN, Canvas
from .drawing.figure import Figure, course_style
from .drawing.writing import commas, semicolons

in_words = words_of(__name__)


@course_style()
def approaches() -> Figure:
    """Draw a map of artificial intelligence, approaches against tasks: `figures.approaches()`."""
    canvas = Canvas()
    tasks = in_words("perception\nreasoning\nknowledge\nplanning").splitlines()
    approaches = in_words("symbolic\nprobabilistic\nmachine learning").splitlines()
    # where the usual example of each stands: column, row, words, how the box looks
    examples = (
        (0, 1, in_words("proofs"), PLAIN),
        (0, 2, in_words("facts and\nrules"), PLAIN),
        (0, 3, in_words("route\nsearch"), PLAIN),
        (1, 0, in_words("early vision"), PLAIN),
        (1, 1, in_words("diagnosis"), PLAIN),
        (2, 0, in_words("vision\ntoday"), TAKEN),
        (2, 2, in_words("language\nmodels"), TAKEN),
        (2, 3, in_words("games,\nrobots"), TAKEN),
    )
    left, top, width, height = 150, 40, 220, 84
    for column, name in enumerate(approaches):
        canvas.text(left + (column + 0.5) * width, top - 24, name, bold=True)
    for row, name in enumerate(tasks):
        y = top + (row + 0.5) * height
        canvas.text(left - 16, y, name, align="right")
    canvas.boxes(
        [
            (left + column * width + 6, top + row * height + 6, width - 12, height - 12)
            for column in range(len(approaches))
            for row in range(len(tasks))
            if (column, row) not in {(c, r) for c, r, *_ in examples}
        ],
        GHOST,
    )
    for column, row, words, look in examples:
        x, y = left + column * width, top + row * height
        canvas.boxes([(x + 6, y + 6, width - 12, height - 12)], look)
        first = y + height / 2 - words.count("\n") * 13
        canvas.lines(x + width / 2, first, words.splitlines(), color=look.ink)
    x, y = left + 2 * width + 6, top + len(tasks) * height + 26
    canvas.boxes([(x, y - 10, 20, 20)], TAKEN)
    canvas.text(x + 30, y, in_words("deep learning"), align="left", size=SMALL)
    told = semicolons(
        [
            in_words(
                "{approach} for {task}: {example}",
                approach=approaches[column],
                task=tasks[row],
                example=words.replace("\n", " "),
            )
            for column, row, words, _ in examples
        ]
    )
    return canvas.figure(
        in_words(
            "A map of artificial intelligence: the columns are three approaches, the rows four "
            "tasks. Examples in it are {told}. Those under machine learning are marked as deep "
            "learning.",
            told=told,
        )
    )


# Top-5 error in per cent of the best entry to the classification task of each year.
# 2010-2014: Russakovsky et al., "ImageNet Large Scale Visual Recognition Challenge", IJCV 115;
# 2015: He et al., "Deep Residual Learning", CVPR 2016; 2016: the organisers' results page;
# 2017: Hu et al., "Squeeze-and-Excitation Networks", CVPR 2018.
ILSVRC = {
    2010: 28.2,
    2011: 25.8,
    2012: 16.4,
    2013: 11.7,
    2014: 6.7,
    2015: 3.57,
    2016: 2.99,
    2017: 2.25,
}
HUMAN = 5.1  # one trained annotator, in Russakovsky et al.


@course_style()
def imagenet() -> Figure:
    """Draw the best top-5 error in each year of the ImageNet challenge: `figures.imagenet()`."""
    canvas = Canvas()
    scale, step, bar = 11, 92, 58  # pixels to a per cent, from year to year, wide
    before = [year for year in ILSVRC if year < 2012]
    for years, look in ((before, OTHER), ([y for y in ILSVRC if y not in before], TAKEN)):
        canvas.boxes(
            [
                ((year - 2010) * step, -ILSVRC[year] * scale, bar, ILSVRC[year] * scale)
                for year in years
            ],
            look,
        )
    for year, error in ILSVRC.items():
        x = (year - 2010) * step + bar / 2
        canvas.text(x, 20, str(year))
        y = -max(error, HUMAN) * scale - 18  # in a short bar's place runs the line
        canvas.text(x, y, f"{error:g}", bold=True)
    right = 8 * step
    canvas.line([(-10, 0), (right, 0)], BLACK, 2)
    canvas.line([(-10, -HUMAN * scale), (right, -HUMAN * scale)], BLACK, 2)
    canvas.text(
        right + 8,
        -HUMAN * scale,
        in_words("a person: {error}", error=f"{HUMAN:g}"),
        align="left",
        size=SMALL,
    )
    canvas.text(
        -10, -31 * scale - 22, in_words("ImageNet challenge: best top-5 error in %"), align="left"
    )
    first = in_words("the first deep network to win")
    canvas.text(2 * step + bar / 2 - 20, -20.5 * scale, first, align="left")
    listed = commas(
        [
            in_words("{year}: {error}", year=year, error=f"{error:g}")
            for year, error in ILSVRC.items()
        ]
    )
    return canvas.figure(
        in_words(
            "Bars of the best top-5 error in per cent in each year of the ImageNet challenge: "
            "{listed}. A line marks a trained person at {person}; the error drops sharply in 2012, "
            "with the first deep network to win, and is below the line from 2015.",
            listed=listed,
            person=f"{HUMAN:g}",
        )
    )


@course_style()
def ad_clicks() -> Figure:
    """Draw how an ad is chosen, and what tomorrow learns from it: `figures.ad_clicks()`."""
    canvas = Canvas()
    steps = (
        (in_words("1  trigger"), in_words("a search")),
        (in_words("2  predict"), in_words("click rate per ad")),
        (in_words("3  rank"), in_words("click rate × bid")),
        (in_words("4  show"), in_words("click, or no click")),
    )
    width, height, gap = 204, 92, 18
    for k, (title, words) in enumerate(steps):
        x = k * (width + gap)
        look = TAKEN if k == 1 else PLAIN
        canvas.boxes([(x, 0, width, height)], look)
        canvas.text(x + width / 2, 30, title, bold=True, color=look.ink)
        canvas.text(x + width / 2, 62, words, color=look.ink)
        if k:
            canvas.arrow((x - gap, height / 2), (x, height / 2))
    start, end = 3 * (width + gap) + width / 2, width + gap + width / 2
    canvas.line([(start, height), (start, height + 60), (end, height + 60)], COUNTER, 4)
    canvas.arrow((end, height + 60), (end, height), COUNTER, 4)
    middle = (start + end) / 2
    back = in_words("what was shown is tomorrow's training data")
    canvas.text(middle, height + 84, back)
    return canvas.figure(
        in_words(
            "Four steps in a row: a trigger such as a search; predict the click rate of each ad; "
            "rank by click rate times bid; show, and see a click or none. An arrow leads back from "
            "the last step to the prediction: what was shown is tomorrow's training data."
        )
    )


@course_style()
def roadmap() -> Figure:
    """Draw what follows on this course in the book: `figures.roadmap()`."""
    canvas = Canvas()
    columns = (
        (
            in_words("this course"),
            TAKEN,
            in_words("tensors, data\nlinear algebra\ncalculus\nautograd\nregression"),
        ),
        (in_words("networks"), PLAIN, in_words("hidden layers")),
        (in_words("architectures"), PLAIN, in_words("convolution\nrecurrence\nattention")),
        (in_words("craft"), PLAIN, in_words("optimisation\nperformance")),
        (in_words("uses"), PLAIN, in_words("vision\nlanguage")),
    )
    width, height, gap = 156, 172, 22
    for k, (title, look, words) in enumerate(columns):
        x = k * (width + gap)
        canvas.text(x + width / 2, -22, title, bold=True, size=SMALL)
        canvas.boxes([(x, 0, width, height)], look)
        y = height / 2 - words.count("\n") * 14.5
        for word in words.splitlines():
            canvas.text(x + width / 2, y, word, size=SMALL, color=look.ink)
            y += 29
        if k:
            canvas.arrow((x - gap, height / 2), (x, height / 2), GREY)
    told = semicolons(
        [
            in_words("{stage}: {words}", stage=title, words=commas(words.splitlines()))
            for title, _, words in columns
        ]
    )
    return canvas.figure(
        in_words("The road from this course through the book, in five stages. {told}.", told=told)
    )
