"""The mode that needs fewer passes for the whole Jacobian: "forward", "reverse" or "same"."""

from preliminaries.authoring import reading, right, wrong

hints = (
    "What does one pass of forward mode give: a column of the Jacobian, or a row?",
    "Forward mode starts at one input and finds what it does to all outputs; reverse mode "
    "starts at one output and finds what all inputs do to it.",
    "Passes in forward mode: as many as inputs. In reverse mode: as many as outputs.",
)
proves = "Forward costs a pass for each input, reverse a pass for each output."
read = reading.each(reading.choice("forward", "reverse", "same"))

solution = {
    "1 input, 1000 outputs": "forward",
    "1000 inputs, 1 output": "reverse",
    "100 inputs, 100 outputs": "same",
}


@right
def in_capitals():
    return {
        "1 input, 1000 outputs": "Forward",
        "1000 inputs, 1 output": "Reverse",
        "100 inputs, 100 outputs": "Same",
    }


@right
def by_counting():
    def fewer(inputs, outputs):
        if inputs == outputs:
            return "same"
        return "forward" if inputs < outputs else "reverse"

    return {
        "1 input, 1000 outputs": fewer(1, 1000),
        "1000 inputs, 1 output": fewer(1000, 1),
        "100 inputs, 100 outputs": fewer(100, 100),
    }


@wrong
def swapped():
    """It looks as if the two modes were taken for each other, as in many notes. Forward
    mode follows *one input* to all outputs: how many such passes does each case need?"""
    return {"1 input, 1000 outputs": "reverse", "1000 inputs, 1 output": "forward"}


@wrong
def reverse_always_wins():
    """Reverse mode is what trains networks, since a loss is *one* output. A pass of it
    for each of a thousand outputs is another matter. And in the square case?"""
    return {"1 input, 1000 outputs": "reverse", "100 inputs, 100 outputs": "reverse"}


@wrong
def forward_always_wins():
    """Forward mode keeps less in memory, but it needs a pass for each input. Count the
    inputs and the outputs of each case."""
    return {"1000 inputs, 1 output": "forward", "100 inputs, 100 outputs": "forward"}


@wrong
def square_is_for_reverse():
    """For the square Jacobian, count both: passes for the inputs, passes for the
    outputs. Is there a winner?"""
    return {"100 inputs, 100 outputs": "reverse"}


@wrong
def square_is_for_forward():
    """The square Jacobian costs forward mode less *memory*. Asked for is the number of
    passes: count them for both."""
    return {"100 inputs, 100 outputs": "forward"}


def proof() -> None:
    """The passes of each mode are counted: one for each of what it starts from."""
    for case, mode in solution.items():
        inputs, outputs = (int(word) for word in case.split() if word.isdigit())
        passes = {"forward": inputs, "reverse": outputs}
        fewest = min(passes, key=lambda name: passes[name])
        assert mode == ("same" if inputs == outputs else fewest), case
