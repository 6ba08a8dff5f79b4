"""The tables of `show`: what they say is what the tensors hold, as text and as HTML."""

import math
import re
import subprocess
import sys
from array import array
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from preliminaries import show, zh
from preliminaries.languages import width

MINUS = "−"


def tables(shown):
    """The tables of an output, as elements."""
    return list(ElementTree.fromstring(shown._repr_html_()))


def entries(**tensor):
    """The numbers in the only table of an output, from its HTML."""
    (table,) = tables(show(**tensor))
    return [[cell.text for cell in row.findall("td")] for row in table.findall("tbody/tr")]


def row(values, **options):
    """How the entries of a vector are written."""
    (only,) = entries(x=torch.tensor(values, **options))
    return only


def read(text):
    return float(text.replace(MINUS, "-").removeprefix("≈"))


# Values


def test_text_is_complete_and_side_by_side():
    A = torch.tensor([[1, -2, 3], [4, 5, 60]])
    assert repr(show(A=A, T=A.T, half=0.5)).splitlines() == [
        "A               T               half",
        " 1  −2   3       1   4          0.5",
        " 4   5  60      −2   5",
        "shape (2, 3)     3  60",
        "                shape (3, 2)",
    ]


def test_tables_wrap_before_a_line_is_too_long():
    many = {f"tensor_{k}": torch.arange(5) for k in range(9)}
    text = repr(show(**many))
    assert max(map(len, text.splitlines())) <= 79
    assert [name for name in re.findall(r"tensor_\d", text)] == list(many)


def test_html_says_what_the_text_says():
    shown = show(A=torch.tensor([[1.5, -2.0], [math.nan, 0.25]]), n=3, t=torch.tensor(True))
    html = " ".join(ElementTree.fromstring(shown._repr_html_()).itertext())
    assert sorted(html.split()) == sorted(repr(shown).split())


@settings(deadline=None, derandomize=True)
@given(st.lists(st.floats(-9999, 9999, width=32), min_size=1, max_size=6))
def test_floats_have_equal_decimals_and_four_digits_of_the_largest(values):
    texts = row(values)
    largest = max(map(abs, values))
    for text, value in zip(texts, values, strict=True):
        assert (text == "≈0") if (text.strip("≈") == "0") else "." in text, "a float has a point"
        assert abs(read(text) - value) <= 0.51e-3 * max(largest, 1e-30)
        assert (read(text) == 0) == (value == 0 or text == "≈0"), "a zero is a zero"
    places = {len(text.partition(".")[2].partition("e")[0]) for text in texts if text != "≈0"}
    assert len(places) == 1, "the decimals are equal"
    digits = max(len(re.sub(r"\D", "", text.partition("e")[0]).lstrip("0")) for text in texts)
    assert digits <= 7, "no digits that float32 has not"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([1.0, 20.0], ["1.", "20."]),
        ([1.5, 20.0], ["1.5", "20.0"]),
        ([4.999999, 1.0], ["5.", "1."]),  # as 5.0 is written, whatever was rounded on the way
        ([0.7054, 0.25], ["0.7054", "0.2500"]),
        ([9.9999, 0.5], ["10.0", "0.5"]),
        ([-1e-9, 1.5, 0.0], ["≈0", "1.5", "0.0"]),
        ([-0.0], ["0."]),  # no minus before a zero
        ([39.1, 18.7, 181.0, 3750.0], ["39.1", "18.7", "181.0", "3750.0"]),  # a penguin
        ([100000.1, 5.0], ["100000.1", "5.0"]),
        ([1234.5], ["1234.5"]),
        ([0.0003, 0.2], ["0.0003", "0.2000"]),
        ([54321.1, 0.05], ["54321.10", "0.05"]),
        ([102400.0, -5.0], ["102400.", "−5."]),
        ([1.664e-5, 0.0], ["1.664e−5", "0.000e0"]),
        ([6.02e23, -1e23], ["6.02e23", "−1.00e23"]),
        ([math.nan, math.inf, -math.inf, 2.5], ["nan", "inf", "−inf", "2.5"]),
        ([math.nan], ["nan"]),
    ],
)
def test_a_row_of_floats_has_one_format(values, told):
    assert row(values, dtype=torch.float64) == told


@settings(deadline=None, derandomize=True)
@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=6))
def test_whole_numbers_are_written_in_full_without_a_point(values):
    texts = row(values, dtype=torch.int64)
    assert [int(text.replace(MINUS, "-")) for text in texts] == values
    assert "-" not in "".join(texts)


def test_true_and_false_are_told_from_numbers():
    assert row([True, False]) == ["True", "False"]
    assert entries(x=True) == [["True"]]


# Shapes


