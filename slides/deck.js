// Starts the deck; ?print-pdf, or reveal.js' own ?view=print, lays the slides out one below the other instead.
(function () {
  var pages = Array.from(document.querySelectorAll(".page"));
  pages.forEach(function (page, index) {
    var number = document.createElement("div");
    number.className = "number";
    number.textContent = index + 1 + " / " + pages.length;
    var mark = document.createElement("div");
    mark.className = "mark";
    mark.textContent = WORDS.course + (index ? " · " + document.title : "");
    page.append(mark, number);
  });
  if (/[?&](print-pdf|view=print)\b/.test(location.search)) {
    document.documentElement.classList.add("paper");
    dispatchEvent(new Event("beforeprint")); // explorers then show several pictures at once
    return;
  }
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false,
    hash: true, history: false, transition: "none", backgroundTransition: "none",
    controls: false, progress: true,
    // The number on each page is ours; reveal.js counts alike, so that g and a number lead there.
    slideNumber: "c/t", showSlideNumber: "print",
    scrollActivationWidth: null, // slides on a phone too, not one long page
    postMessage: false, // no other window has orders for this one
    keyboard: { 83: openNotes, 84: openNotes },
  });

  // The speaker's window: the notes, what comes next, and the time.
  var speaker = null;
  var started = Date.now();
  function openNotes() {
    if (!speaker || speaker.closed) {
      speaker = window.open("", "preliminaries-notes", "width=900,height=700");
      if (!speaker) { return; }
      speaker.document.title = WORDS.notes;
      speaker.document.body.style.cssText = "font: 22px/1.4 system-ui, sans-serif; margin: 32px";
      speaker.addEventListener("keydown", function (event) {
        if (["ArrowRight", "ArrowDown", "PageDown", " "].includes(event.key)) { Reveal.next(); }
        if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) { Reveal.prev(); }
      });
    }
    started = Date.now();
    showNotes();
  }
  function titleOf(slide) {
    var heading = slide && slide.querySelector("h1, h2, h3");
    return heading ? heading.innerHTML : "";
  }
  function showNotes() {
    if (!speaker || speaker.closed) { return; }
    var slide = Reveal.getCurrentSlide();
    var page = slide.querySelector(".page");
    var next = pages[pages.indexOf(page) + 1];
    var notes = slide.querySelector("aside.notes");
    var minutes = Math.floor((Date.now() - started) / 60000);
    speaker.document.body.innerHTML =
      "<p style='color:#555'>" + minutes + WORDS.minutes + "</p><h1>" + titleOf(slide) + "</h1>" +
      (notes ? notes.innerHTML : "<p>" + WORDS.none + "</p>") +
      "<hr><p>" + WORDS.next + titleOf(next) + "</p>";
  }
  Reveal.on("slidechanged", showNotes);
  setInterval(showNotes, 20000);
})();
