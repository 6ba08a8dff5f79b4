// What a page does for answers by hand, beside what their buttons say to the kernel; run once for a page.
if (!window.byHand) {
  window.byHand = true;

  // On live slides Enter would be taken from the button that has the focus.
  window.addEventListener("keydown", event => {
    const plain = !(event.ctrlKey || event.shiftKey || event.altKey || event.metaKey);
    if (event.key === "Enter" && plain && event.target.closest(".by-hand button")) {
      event.stopImmediatePropagation();
    }
  }, true);

  // An arrow is dragged: its two buttons are pressed until it points where the pointer is. The kernel
  // draws it anew meanwhile, so the picture that the pointer went down on may be gone.
  let dragged = null;

  function turn(event) {
    const { box, ends, left, right } = dragged;
    const far = ([x, y]) =>
      Math.hypot(box.left + x * box.width - event.clientX, box.top + y * box.height - event.clientY);
    const distances = ends.map(far), wanted = distances.indexOf(Math.min(...distances));
    if (dragged.place < 0) {
      left.click();
      dragged.place = 0;
    }
    while (dragged.place !== wanted) {
      const isLeft = (wanted - dragged.place + ends.length) % ends.length <= ends.length / 2;
      (isLeft ? left : right).click();
      dragged.place = (dragged.place + (isLeft ? 1 : -1) + ends.length) % ends.length;
    }
  }

  window.addEventListener("pointerdown", event => {
    const arrow = event.target.closest(".by-hand [data-ends]");
    if (!arrow) return;
    const [left, right] = arrow.closest(".turned").querySelectorAll("button");
    const { ends, place } = arrow.dataset;
    const box = arrow.querySelector("img").getBoundingClientRect();
    dragged = { box, ends: JSON.parse(ends), place: Number(place), left, right };
    turn(event);
  });
  window.addEventListener("pointermove", event => dragged && turn(event));
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, () => { dragged = null; });
  }
  // a browser would rather carry the picture away
  window.addEventListener("dragstart", event => {
    if (event.target.closest(".by-hand [data-ends]")) event.preventDefault();
  });
}