@pytest.mark.parametrize("shape", [(), (1,), (3,), (1, 1), (2, 3), (3, 1), (2, 3, 4), (1, 1, 1)])
def test_every_entry_stands_in_its_place(shape):
    X = torch.arange(math.prod(shape)).reshape(shape)
    rows = X.reshape(-1, shape[-1] if shape else 1).tolist()
    assert entries(X=X) == [[str(value) for value in row] for row in rows]
    assert repr(show(X=X)).splitlines()[-1] == f"shape {shape}"
    (table,) = tables(show(X=X))
    assert [cell.text for cell in table.iterfind("tfoot//td")] == [f"shape {shape}"]
    heads = [head.text.strip() for head in table.iter("th")]
    assert heads == ([f"[{k}]" for k in range(shape[0])] if len(shape) == 3 else [])


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 3), (0, 2, 2)])
def test_a_tensor_without_entries_says_so(shape):
    shown = show(X=torch.zeros(shape))
    assert repr(shown).splitlines()[-1] == f"shape {shape}, no entries"
    (table,) = tables(shown)
    (foot,) = table.iterfind("tfoot//td")
    assert foot.text == f"shape {shape}, no entries"
    assert int(foot.get("colspan")) >= 1


def test_a_number_of_pythons_has_no_shape_and_an_array_has():
    assert repr(show(x=-3)).splitlines() == ["x", "−3"]
    assert repr(show(x=np.float64(0.5))).splitlines() == ["x", "0.5", "shape ()"]
    assert entries(x=np.array([[1, 2]], dtype=np.uint8)) == [["1", "2"]]


def test_dtypes_that_numpy_lacks_and_tensors_that_require_gradients_are_shown():
    assert entries(x=torch.tensor([0.5, 2.0], dtype=torch.bfloat16)) == [["0.5", "2.0"]]
    assert entries(x=torch.ones(2, requires_grad=True) * 3) == [["3.", "3."]]
    assert entries(z=torch.tensor([1 - 2j])) == [["1−2j"]]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")
def test_a_tensor_on_a_gpu_is_shown_as_its_copy_on_the_cpu():
    X = torch.tensor([[1.5, -2.0]], requires_grad=True)
    assert repr(show(X=X.cuda())) == repr(show(X=X))


# As a learner has it


@pytest.mark.parametrize(
    ("value", "error", "told"),
    [
        ([1, 2], TypeError, "x is of type list"),
        (None, TypeError, "x is of type NoneType"),
        (..., TypeError, "x is of type ellipsis"),
        (pd.DataFrame({"a": [1]}), TypeError, "x is of type DataFrame"),
        (array("i", [1, 2]), TypeError, "x is of type array"),
        (np.array(["a"]), TypeError, "x has an entry of type str"),
        (torch.Tensor, TypeError, "x is of type"),
        (torch.eye(2).to_sparse(), TypeError, "x does not tell its entries"),
        (torch.zeros(2, device="meta"), TypeError, "x does not tell its entries"),
        (torch.zeros(1, 1, 1, 1), ValueError, "x has 4 axes"),
        (torch.zeros(30, 30), ValueError, "x has 900 entries"),
    ],
)
def test_what_cannot_be_shown_is_named(value, error, told):
    with pytest.raises(error, match=told):
        show(x=value)


def test_what_is_shown_is_what_was_there_then():
    X = torch.zeros(2)
    shown = show(X=X)
    X += 1
    assert "0.  0." in repr(shown)


def test_a_name_cannot_break_the_html():
    (table,) = tables(show(**{"<b>&": 1}))
    assert table.findtext("caption") == "<b>&"


def test_the_page_chooses_the_ink():
    html = show(X=torch.zeros(2, 2, 2))._repr_html_()
    assert set(re.findall(r"(?:color|background): ([^;\"]+)", html)) == {"inherit", "transparent"}
    assert not re.search(r"#[0-9a-f]{3,6}|rgb|black|white;", html)


def test_each_table_has_a_caption_that_names_it():
    shown = tables(show(A=torch.eye(2), b=1))
    assert [table.findtext("caption") for table in shown] == ["A", "b"]


def test_chinese_says_the_shape_in_chinese_whoever_looks():
    shown = zh.show(A=torch.eye(2), none=torch.zeros(0))
    assert "形状 (2, 2)" in repr(shown) and "形状 (2, 2)" in shown._repr_html_()
    assert "没有元素" in repr(shown) and "shape" not in repr(shown)
    with pytest.raises(TypeError, match="张量"):
        zh.show(x=[1])


def test_show_loads_neither_torch_nor_what_judges():
    code = "import sys; from preliminaries.grids import show; print(show(x=1)); "
    code += "sys.exit('torch' in sys.modules or 'preliminaries.judging' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_name_of_wide_signs_keeps_the_next_table_in_its_column():
    lines = repr(show(矩阵=torch.tensor([1, 2]), B=torch.zeros(4, 2))).splitlines()
    at = [width(line[: line.index("0.")]) for line in lines if "0." in line]
    assert len(at) == 4 and len(set(at)) == 1


def test_numbers_of_several_kinds_may_stand_in_one_array():
    assert "1.0  2.5" in repr(show(v=np.array([1, 2.5], dtype=object)))


@pytest.mark.parametrize("given", [(), (torch.eye(2),), ("A",)])
def test_what_has_no_name_is_refused_in_a_sentence(given):
    for word, told in ((show, "needs a name: `show"), (zh.show, "名字")):
        with pytest.raises(TypeError, match=told):
            word(*given)
