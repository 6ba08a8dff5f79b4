"""What each column tells: "number", "category", "identifier" or
"date-like".
"""

from preliminaries.authoring import reading, right, wrong

hints = (
    "For which columns does a mean make sense? For which would a new row bring a new value?",
    "A number measures. A category sorts into a few groups. An identifier belongs to one "
    "row alone. Date-like is what says when.",
    "Four columns are numbers, three are categories; one of the last two says when.",
)
proves = "You ask what a column tells before you ask what its dtype is."
read = reading.each(reading.choice("number", "category", "identifier", "date-like"))

solution = {
    "species": "category",
    "island": "category",
    "bill_length_mm": "number",
    "bill_depth_mm": "number",
    "flipper_length_mm": "number",
    "body_mass_g": "number",
    "sex": "category",
    "year": "date-like",
    "label (R001, R002, ..., R344)": "identifier",
}


@right
def in_capitals():
    return {key: word.upper() for key, word in solution.items()}


@right
def sorted_by_kind():
    kinds = {
        "number": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"],
        "category": ["sex", "island", "species"],
        "date-like": ["year"],
        "identifier": ["label (R001, R002, ..., R344)"],
    }
    return {name: kind for kind, names in kinds.items() for name in names}


@wrong
def year_is_a_quantity():
    """A year is written as a number, but does twice 2008 mean anything, or the mean of
    2007 and 2009 penguins? It says *when* they were measured."""
    return {"year": "number"}


@wrong
def text_means_category():
    """Text is not always a category. How many penguins share one label? A column with a
    new value in each row sorts nothing into groups."""
    return {"label (R001, R002, ..., R344)": "category"}


@wrong
def few_values_mean_category():
    """There are three years in the table, as there are three islands. But years come in
    an order, and next year brings a new one; which word says more than that it groups?"""
    return {"year": "category"}


@wrong
def text_means_identifier():
    """Those words are names, but of groups: many penguins share one. An identifier
    belongs to one row alone."""
    return {"species": "identifier", "island": "identifier", "sex": "identifier"}


@wrong
def whole_numbers_are_counted():
    """Whole numbers are a matter of rounding: the scale showed full grams, the ruler full
    millimetres. A mean of them makes sense."""
    return {"flipper_length_mm": "category", "body_mass_g": "category"}
