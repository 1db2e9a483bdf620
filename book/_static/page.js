/* The theme button and the notes beside their words. All else works without a script. */
(function () {
  var root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  var modes = ["auto", "light", "dark"], button = document.querySelector("button.theme");

  function show() {
    var mode = root.dataset.mode || "auto";
    root.dataset.theme = mode == "auto" ? (dark.matches ? "dark" : "light") : mode;
    if (button) button.textContent = "Theme: " + mode;
  }

  dark.addEventListener("change", show);
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      root.dataset.mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
      try { localStorage.setItem("theme", root.dataset.mode); } catch (e) { /* a folder may have no store */ }
      show();
    });
  }
  show();

  // A chosen section closes the contents where they lie over the page.
  var contents = document.getElementById("contents");
  if (contents) contents.addEventListener("click", function (event) {
    if (event.target.closest("a[href^='#']") && contents.matches(":popover-open")) contents.hidePopover();
  });

  // The words asked for stay in the box of the search page.
  var asked = document.querySelector("main form.search input");
  if (asked) asked.value = new URLSearchParams(location.search).get("q") || "";

  // Notes: on hover, focus or a first tap the note of a number or work is shown beside it.
  // It stays while the pointer is on it; Escape, scrolling or another place close it.
  var box, of, since, timer;

  // A word of the glossary leads to another page: what describes it stands hidden on this one.
  function noteOf(ref) {
    var note = document.getElementById(ref.getAttribute("aria-describedby") || decodeURIComponent(ref.hash.slice(1)));
    return note && (note.querySelector(".note-body") || note);
  }

  function open(ref) {
    clearTimeout(timer);
    var note = noteOf(ref);
    if (of == ref || !note) return;
    if (!box) {
      box = document.createElement("div");
      box.className = "note-pop";
      box.popover = "manual";
      document.body.append(box);
      box.addEventListener("pointerenter", function () { clearTimeout(timer); });
      box.addEventListener("pointerleave", later);
    }
    box.replaceChildren(note.cloneNode(true));
    box.firstChild.removeAttribute("id");
    box.querySelectorAll("a").forEach(function (a) { a.tabIndex = -1; });
    of = ref;
    since = performance.now();
    box.showPopover();
    var at = ref.getClientRects()[0], size = box.getBoundingClientRect(), gap = 8;
    var below = at.bottom + gap + size.height <= innerHeight || at.top < innerHeight / 2;
    box.style.left = Math.max(gap, Math.min(at.left, root.clientWidth - size.width - gap)) + "px";
    box.style.top = (below ? at.bottom + gap : Math.max(gap, at.top - gap - size.height)) + "px";
  }

  function close() {
    clearTimeout(timer);
    if (of) box.hidePopover();
    of = null;
  }

  function later() { clearTimeout(timer); timer = setTimeout(close, 250); }

  if (!HTMLElement.prototype.showPopover) return;
  document.querySelectorAll("a.note-ref").forEach(function (ref) {
    var wasOpen;
    ref.addEventListener("pointerenter", function (event) {
      if (event.pointerType == "mouse") { clearTimeout(timer); timer = setTimeout(open, 120, ref); }
    });
    ref.addEventListener("pointerleave", function (event) { if (event.pointerType == "mouse") later(); });
    ref.addEventListener("pointerdown", function () { wasOpen = of == ref; });
    ref.addEventListener("focus", function () { open(ref); });
    ref.addEventListener("blur", later);
    ref.addEventListener("click", function (event) {
      if (event.pointerType == "touch" && !wasOpen) { event.preventDefault(); open(ref); } else close();
    });
  });
  addEventListener("keydown", function (event) { if (event.key == "Escape") close(); });
  addEventListener("scroll", function () {
    if (of && !box.matches(":hover") && performance.now() - since > 400) close();
  }, { passive: true });
  addEventListener("pointerdown", function (event) { if (of && !event.target.closest(".note-pop, .note-ref")) close(); });
})();
