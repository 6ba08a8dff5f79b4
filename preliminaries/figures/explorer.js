// What an explorer does in a page: controls that choose one of the pictures drawn ahead. exploring.py
// calls it with the pictures; what they share, their lines, they hold once.
(function (drawn) {
  const svg = runs => runs.map(([first, count]) =>
    drawn.lines.slice(first, first + count).join("\n")).join("\n");

  function make(tag, style, attributes, ...children) {
    const made = document.createElement(tag);
    made.style.cssText = style;
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...children);
    return made;
  }

  function show(image, [runs, alt, width]) {
    image.src = "data:image/svg+xml," + encodeURIComponent(svg(runs));
    image.alt = alt;
    image.width = width;
  }

  function control({values, numbers, start}) {
    if (numbers) {
      return make("input", "width:14em;height:24px;margin:0;accent-color:#0072b2",
        {type: "range", min: 0, max: values.length - 1, value: start});
    }
    const options = values.map((word, value) => make("option", "", {value}, word));
    const menu = make("select", "font:inherit", {}, ...options);
    menu.selectedIndex = start;
    return menu;
  }

  function start(root) {
    root.classList.add("alive");
    root.style.position = "relative"; // so that what is said aloud makes no page longer
    const figure = root.querySelector("figure"), image = figure.querySelector("img");
    const inputs = drawn.choices.map(control);
    const values = inputs.map(() => make("span", "min-width:3em", {"aria-hidden": true}));
    const rows = inputs.map((input, k) => {
      const label = make("label", "display:flex;align-items:center;gap:12px;margin:0;font:inherit", {},
        drawn.choices[k].name, input);
      return drawn.choices[k].numbers ? [label, values[k]] : [label];
    });
    const controls = make("div",
      "display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;margin:0 0 8px",
      {class: "choices"}, ...rows.flat());
    const said = make("div",
      "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)",
      {class: "said", "aria-live": "polite"});
    // JupyterLab's own: x would cut the cell
    inputs.forEach(input => input.setAttribute("data-lm-suppress-shortcuts", ""));
    root.prepend(controls);
    root.append(said);

    function tell() {
      inputs.forEach((input, k) => {
        values[k].textContent = drawn.choices[k].values[input.value];
        if (drawn.choices[k].numbers) { input.setAttribute("aria-valuetext", values[k].textContent); }
      });
    }
    controls.addEventListener("input", () => {
      const place = inputs.reduce(
        (sum, input, k) => sum * drawn.choices[k].values.length + Number(input.value), 0);
      show(image, drawn.frames[place]);
      said.textContent = image.alt;
      tell();
    });
    controls.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (root.closest(".reveal") && [" ", "PageUp", "PageDown"].includes(event.key)) {
        event.target.blur(); // these move the slides, whatever was touched before
      } else if (/^(Arrow.+|Home|End|.)$/.test(event.key)) {
        event.stopPropagation(); // and these the slider alone: to the page they are commands
      }
    });
    tell();

    // On paper nothing moves: some of the pictures stand side by side.
    addEventListener("beforeprint", () => {
      if (root.querySelector(".states")) { return; }
      const states = drawn.states.map(place => {
        const still = make("img", "min-height:0;max-width:100%;background:#fff", {});
        show(still, drawn.frames[place]);
        const caption = make("figcaption", "", {}, drawn.frames[place][3]);
        return make("figure", "margin:0;min-height:0;display:flex;flex-direction:column", {}, caption,
          still);
      });
      root.append(make("div", "display:grid;grid-template:1fr 1fr/1fr 1fr;gap:8px 24px;min-height:0",
        {class: "states"}, ...states));
      controls.style.display = "none";
      figure.style.setProperty("display", "none", "important"); // a deck's style says otherwise
    });
    addEventListener("afterprint", () => {
      root.querySelectorAll(".states").forEach(states => states.remove());
      controls.style.display = "flex";
      figure.style.setProperty("display", "inline-block");
    });
  }

  // Not document.currentScript: the classic interface runs scripts elsewhere in the page.
  document.querySelectorAll(`[data-explorer="${drawn.id}"]:not(.alive)`).forEach(start);
})
