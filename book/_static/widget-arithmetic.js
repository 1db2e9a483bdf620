/* The sums of June 1957: the reader moves people between against, with and absent, and counts
   candidates and secretaries in. Everything shown is worked out here from the people and sides. */
antiparty.widget("arithmetic", function (host, figure, data, tools) {
  "use strict";
  var make = tools.make, SVG = "http://www.w3.org/2000/svg";
  var PLACES = { a: "Against", w: "With", x: "Absent" };
  var GROUPS = [
    { seat: "f", title: "Full members", note: "with a vote" },
    { seat: "c", title: "Candidate members", note: "no vote" },
    { seat: "s", title: "Secretaries without a seat", note: "no vote" }
  ];
  var count = {}, place = {}, rows = {}, boxes = {}, sections = {}, buttons = [];

  function start(more, moved) {
    count = { f: true };
    more.forEach(function (seat) { count[seat] = true; });
    data.people.forEach(function (p) { place[p.id] = moved[p.id] || p.side; });
  }
  function counted() { return data.people.filter(function (p) { return count[p.seat]; }); }

  // The sum. A majority is more than half of those who stand on a side; a tie is none.
  function sum() {
    var n = { a: 0, w: 0, x: 0 };
    counted().forEach(function (p) { n[place[p.id]]++; });
    var all = n.a + n.w, lead = Math.abs(n.a - n.w);
    return { a: n.a, w: n.w, x: n.x, all: all, need: Math.floor(all / 2) + 1,
      holds: n.a > n.w ? "a" : n.w > n.a ? "w" : "",
      turn: Math.floor(lead / 2) + 1, tie: lead % 2 ? 0 : lead / 2 };
  }
  function verdict(s) {
    return !s.all ? "Nobody is counted." : s.holds == "a" ? "A majority against Khrushchev."
      : s.holds ? "A majority with Khrushchev." : "A tie: no majority.";
  }
  function reckoning(s) {
    return s.all + " counted; more than half is " + s.need + "." +
      (s.x ? " " + s.x + " absent or abstaining, left out." : "");
  }
  function turning(s) {
    if (!s.all) return "Put someone on a side.";
    if (!s.holds) return "A tie is not more than half: in this sum nothing is carried. " +
      "One change of side would make a majority.";
    return s.turn + " more would have had to change sides to turn it" +
      (s.tie ? "; " + s.tie + " would have made a tie, and a tie is no majority." : ".");
  }

  // The address: seats counted, then whoever stands elsewhere than by the standard accounts.
  function code() {
    return "f" + (count.c ? "c" : "") + (count.s ? "s" : "") + counted().filter(function (p) {
      return place[p.id] != p.side;
    }).map(function (p) { return "." + p.id + "-" + place[p.id]; }).join("");
  }
  function read(text) {
    var parts = text.split("."), moved = {};
    if (!/^fc?s?$/.test(parts[0])) return false;
    parts.slice(1).forEach(function (part) {
      var cut = part.split("-");
      if (PLACES[cut[1]]) moved[cut[0]] = cut[1];
    });
    start(parts[0].slice(1).split(""), moved);
    return true;
  }
  function codeOf(preset) {
    var kept = [count, Object.assign({}, place)];
    start(preset.count, preset.moved);
    var found = code();
    count = kept[0]; place = kept[1];
    return found;
  }

  // Symbols of the legend: square against, circle with, hollow no vote, hatched soft, double ring.
  function draw(tag, attributes, into) {
    var e = document.createElementNS(SVG, tag);
    for (var k in attributes) e.setAttribute(k, attributes[k]);
    into.appendChild(e);
    return e;
  }
  function mark(p, x, y, size, into) {
    var g = draw("g", { "class": "ar-" + p.side + (p.seat != "f" || p.soft ? " ar-hollow" : ""), "data-id": p.id }, into);
    if (p.side == "a") draw("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size }, g);
    else draw("circle", { cx: x, cy: y, r: size }, g);
    if (p.soft) draw("path", { d: ["M", x - size, y, "L", x, y - size, "M", x - size, y + size, "L", x + size, y - size,
      "M", x, y + size, "L", x + size, y].join(" ") }, g);
    if (p.target) draw("circle", { cx: x, cy: y, r: size + 3.5, "class": "ar-ring" }, g);
    draw("title", {}, g).textContent = p.name;
  }
  function icon(p) {
    var svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "-10 -10 20 20"); svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "ar-icon");
    mark(p, 0, 0, p.target ? 5 : 6, svg);
    return svg;
  }
  function picture(s) {
    var width = strip.clientWidth, high = 64, mid = width / 2, y = 26;
    if (!width) return;
    var step = Math.min(30, (mid - 26) / (Math.max(s.a, s.w, s.need, 7) + .5)), size = Math.min(8, step * .33);
    strip.textContent = "";
    var svg = draw("svg", { viewBox: "0 0 " + width + " " + high, height: high, width: width, role: "img",
      "aria-label": s.a + " against, " + s.w + " with Khrushchev; the majority is at " + s.need }, strip);
    draw("path", { "class": "ar-axis", d: "M" + mid + " 6V46" }, svg);
    [["a", -1], ["w", 1]].forEach(function (side) {
      var at = mid + side[1] * (s.need + .25) * step;
      if (s.all) draw("path", { "class": "ar-need", d: "M" + at + " 8V44" }, svg);
      if (s.all) draw("text", { x: at, y: 60, "class": "ar-small" }, svg).textContent = s.need;
      var here = counted().filter(function (p) { return place[p.id] == side[0]; });
      here.sort(function (p, q) { return (q.target - p.target) || ("fcs".indexOf(p.seat) - "fcs".indexOf(q.seat)) ||
        (p.soft - q.soft) || ((p.side != side[0]) - (q.side != side[0])); });
      here.forEach(function (p, i) { mark(p, mid + side[1] * (i + .75) * step, y, size, svg); });
    });
    if (s.all) draw("text", { x: mid, y: 60, "class": "ar-small" }, svg).textContent = "← majority →";
  }

  // The page part
  host.classList.add("ar");
  host.setAttribute("role", "group");
  host.setAttribute("aria-label", "Count for yourself");
  function add(tag, name, words, into) { return (into || host).appendChild(make(tag, name ? { "class": name } : {}, words)); }
  add("p", "ar-title", "Count for yourself");
  var banner = add("p", "ar-banner");
  banner.append(make("b", {}, "Arithmetic, not history."), " Nobody took such a count. Candidates and secretaries had no vote.");
  var presets = add("div", "ar-presets");
  presets.setAttribute("role", "group");
  presets.setAttribute("aria-label", "Begin with");
  data.presets.forEach(function (preset) {
    var b = add("button", "", preset.label, presets);
    b.type = "button";
    b.addEventListener("click", function () { start(preset.count, preset.moved); show(true); });
    buttons.push([b, codeOf(preset), preset]);
  });
  var reset = add("button", "ar-reset", "Reset", presets);
  reset.type = "button";
  reset.addEventListener("click", function () { start([], {}); show(true); });

  var out = add("div", "ar-out"), score = add("p", "ar-score", "", out), strip = add("div", "ar-strip", "", out);
  var said = add("p", "ar-verdict", "", out), more = add("p", "", "", out), note = add("p", "ar-note", "", out);

  var also = add("fieldset", "ar-also");
  add("legend", "", "Count also", also);
  GROUPS.slice(1).forEach(function (group) {
    var n = data.people.filter(function (p) { return p.seat == group.seat; }).length;
    var label = add("label", "", "", also), box = boxes[group.seat] = make("input", { type: "checkbox" });
    label.append(box, "the " + n + " " + group.title.charAt(0).toLowerCase() + group.title.slice(1));
    box.addEventListener("change", function () { count[group.seat] = box.checked; show(true); });
  });
  add("p", "ar-hint", "Move anyone to the other side, or out: the absent and the abstaining are not counted. " +
    "A majority is more than half of those counted.");
  GROUPS.forEach(function (group) {
    var part = sections[group.seat] = add("div", "ar-group"), list;
    add("p", "ar-head", group.title + ", " + group.note, part);
    list = add("div", "ar-list", "", part);
    data.people.forEach(function (p) { if (p.seat == group.seat) list.appendChild(person(p)); });
  });
  var bar = add("p", "ar-bar");
  bar.setAttribute("aria-hidden", "true"); // repeats the sum while a phone shows the list

  function person(p) {
    var id = figure.id + "-" + p.id, row = make("div", { "class": "ar-person", role: "radiogroup", "aria-labelledby": id });
    var who = make("span", { "class": "ar-who" }), name = make("span", { id: id }), ru = p.ru.split(" ");
    name.append(make("b", {}, p.name), " ", make("span", { lang: "ru", "class": "ar-ru" }, ru[1] + " " + ru[0]));
    who.append(icon(p), name);
    var words = [p.soft && "soft, said Aristov", p.recalled && "side recalled, not checked"].filter(Boolean).join("; ");
    if (words) name.append(" ", make("span", { "class": "ar-doubt" }, words));
    row.appendChild(who);
    var choice = make("span", { "class": "ar-choice" });
    rows[p.id] = {};
    Object.keys(PLACES).forEach(function (key) {
      var label = make("label", {}), dot = rows[p.id][key] = make("input", { type: "radio", name: id, value: key });
      label.append(dot, make("span", {}, PLACES[key]));
      dot.addEventListener("change", function () { place[p.id] = key; show(true); });
      choice.appendChild(label);
    });
    row.appendChild(choice);
    return row;
  }

  function show(aloud) {
    var s = sum(), now = code(), known = buttons.filter(function (b) { return b[1] == now; })[0];
    score.textContent = "";
    score.append(make("b", { "class": "ar-a" }, String(s.a)), " against, ", make("b", { "class": "ar-w" }, String(s.w)),
      " with Khrushchev" + (s.x ? ", " : ""), s.x ? make("b", {}, String(s.x)) : "", s.x ? " absent" : "");
    said.textContent = verdict(s);
    more.textContent = reckoning(s) + " " + turning(s);
    note.textContent = known ? known[2].note : "";
    bar.textContent = s.a + " against, " + s.w + " with" + (s.x ? ", " + s.x + " absent" : "") +
      (s.holds == "a" ? ": majority against" : s.holds ? ": majority with him" : ": no majority");
    buttons.forEach(function (b) { b[0].setAttribute("aria-pressed", String(b == known)); });
    data.people.forEach(function (p) {
      rows[p.id][place[p.id]].checked = true;
      rows[p.id].a.closest(".ar-person").classList.toggle("ar-moved", place[p.id] != p.side);
    });
    GROUPS.forEach(function (group) {
      sections[group.seat].hidden = !count[group.seat];
      if (boxes[group.seat]) boxes[group.seat].checked = !!count[group.seat];
    });
    picture(s);
    tools.live.key = now == "f" ? "" : now; // what "Copy link" copies
    tools.live.moved = now != "f";
    if (!aloud) return;
    tools.tell(s.a + " against, " + s.w + " with Khrushchev. " + verdict(s) + " " + reckoning(s) + " " + turning(s));
    history.replaceState(null, "", tools.live.hash());
  }

  start([], {});
  show();
  if (window.ResizeObserver) new ResizeObserver(function () { picture(sum()); }).observe(strip);
  return {
    open: function (hash) {
      var parts = hash.split("/");
      if (parts[0] != figure.id || !parts[1] || !read(parts[1])) return false;
      show();
      return true;
    }
  };
});
