"""What is wrong with a translation, as far as a program can tell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_HAN = r"[\u3400-\u9fff]"
_FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1`*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)
_VARIABLE = re.compile(r"\$(?:\\mathbf\{?\s*)?([A-Za-z])\}?\$")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SHOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"(?<=\]\()[^()\s]+(?=\))")
_FIELD = re.compile(r"\{\w+(?:!c)?\}")

# What a Chinese text has to say otherwise: a pattern, and what is said instead. Terms come from the
# glossary; these are what is easily written for them.
_VARIANTS = {
    "缺省值": "缺失值",
    "(?:缺失值)?插补|插值填充": "缺失值填充",
    r"亚导数(?!）|\))|次导数": "次梯度（亚导数）",
    "广播机制": "广播",
    "就地": "原地",
    "逐元素|按位(?!置)": "按元素",
    "哈达马|阿达马": "哈达玛积",
    "海森|海塞": "黑塞矩阵",
    "雅各比|雅克比": "雅可比矩阵",
    "独热码": "独热",
    "学习速率": "学习率",
    "批次|小批次|迷你批": "小批量",
    "前向(?:累积|模式)": "正向累积",
    "后向(?:累积|模式)|反向模式": "反向累积",
    "范式": "范数",
    "特徵|本征": "特征",
    "张成的空间": "张成空间",
    "步长(?!）)": "学习率（步长）; 步幅 for strides",
    "您": "你",
}
_RULES = {
    rf"{_HAN}[A-Za-z0-9`$]|[A-Za-z0-9`$]{_HAN}": "a space between Chinese and Latin",
    rf"{_HAN}[,;:?!\"]|\"{_HAN}|{_HAN}\.(?:\s|$)": "full-width punctuation",
    rf"{_HAN} +{_HAN}": "no space within Chinese",
    r"[，。；：？！、）》」”] +[^ ]|[^ \n] +[，。；：？！、（）《》「」“”]": "no space beside "
    "full-width punctuation",
    r"\.\.\.|。。。": "……, which takes two places",
}


def faults(chinese: str) -> Iterator[str]:
    """What is wrong with a Chinese text, code and formulas aside."""
    text = _SHOWN_LINK.sub(r"\1", _FENCE.sub("", chinese))
    held = re.sub(r"\*+", "", _FORMULA.sub("$X$", _CODE.sub("`x`", text)))
    for pattern, instead in {**_VARIANTS, **_RULES}.items():
        if found := re.search(pattern, held):
            yield f"{found[0]!r}: {instead}"


def unlike(english: str, chinese: str) -> Iterator[str]:
    """What both languages have to have alike: headings, code, formulas, links."""
    for what, found in _COUNTED.items():
        here, there = Counter(found(english)), Counter(found(chinese))
        for part in [one for one in here - there if not _is_named(one, there)][:2]:
            yield f"{what} {part!r} is lacking"
        for part in [one for one in there - here if not _is_named(one, here)][:2]:
            yield f"{what} {part!r} is not in the English"


def _without_code(text: str) -> str:
    return _CODE.sub("", _FENCE.sub("", text))


_COUNTED = {
    "the heading": lambda text: [m[1] for m in re.finditer(r"(?m)^(#{1,3}) ", _without_code(text))],
    "the block of code": lambda text: [m[0] for m in _FENCE.finditer(text)],
    "the code": lambda text: [" ".join(m[2].split()) for m in _CODE.finditer(_FENCE.sub("", text))],
    "the formula": lambda text: [
        "".join(m[0].split()) for m in _FORMULA.finditer(_without_code(text))
    ],
    "the link": lambda text: _LINK.findall(_without_code(text)),
}


def unlike_fields(english: str, chinese: str) -> Iterator[str]:
    """The fields of a template that one language fills and the other does not."""
    # one that English needs for its grammar, a count of one say, may be left out of the Chinese
    there = {field.replace("!c", "") for field in _FIELD.findall(english)}
    for field in sorted({field.replace("!c", "") for field in _FIELD.findall(chinese)} - there):
        yield f"there is no {field} to fill"


def _is_named(part: str, others: Iterable[str]) -> bool:
    """Whether it is one variable that other formulas have: a language names it as often as fits."""
    variable = _VARIABLE.fullmatch(part)
    if variable is None:
        return False
    return any(variable[1] in _COMMAND.sub("", other) for other in others)
