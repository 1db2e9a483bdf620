/* The Kremlin on any day: one date moves the bodies, the event and the ties among those at the
   table. Spells and ties carry the four bounds of antiparty.asof (earliest and latest start and
   end, in days from the first), so the answer for a day is yes, possibly or no by the same rule. */
antiparty.widget("kremlin", function (host, figure, data, tools) {
  "use strict";
  var make = tools.make, DAY = 864e5, zero = Date.parse(data.first), changes = data.changes;
  var N = Math.round((Date.parse(data.last) - zero) / DAY), now = -1, chosen = null, net, soon, late;
  var SIDE = { o: "against Khrushchev", s: "with Khrushchev", b: "no known side, or not in office" };
  var SURE = { c: "Confirmed by two independent sources.", s: "From one source.",
    r: "Recalled from a standard work and not checked." };
  var COLUMNS = { full: "Full members", candidate: "Candidates", secretary: "Secretaries", government: "Government" };
  var FULL = 0, CANDIDATE = 1, SECRETARY = 2, LEAD = data.bodies.length - 1, DAILY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  function records(t) {
    return t.rows.map(function (row) { return row.reduce(function (r, v, i) { r[t.columns[i]] = v; return r; }, {}); });
  }
  var people = records(data.people), spells = records(data.spells), ties = records(data.ties), events = records(data.events);
  ties.forEach(function (t) { t.kind = data.kinds[t.kind]; t.tone = { "1": "positive", "-1": "negative", "0": "neither" }[t.kind[2]]; });
  function add(box, tag, name, words, more) {
    var e = make(tag, more || {}, words);
    if (name) e.className = name;
    box.append(e);
    return e;
  }
  function capital(words) { return words.charAt(0).toUpperCase() + words.slice(1); }

  /* ---- days ---- */
  function date(n) { return new Date(zero + n * DAY); }
  function iso(n) { return date(n).toISOString().slice(0, 10); }
  function say(n) { return date(n).toLocaleDateString("en-GB", DAILY); }
  function weekday(n) { return date(n).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" }); }
  function ago(n) { return now == n ? "this day" : say(n) + ", " + (now - n) + (now - n == 1 ? " day" : " days") + " earlier"; }
  function number(text) { // of a day that exists, else NaN
    var n = Math.round((Date.parse(text + "T00:00Z") - zero) / DAY);
    return /^\d{4}-\d\d-\d\d$/.test(text) && n == n && iso(n) == text ? n : NaN;
  }
  function month(n, by) { // the same day of another month, or its last
    var d = date(n), last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + by + 1, 0));
    return Math.round((last.setUTCDate(Math.min(d.getUTCDate(), last.getUTCDate())) - zero) / DAY);
  }
  function within(n) { return Math.max(0, Math.min(N, n)); }
  function before(list, n) { return list.filter(function (d) { return d < n; }).pop(); }
  function after(list, n) { return list.filter(function (d) { return d > n; })[0]; }

  /* ---- what holds: 2 yes, 1 possibly, 0 no; the last day belongs to a tie, and not to a post ---- */
  function holds(at, n, closed) {
    var m = closed ? n : n + 1, sure = at[1] <= n && at[2] >= m, maybe = at[0] <= n && at[3] >= m;
    return maybe ? (sure ? 2 : 1) : 0;
  }
  function held(n) { // body -> person -> the spell that says most
    var out = data.bodies.map(function () { return {}; });
    spells.forEach(function (s) {
      var sure = s.rival ? 0 : holds(s.at, n), old = out[s.body][s.who];
      if (sure && !(old && old.sure >= sure)) out[s.body][s.who] = { sure: sure, spell: s, who: s.who };
    });
    return out;
  }
  function tiesOf(n, table) {
    return ties.filter(function (t) {
      t.now = holds(t.at, n, true);
      // what only June 1957 tells is no tie of an earlier day; the sides of June are no ties at all
      t.why = t.mark == 1 ? "restates the sides of June 1957" : t.mark == 2 && n < data.crisis ? "is known only from June 1957" : "";
      return t.now && table[t.from] && table[t.to];
    }).sort(function (a, b) { return !!a.why - !!b.why || (tieWords(a) < tieWords(b) ? -1 : 1); });
  }
  function eventsOf(n) {
    function weight(a, b) { return b.weight - a.weight; }
    function on(how) { // a date known only to the year would be possible on every day of it
      return events.filter(function (e) { return holds(e.at, n, true) == how && (how == 2 || e.at[3] - e.at[0] < 46); }).sort(weight);
    }
    var past = events.filter(function (e) { return e.at[3] < n; });
    return { sure: on(2), maybe: on(1), last: past.sort(function (a, b) { return b.at[3] - a.at[3] || weight(a, b); })[0] };
  }

  /* ---- the controls ---- */
  var id = figure.id + "-", steps = [];
  var bar = add(host, "div", "kr-bar", "", { role: "group", "aria-label": "Choose a day" });
  function control(label, tag, name, more) {
    var box = add(bar, "span", "kr-control " + name);
    add(box, "label", "", label, { "for": id + name });
    return add(box, tag, "", "", Object.assign({ id: id + name }, more));
  }
  function pair(label, list) {
    var box = add(bar, "span", "kr-pair", "", { role: "group", "aria-label": "Go by " + label });
    [["← previous " + label, before], ["next " + label + " →", after]].forEach(function (b) {
      var button = add(box, "button", "", b[0], { type: "button" });
      button.addEventListener("click", function () { var n = b[1](list, now); if (n !== undefined) go(n); });
      steps.push([button, b[1], list]);
    });
  }
  var field = control("Day", "input", "kr-date", { type: "date", min: data.first, max: data.last, required: "" });
  pair("change", changes);
  pair("plenum", data.plenums);
  var turn = control("Turning days", "select", "kr-turn");
  add(turn, "option", "", "choose one", { value: "" });
  data.turning.forEach(function (n) { add(turn, "option", "", say(n) + ": " + eventsOf(n).sure[0].name, { value: n }); });
  var track = add(host, "div", "kr-track"), strip = add(track, "div", "kr-strip", "", { "aria-hidden": "true" });
  var slider = add(track, "input", "", "", { type: "range", min: 0, max: N, step: 1, "aria-describedby": id + "keys",
    "aria-label": "Day, on a line from " + say(0) + " to " + say(N) });
  function stroke(n, name, words) { add(strip, "span", name, words).style.left = n / N * 100 + "%"; }
  changes.forEach(function (n) { stroke(n, "kr-stroke"); });
  stroke(data.crisis, "kr-june");
  for (var y = 1953; y <= 1964; y++) stroke(number(y + "-01-01"), "kr-year" + (y % 3 ? " kr-some" : ""), String(y));
  var keys = add(host, "p", "kr-small", "Small strokes are days on which a seat changed; the red one is June 1957.", { id: id + "keys" });
  add(keys, "span", "kr-keys", " On the line, arrow keys move a day, Page Up and Page Down a month, Home and End to either end.");
  var message = add(host, "p", "kr-message"), head = add(host, "div", "kr-day"), columns = add(host, "div", "kr-columns");
  var more = add(host, "details", "kr-more"), notes = add(host, "div", "kr-small"), web = add(host, "div", "kr-web");
  var panel = add(host, "div", "kr-panel", "", { role: "region", "aria-label": "What was chosen", tabindex: "0", hidden: "" });
  function room() { return host.clientWidth < 620 ? "narrow" : "wide"; }
  var size = room();
  more.open = size == "wide";

  // While a year is typed the field passes through 0001, 0019, 0195: those wait until it is left.
  function typed(left) {
    var n = number(field.value);
    if (n == n && (left || field.value >= "1000")) go(n); else if (left) field.value = iso(now);
  }
  field.addEventListener("input", function () { typed(false); });
  field.addEventListener("blur", function () { typed(true); });
  slider.addEventListener("input", function () { go(+slider.value); });
  slider.addEventListener("keydown", function (e) {
    var by = { PageUp: 1, PageDown: -1 }[e.key];
    if (by) { e.preventDefault(); go(within(month(now, by))); }
  });
  turn.addEventListener("change", function () { if (turn.value) go(+turn.value); });

  /* ---- one day ---- */
  function go(n, quiet) {
    var inside = within(n), said;
    message.textContent = n < 0 ? "The figure begins on " + say(0) + ": you see that day." :
      n > N ? "The figure ends on " + say(N) + ": you see that day." : "";
    if (field.value != iso(inside)) field.value = iso(inside);
    if (inside == now) { if (message.textContent) tools.tell(message.textContent); return; }
    now = inside;
    said = draw();
    if (quiet) return;
    clearTimeout(soon); clearTimeout(late);
    soon = setTimeout(function () { tools.tell((message.textContent + " " + said).trim()); }, 400);
    tools.live.key = iso(now); tools.live.moved = true; // for "Copy link"
    late = setTimeout(function () { // browsers limit how often an address may change
      try { history.replaceState(history.state, "", "#" + iso(now)); } catch (e) { /* a frame may forbid it */ }
    }, 120);
  }
  function eventWords(e) { return e.name + (e.at[0] == e.at[3] ? "" : " (" + e.said + ")"); }
  function drawHead(here, last) {
    var at = eventsOf(now), first = at.sure[0], rest = at.sure.slice(1);
    var told = first ? eventWords(first) + "." : at.last ? "The last event before it: " + at.last.name + " (" +
      (at.last.at[0] == at.last.at[3] ? ago(at.last.at[3]) : at.last.said) + ")." : "No event of the data falls on this day or before it.";
    head.textContent = "";
    add(add(head, "p", "kr-when", say(now) + " "), "span", "", weekday(now));
    add(head, "p", "kr-event", told);
    if (rest.length || at.maybe.length) {
      var also = add(head, "details"), ul;
      add(also, "summary", "", "Also in the data for this day: " + (rest.length + at.maybe.length));
      ul = add(also, "ul");
      rest.forEach(function (e) { add(ul, "li", "", eventWords(e)); });
      at.maybe.forEach(function (e) { add(ul, "li", "", "possibly: " + e.name + " (" + e.said + ")"); });
    }
    function count(i, one, many) {
      var every = Object.keys(here[i]), sure = every.filter(function (p) { return here[i][p].sure == 2; }).length;
      return sure + " " + (sure == 1 ? one : many) + (every.length > sure ? " and possibly " + (every.length - sure) + " more" : "");
    }
    var both = Object.keys(here[SECRETARY]).filter(function (p) { return here[FULL][p]; }).length;
    var counts = count(FULL, "full member", "full members") + ", " + count(CANDIDATE, "candidate", "candidates") + ", " +
      count(SECRETARY, "secretary", "secretaries") + "; " + both + (both == 1 ? " full member is also a secretary." : " full members are also secretaries.");
    add(head, "p", "", counts + (last === undefined ? " The figure begins here: what changed before is not shown." : " Last change: " + ago(last) + "."));
    return say(now) + ". " + told + " " + counts;
  }
  function draw() {
    var here = held(now), last = before(changes, now + 1), gone = last === undefined ? null : held(last - 1);
    var said = drawHead(here, last), moved = [], n = 0;
    function list(box, i) {
      var ul = add(box, "ul", "", "", { "data-body": data.bodies[i][0], "aria-label": data.bodies[i][2] }), order = "osb";
      Object.keys(here[i]).map(Number).sort(function (a, b) {
        var p = people[a], q = people[b];
        return order.indexOf(p.side) - order.indexOf(q.side) || (p.short < q.short ? -1 : 1);
      }).forEach(function (w) {
        var p = people[w], maybe = here[i][w].sure == 1, fresh = gone && !gone[i][w], lead = i == SECRETARY && here[LEAD][w];
        var b = add(add(ul, "li", "", "", { "data-person": p.id, "data-sure": maybe ? "possibly" : "yes" }), "button",
          "kr-name" + (fresh ? " kr-new" : "") + (maybe ? " kr-maybe" : ""), "", { type: "button", "aria-pressed": "false" });
        var sign = svg(b, "svg", { viewBox: "0 0 16 16", "class": "kr-sign", "aria-hidden": "true" }), words = add(b, "span");
        shape(sign, p, here[FULL][w], 8, 8, 4.4);
        add(words, "span", "kr-who", p.short);
        if (lead) words.append(", " + lead.spell.role);
        if (maybe) add(words, "span", "kr-tag", " possibly");
        if (fresh) add(words, "span", "kr-tag", " new");
        add(words, "span", "sr-only", ", " + SIDE[p.side] + (here[FULL][w] ? ", full seat" : ", no vote"));
        b.addEventListener("click", function () { choose(chosen && chosen.who === w ? null : { who: w }); });
        if (fresh && data.bodies[i][1] != "more") moved.push(p.short);
      });
    }
    columns.textContent = more.textContent = "";
    Object.keys(COLUMNS).forEach(function (group) {
      var box = add(columns, "div", "kr-col"), title = add(box, "p", "kr-head", COLUMNS[group]), state = group == "government";
      data.bodies.forEach(function (b, i) {
        var k = Object.keys(here[i]).length;
        if (b[1] != group) return;
        if (!state) add(title, "span", "kr-count", " · " + k); else if (k) add(box, "p", "kr-role", capital(b[2]) + (k > 1 ? "s" : ""));
        if (k) list(box, i);
        if (gone) leftWords(i, here, gone).forEach(function (w) { add(box, "p", "kr-role", w); });
      });
    });
    var summary = add(more, "summary"), posts = add(more, "div", "kr-posts");
    data.bodies.forEach(function (b, i) {
      var k = Object.keys(here[i]).length, box;
      if (b[1] != "more" || !k) return;
      n += k;
      box = add(posts, "div");
      add(box, "p", "kr-role", capital(b[2]) + (k > 1 && b[0] == "deputy_premier" ? "s" : ""));
      list(box, i);
    });
    summary.textContent = "Deputy premiers, ministers and heads of offices: " + n + " in the data, not a full list";
    drawRivals();
    drawTies(here);
    slider.value = now;
    slider.setAttribute("aria-valuetext", weekday(now) + ", " + say(now));
    turn.value = data.turning.indexOf(now) < 0 ? "" : now;
    steps.forEach(function (s) { s[0].setAttribute("aria-disabled", String(s[1](s[2], now) === undefined)); });
    return said + (last == now && moved.length ? " New: " + moved.join(", ") + "." : "") + " Ties: " + net.length + ".";
  }
  function leftWords(i, here, gone) { // who lost a place in body i with the last change, and what became of them
    var parts = { "Moved up": [], "Down to candidate": [], "Died": [], "Out": [] };
    Object.keys(gone[i]).forEach(function (w) {
      var died = people[w].death;
      if (!here[i][w]) parts[i == CANDIDATE && here[FULL][w] ? "Moved up" : i == FULL && here[CANDIDATE][w] ? "Down to candidate" :
        died !== null && died <= now ? "Died" : "Out"].push(people[w].short);
    });
    return Object.keys(parts).filter(function (k) { return parts[k].length; }).map(function (k) { return k + ": " + parts[k].sort().join(", ") + "."; });
  }
  function drawRivals() { // accounts by which the answer for this day would be another one
    notes.textContent = "";
    spells.forEach(function (s) {
      if (!s.rival || !s.rival.some(function (r) { return r[0] <= now && now <= r[1]; })) return;
      var p = add(notes, "p", "", "", { "data-rival": people[s.who].id + " " + data.bodies[s.body][0] });
      add(p, "b", "", "Another account: ");
      p.append(people[s.who].short + ", " + (s.role || data.bodies[s.body][2]) + ", " + period(s.from, s.to) +
        ["; not on this day. ", "; possibly on this day. ", "; also on this day. "][holds(s.at, now)]);
      cite(p, s);
    });
  }

  /* ---- the ties ---- */
  function svg(box, tag, attributes, words) {
    var e = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (var k in attributes) e.setAttribute(k, attributes[k]);
    if (words) e.textContent = words;
    box.append(e);
    return e;
  }
  function shape(box, p, vote, x, y, r) { // square against, circle with, diamond neither; hollow without a vote
    var name = "kr-mark kr-" + p.side + (vote ? "" : " kr-hollow"), d = r + 1;
    if (p.target) svg(box, "circle", { "class": "kr-mark kr-hollow kr-" + p.side, cx: x, cy: y, r: r + 2.6 });
    if (p.side == "s") svg(box, "circle", { "class": name, cx: x, cy: y, r: p.target ? r - 0.6 : r });
    else if (p.side == "o") svg(box, "rect", { "class": name, x: x - r, y: y - r, width: 2 * r, height: 2 * r });
    else svg(box, "path", { "class": name, d: "M" + [x, y - d] + "L" + [x + d, y] + "L" + [x, y + d] + "L" + [x - d, y] + "z" });
  }
  function tieWords(t) { return people[t.from].short + (t.kind[1] ? " → " : " – ") + people[t.to].short + ": " + t.kind[0]; }
  function tags(t) {
    return [t.tone, t.sure == "r" && "recalled", t.now == 1 && "possibly", t.why && "not drawn"].filter(Boolean).join(", ");
  }
  function drawTies(here) {
    var table = {}, tied = {}, drawn, alone, two, list;
    function some(test) { return net.filter(test).length; }
    here.forEach(function (b, i) { if (COLUMNS[data.bodies[i][1]]) for (var w in b) table[w] = 1; });
    net = tiesOf(now, table);
    drawn = net.filter(function (t) { return !t.why; });
    if (chosen && (chosen.tie ? net.indexOf(chosen.tie) < 0 : !here.some(function (b) { return b[chosen.who]; }))) chosen = null;
    drawn.forEach(function (t) { tied[t.from] = tied[t.to] = 1; });
    alone = Object.keys(table).filter(function (w) { return !tied[w]; }).map(function (w) { return people[w].short; }).sort();
    web.textContent = "";
    add(web, "p", "kr-head", "Ties among those at the table · " + net.length);
    if (!net.length) add(web, "p", "", "The data hold no tie among them on this day.");
    else add(web, "p", "kr-small", some(function (t) { return t.kind[2] > 0; }) + " positive (solid), " + some(function (t) { return t.kind[2] < 0; }) +
      " negative (dashed, red), " + some(function (t) { return !t.kind[2]; }) + " neither (grey); " + some(function (t) { return t.sure == "r"; }) +
      " recalled (dotted), " + some(function (t) { return t.now == 1; }) + " only possibly on this day (thin). An arrow shows who acted.");
    [[1, "restate who was on whose side in June 1957"], [2, "are known only from June 1957"]].forEach(function (w) {
      var k = some(function (t) { return t.why && t.mark == w[0]; });
      if (k) add(web, "p", "kr-small", "Listed and not drawn: " + k + " that " + w[1] + ".");
    });
    if (alone.length && net.length) add(web, "p", "kr-small", "Without a tie drawn: " + alone.join(", ") + ".");
    if (net.length) {
      two = add(web, "div", "kr-two");
      if (drawn.length) picture(two, drawn, here);
      list = add(two, "ul", "kr-list", "", { "aria-label": "Ties; arrow keys move through the list" });
      net.forEach(function (t, i) {
        var b = add(add(list, "li"), "button", "", "", { type: "button", "data-tie": t.id, "data-sure": t.now == 2 ? "yes" : "possibly", tabindex: i ? -1 : 0 });
        add(b, "span", "kr-key kr-" + t.tone + (t.sure == "r" ? " kr-dot" : "") + (t.why ? " kr-none" : ""));
        add(add(b, "span", "", tieWords(t) + " "), "span", "kr-tag", tags(t));
        b.addEventListener("click", function () { choose(chosen && chosen.tie == t ? null : { tie: t }); });
      });
      list.addEventListener("keydown", function (e) {
        var every = Array.from(list.querySelectorAll("li:not([hidden]) button")), i = every.indexOf(document.activeElement);
        var to = every[{ ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: every.length - 1 }[e.key]];
        if (!to) return;
        e.preventDefault(); every[i].tabIndex = -1; to.tabIndex = 0; to.focus();
      });
    }
    choose(chosen, true);
  }
  function picture(parent, drawn, here) {
    var s = size, pairs = {}, tied = {}, box = svg(parent, "svg", { "class": "kr-net", role: "img",
      "aria-label": drawn.length + " ties among those at the table on " + say(now) + "; the list after this picture says each one" });
    drawn.forEach(function (t) { var k = [Math.min(t.from, t.to), Math.max(t.from, t.to)]; (pairs[k] = pairs[k] || []).push(t); });
    Object.keys(pairs).forEach(function (k) {
      pairs[k].forEach(function (t, i) { // several ties of a pair run side by side
        var a = people[t.from][s], b = people[t.to][s], dx = b[0] - a[0], dy = b[1] - a[1], far = Math.hypot(dx, dy) || 1;
        var off = (i - (pairs[k].length - 1) / 2) * 14 * (t.from < t.to ? 1 : -1), c = [(a[0] + b[0]) / 2 - dy / far * off, (a[1] + b[1]) / 2 + dx / far * off];
        var d = "M" + a + "Q" + c + " " + b, g = svg(box, "g", { "data-tie": t.id,
          "class": "kr-tie kr-" + t.tone + (t.sure == "r" ? " kr-dot" : "") + (t.now == 1 ? " kr-thin" : "") });
        svg(g, "path", { d: d, "class": "kr-hit" });
        svg(g, "path", { d: d, "class": "kr-line" });
        if (t.kind[1]) svg(g, "path", { d: "M-4 -3.5L5 0L-4 3.5z", "class": "kr-arrow", transform: "translate(" + [0, 1].map(function (i) {
          return 0.1156 * a[i] + 0.4488 * c[i] + 0.4356 * b[i]; // two thirds of the way
        }) + ") rotate(" + Math.atan2(dy, dx) * 180 / Math.PI + ")" });
        svg(g, "title", {}, tieWords(t) + " (" + tags(t) + ")");
        g.addEventListener("click", function () { choose({ tie: t }); });
        tied[t.from] = tied[t.to] = 1;
      });
    });
    var high = Object.keys(tied).map(function (w) {
      var p = people[w], at = p[s], g = svg(box, "g", { "class": "kr-node" });
      svg(g, "circle", { cx: at[0], cy: at[1], r: 14, "class": "kr-hit" });
      shape(g, p, here[FULL][w], at[0], at[1], 6.5);
      svg(g, "text", { x: at[0], y: at[1] + (p.target ? 22 : 20) }, p.short);
      g.addEventListener("click", function () { choose({ who: +w }); });
      return at[1];
    }), top = Math.min.apply(0, high) - 24; // all keep their places; rows that are empty on this day are cut off
    box.setAttribute("viewBox", [0, top, data.sizes[s][0], Math.max.apply(0, high) + 28 - top].join(" "));
  }

  /* ---- what was chosen: a person or a tie, with dates, certainty and works ---- */
  function period(a, b) { return a == b ? data.labels[a] : data.labels[a] + " – " + data.labels[b]; }
  function cite(box, row) {
    var page = figure.querySelector(".ap-source a");
    box.append(SURE[row.sure] + " ");
    [["", row.works], ["Recalled, not checked: ", row.recalled]].forEach(function (part) {
      part[1].forEach(function (w, i) {
        var name = data.works[w][1].replace(/\.$/, "");
        box.append(i ? "; " : part[0]);
        var link = add(box, "a", "", name, { href: (page ? page.href.split("#")[0] : "") + "#" + data.works[w][0] });
        if (/^[^a-z]*[А-я]/i.test(name)) link.lang = "ru";
      });
      if (part[1].length) box.append(". ");
    });
  }
  function choose(what, quiet) {
    var t = what && what.tie, who = what && !t ? what.who : null, near = {}, first;
    chosen = what;
    net.forEach(function (x) { if (t ? x == t : who === null || x.from == who || x.to == who) near[x.id] = 1; });
    host.querySelectorAll(".kr-tie").forEach(function (g) { g.classList.toggle("kr-faint", !near[g.dataset.tie]); });
    host.querySelectorAll(".kr-list button").forEach(function (b) {
      b.parentNode.hidden = who !== null && !near[b.dataset.tie];
      b.setAttribute("aria-pressed", String(!!t && b.dataset.tie == t.id));
      if (!b.parentNode.hidden) first = first || b;
    });
    if (first && !host.querySelector(".kr-list li:not([hidden]) [tabindex='0']")) first.tabIndex = 0;
    host.querySelectorAll(".kr-name").forEach(function (b) {
      b.setAttribute("aria-pressed", String(who !== null && b.parentNode.dataset.person == people[who].id));
    });
    panel.textContent = "";
    panel.hidden = !what;
    if (!what) return;
    add(panel, "button", "kr-shut", "Close", { type: "button" }).addEventListener("click", function () { choose(null); field.focus({ preventScroll: true }); });
    if (t) {
      add(panel, "p", "kr-head", tieWords(t));
      add(panel, "p", "", capital(t.tone) + ", " + period(t.since, t.until) + ". " + (t.now == 1 ? "The dates leave open whether it held on this day. " : "") +
        (t.why ? "Not drawn: it " + t.why + "." : ""));
      add(panel, "p", "", t.evidence);
      cite(add(panel, "p", "kr-small"), t);
    } else {
      add(add(panel, "p", "kr-head", people[who].name + " "), "span", "kr-tag", people[who].ru, { lang: "ru" });
      add(panel, "p", "", "June 1957: " + SIDE[people[who].side] + ". Ties on this day: " + Object.keys(near).length + ".");
      spells.forEach(function (s) {
        var sure = s.rival || s.who != who ? 0 : holds(s.at, now);
        if (sure) cite(add(panel, "p", "kr-small", capital(s.role || data.bodies[s.body][2]) + ", " + period(s.from, s.to) + (sure == 1 ? "; possibly on this day. " : ". ")), s);
      });
    }
    if (!quiet) tools.tell(Array.from(panel.querySelectorAll("p")).map(function (p) { return p.textContent; }).join(" "));
  }
  host.addEventListener("keydown", function (e) { if (e.key == "Escape" && chosen) choose(null); });
  if (window.ResizeObserver) new ResizeObserver(function () {
    if (room() != size) { size = room(); requestAnimationFrame(function () { drawTies(held(now)); }); }
  }).observe(host);

  go(number(data.start), true);
  return {
    open: function (hash) { // #1957-06-18 or #<figure>/1957-06-18
      var n = number(hash.indexOf(figure.id + "/") ? hash : hash.slice(figure.id.length + 1));
      if (n == n) go(n);
      return n == n;
    }
  };
});
