"""What is true of B (n, k) in memory, where C = B.T makes no copy."""

import torch

from preliminaries.authoring import reading, right, wrong

hints = (
    "In which direction do entries lie side by side in memory: along rows or columns?",
    "An entry of A D is a row of A dotted with a column of D. Columns of `C.T` are rows of "
    "C; ask each row for its stride.",
    "Strides tell how far apart neighbours lie. B has (k, 1) and C has (1, k); D, written anew, "
    "has (n, 1).",
)
proves = "A transpose moves no number, so it speeds nothing up either."
read = reading.each(reading.yes_or_no)

solution = {
    "C shares B's storage": True,
    "A @ B reads B along memory": False,
    "A @ C.T reads C along memory": False,
    "A @ D.T reads D along memory, D = C.contiguous()": True,
}


@right
def in_words():
    return {key: "yes" if v else "no" for key, v in solution.items()}


@right
def asked_of_strides():
    B = torch.zeros(5, 3)
    C, D = B.T, B.T.contiguous()
    return {
        "C shares B's storage": C.data_ptr() == B.data_ptr(),
        "A @ B reads B along memory": B[:, 0].stride() == (1,),
        "A @ C.T reads C along memory": C[0].stride() == (1,),
        "A @ D.T reads D along memory, D = C.contiguous()": D[0].stride() == (1,),
    }


@wrong
def a_transpose_copies():
    """It looks as if transposing moved the numbers into a new order. It swaps sizes and
    strides, and the numbers stay where they are: C's rows are still B's columns."""
    return {"C shares B's storage": False, "A @ C.T reads C along memory": True}


@wrong
def columns_lie_side_by_side():
    """A matrix is stored row after row. Two neighbours in a *column* lie a whole row
    apart."""
    return {"A @ B reads B along memory": True}


@wrong
def a_copy_changes_nothing():
    """`contiguous()` writes C out anew, in its own order. How do the entries of one row
    of D lie then?"""
    return {"A @ D.T reads D along memory, D = C.contiguous()": False}


@wrong
def rows_are_rows():
    """C shares B's memory, that is right. Then what lies along one of its rows is one of
    B's columns: how far apart are its entries?"""
    return {"A @ C.T reads C along memory": True}


def proof() -> None:
    """Asked of the addresses of entries that follow each other."""

    def side_by_side(vector):
        step = vector[1].data_ptr() - vector[0].data_ptr()
        return step == vector.element_size()

    B = torch.zeros(5, 3)
    C = B.T
    D = C.contiguous()
    assert solution == {
        "C shares B's storage": C.data_ptr() == B.data_ptr(),
        "A @ B reads B along memory": side_by_side(B[:, 0]),
        "A @ C.T reads C along memory": side_by_side(C.T[:, 0]),
        "A @ D.T reads D along memory, D = C.contiguous()": side_by_side(D.T[:, 0]),
    }
