"""What is wrong with a slide that a browser shows, in sentences; and what axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe

# faults(slide, frame, letters): frame is the part of the screen that the slide may fill, letters
# the factor from CSS pixels to pixels of a slide 1280 wide.
FAULTS = r"""
function faults(slide, frame, letters) {
  const UNSEEN = `.cm-announced, .said, .cm-cursorLayer, .cm-selectionLayer, .CodeMirror-measure,
    .CodeMirror-cursors, .CodeMirror-gutter-filler, .CodeMirror-scrollbar-filler, textarea, script,
    style, mjx-assistive-mml, .MJX_Assistive_MathML, .MathJax_Preview, .mark, .number`;
  const FORMULA = "math, mjx-container, .MathJax";
  const wrong = [];
  for (const part of [slide, ...slide.querySelectorAll("*")]) {
    const box = part.getBoundingClientRect();
    const style = getComputedStyle(part);
    const seen = box.width && box.height && style.visibility !== "hidden";
    if (!seen || part.closest(UNSEEN)) continue;
    const textOf = node => node.nodeType === 3 ? node.textContent : "";
    const own = [...part.childNodes].map(textOf).join("");
    const text = own.trim() !== "", picture = part.matches("img, svg, canvas, input, button");
    const kind = `${part.tagName} ${part.getAttribute("class") || ""}`;
    const name = `${kind} "${part.textContent.trim().slice(0, 40)}"`;
    if (text || picture) {
      if (box.right > frame.right + 1 || box.left < frame.left - 1) wrong.push(`too wide: ${name}`);
      if (box.top < frame.top - 1) wrong.push(`too high: ${name}`);
      if (box.bottom > frame.bottom + 1)
        wrong.push(`too low by ${Math.round(box.bottom - frame.bottom)}: ${name}`);
    }
    const over = [part.scrollWidth - part.clientWidth, part.scrollHeight - part.clientHeight];
    if (part.clientWidth && style.overflow !== "visible" && Math.max(...over) > 2
        && !part.closest(".CodeMirror, svg"))
      wrong.push(`scrolls or is cut off by ${over}: ${name}`);
    const formula = part.closest(FORMULA), size = parseFloat(style.fontSize) * letters;
    if ((text || part === formula) && size < 17.9 && (!formula || part === formula))
      wrong.push(`${size.toFixed(1)} px: ${name}`);
    if (part.matches("p, li") && !part.closest(".above, .output, .jp-OutputArea") && size < 23.9)
      wrong.push(`body of ${size.toFixed(1)} px: ${name}`);
    if (part.matches("img[width]")) {
      const shrunk = Math.min(box.width / part.naturalWidth, box.height / part.naturalHeight);
      const drawn = shrunk * part.naturalWidth / part.getAttribute("width") * 1280 / frame.width;
      if (drawn < 0.9) wrong.push(`a figure at ${drawn.toFixed(2)}: ${part.alt.slice(0, 60)}`);
    }
    if (text && /\\[a-zA-Z]{2,}|\$[^ ]/.test(own)
        && !part.closest(`code, .code, .cm-editor, .CodeMirror, ${FORMULA}`))
      wrong.push(`a formula is left as TeX: ${name}`);
  }
  return wrong;
}
"""


# Words of code differ by the thousand in nothing but their letters, and axe looks at each for long:
# of those of one colour and size in one place the first stands for all, others become plain text.
ONE_OF_EACH = """within => {
  const seen = new Set();
  for (const part of document.querySelectorAll(`:is(${within}) span:not(:has(*))`)) {
    const plain = ["class", "style", "id"], style = getComputedStyle(part);
    if (!part.getAttributeNames().every(name => plain.includes(name))) continue;
    const kind = [style.color, style.fontSize, style.fontWeight];
    for (let one = part; one; one = one.parentElement) kind.push(one.tagName, one.className);
    if (seen.has(String(kind))) part.replaceWith(part.textContent);
    seen.add(String(kind));
  }
}"""


def violations(page, within: str = "body") -> list[dict]:
    """What WCAG 2.1, A and AA, does not allow of the parts that the selector names."""
    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
        "resultTypes": ["violations"],
    }
    page.evaluate(ONE_OF_EACH, within)
    found = Axe().run(page, context={"include": [[within]]}, options=options)
    return [
        {"id": one["id"], "where": [node["html"][:200] for node in one["nodes"]]}
        for one in found.response["violations"]
    ]
