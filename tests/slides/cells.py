"""Cells of a notebook, and what a slide shows of them."""

import html
import re


def of(cell_type: str, source: str, slide_type: str = "-", **more: object) -> dict:
    return {
        "cell_type": cell_type,
        "source": source,
        "metadata": {"slideshow": {"slide_type": slide_type}},
        **more,
    }


def code(body: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", body))
