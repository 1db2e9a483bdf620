/* Networks: vis-network draws them; beside the drawing stand the evidence, the filters and the
   list of lines. Loaded together with vis-network, never before. Adds to the figures of figure.js. */
(function () {
  "use strict";
  var make = window.antiparty.make, root = document.documentElement;
  var SIGNS = { positive: "Positive (friendly)", negative: "Negative (hostile)", other: "Neutral or other" };
  var GROUPS = { sign: signOf, kind: kindsOf };

  function signOf(e) { return [e.sign > 0 ? "positive" : e.sign < 0 ? "negative" : "other"]; }
  function kindsOf(e) { return e.kind ? e.kind.split(", ") : []; }
  function tag(kind) { return kind.replace(/ /g, "_"); } // as it stands in an address
  function each(things, f) { Array.prototype.forEach.call(things, f); }

  var network = {
    // The same model and the same symbols as the picture.
    drawNetwork: function (spec) {
      var me = this, style = getComputedStyle(root), vis = window.vis;
      var ink = style.getPropertyValue("--t-ink").trim(), paper = style.getPropertyValue("--t-paper").trim();
      if (me.net) me.net.destroy();
      if (!me.canvas) { me.canvas = make("div", { "class": "ap-canvas" }); me.box.appendChild(me.canvas); }
      me.canvas.style.aspectRatio = spec.width + " / " + spec.height;
      me.names = {};
      spec.nodes.forEach(function (n) { me.names[n.id] = n.label; });
      me.ties = spec.edges; me.people = spec.nodes;
      if (!me.side) me.panel();
      var font = { size: me.size == "wide" ? 13 : 11, color: ink, strokeWidth: 3, strokeColor: paper,
        face: style.getPropertyValue("--sans") || "sans-serif" };
      var nodes = spec.nodes.map(function (n) {
        return { id: n.id, label: n.label, x: n.x, y: n.y, shape: n.shape, color: {
          background: n.color.background, border: n.color.border,
          highlight: { background: n.color.background, border: ink },
          hover: { background: n.color.background, border: ink } },
          size: n.size, borderWidth: n.borderWidth, borderWidthSelected: 3, font: font, physics: false };
      });
      var edges = spec.edges.map(function (e) {
        return { id: e.id, from: e.from, to: e.to, width: e.width, dashes: e.dashes || false,
          color: { color: e.color, highlight: e.color, hover: e.color }, arrows: e.arrows
            ? { to: { enabled: true, scaleFactor: .5 } } : "", selectionWidth: 3, hoverWidth: 1,
          hidden: !me.allows(e) };
      });
      var net = me.net = new vis.Network(me.canvas, { nodes: nodes, edges: edges }, spec.options);
      net.on("afterDrawing", function (c) {
        spec.nodes.forEach(function (n) {
          c.strokeStyle = n.color.border; c.lineWidth = 1.5;
          if (n.target) [[2, paper, 3], [4.5, n.color.border, 1.5]].forEach(function (ring) {
            c.strokeStyle = ring[1]; c.lineWidth = ring[2];
            c.beginPath(); c.arc(n.x, n.y, n.size + ring[0], 0, 7); c.stroke();
          });
          c.lineWidth = 1.5;
          if (n.waverer) {
            var s = n.size;
            c.strokeStyle = paper; c.beginPath();
            [[-s, s, s, -s], [-s, 0, 0, -s], [0, s, s, 0]].forEach(function (l) {
              c.moveTo(n.x + l[0], n.y + l[1]); c.lineTo(n.x + l[2], n.y + l[3]);
            });
            c.stroke();
          }
        });
      });
      function fit() {
        var scale = me.canvas.clientWidth / spec.width;
        if (!scale) return; // not on the page just now
        net.moveTo({ position: { x: spec.width / 2, y: spec.height / 2 }, scale: scale, animation: false });
      }
      me.refit = fit;
      fit();
      net.on("resize", fit);
      net.on("selectEdge", function (p) { if (!p.nodes.length) me.choose(p.edges[0]); });
      net.on("selectNode", function (p) { me.person(p.nodes[0]); });
      net.on("click", function (p) { // on bare ground: everyone again, if a person was picked
        if (!p.nodes.length && !p.edges.length && me.picked) { me.filter.value = ""; me.fill(true); }
      });
      me.pick = function (i) { me.choose(me.marks[i].id); };
      me.unpick = function () { net.unselectAll(); me.tell(""); };
      me.fill();
      if (me.filled != me.key && me.filled !== undefined && me.query())
        me.tell(me.says.textContent + " " + me.counted());
      me.filled = me.key;
      return Promise.resolve();
    },
    words: function (e) {
      return this.names[e.from] + (e.arrows ? " → " : " – ") + this.names[e.to] + (e.kind ? ": " + e.kind : "") +
        (e.sign > 0 ? ", positive" : e.sign < 0 ? ", negative" : "") + (e.recalled ? ", recalled" : "");
    },

    // What the reader asked for: words, and the kinds and signs that are ticked.
    allows: function (e) {
      var me = this;
      return me.words(e).toLowerCase().indexOf(me.filter.value.trim().toLowerCase()) >= 0 &&
        Object.keys(GROUPS).every(function (g) {
          var has = GROUPS[g](e);
          return !has.length || has.some(function (v) { return !me.off[g][v]; });
        });
    },
    counted: function () {
      var n = this.marks.length, all = this.ties.length;
      return (n == all ? "All " + all : n ? n + " of " + all : "None of " + all) +
        (all == 1 ? " line is shown." : " lines are shown.");
    },
    // The filters as the end of an address; the shorter of what is ticked and what is not.
    query: function () {
      var me = this, parts = [];
      if (!me.off) return "";
      Object.keys(GROUPS).forEach(function (g) {
        var off = me.values[g].filter(function (v) { return me.off[g][v]; });
        var on = me.values[g].filter(function (v) { return !me.off[g][v]; });
        if (off.length) parts.push(g + "=" + (off.length <= on.length
          ? off.map(function (v) { return "-" + tag(v); }) : on.map(tag)).map(encodeURIComponent).join(","));
      });
      if (me.filter.value.trim()) parts.push("find=" + encodeURIComponent(me.filter.value.trim()));
      return parts.length ? "?" + parts.join("&") : "";
    },
    // An address opened: it says all, so what it leaves out is shown.
    heed: function () {
      var me = this, asked = new URLSearchParams(me.asked || "");
      if (!me.side) return;
      Object.keys(GROUPS).forEach(function (g) {
        var given = asked.get(g), list = (given || "").split(",").filter(Boolean);
        var minus = list.length && list.every(function (v) { return v[0] == "-"; });
        me.off[g] = {};
        if (given !== null) me.values[g].forEach(function (v) {
          if ((list.indexOf((minus ? "-" : "") + tag(v)) >= 0) == !!minus) me.off[g][v] = true;
        });
      });
      me.filter.value = asked.get("find") || "";
      if (me.net) { me.fill(true); }
    },

    panel: function () {
      var me = this;
      me.side = make("div", { "class": "ap-panel" });
      me.shown = make("div", { "class": "ap-tie", tabindex: "0", role: "region", "aria-label": "Evidence" });
      var picks = make("div", { "class": "ap-picks" });
      me.off = { sign: {}, kind: {} };
      me.boxes = { sign: {}, kind: {} };
      me.values = { sign: [], kind: [] };
      // One set of filters for every state: what is absent at a date is counted as 0 there.
      me.spec.states.forEach(function (s) {
        s.wide.edges.forEach(function (e) {
          Object.keys(GROUPS).forEach(function (g) {
            GROUPS[g](e).forEach(function (v) { if (me.values[g].indexOf(v) < 0) me.values[g].push(v); });
          });
        });
      });
      me.values.kind.sort();
      me.values.sign = Object.keys(SIGNS).filter(function (v) { return me.values.sign.indexOf(v) >= 0; });
      if (me.values.sign.length > 1) picks.appendChild(me.group("sign", make("fieldset", { "class": "ap-sign" })));
      if (me.values.kind.length > 1) {
        var kinds = make("details", { "class": "ap-kinds" });
        me.heading = make("summary", {}, "Kinds");
        kinds.append(me.heading, me.group("kind", make("fieldset", {})));
        picks.appendChild(kinds);
      }
      var label = make("label", { "class": "ap-find" }, "Find a person or kind of tie: ");
      me.filter = make("input", { type: "search", autocomplete: "off" });
      label.appendChild(me.filter);
      me.count = make("p", { "class": "ap-count" });
      me.count.append(make("span", {}), " ", me.allButton("Show all"));
      me.items = make("ul", {});
      me.empty = make("p", { "class": "ap-empty" },
        "No line is left. Tick another sign or kind, shorten the search, or ");
      me.empty.append(me.allButton("show all lines"), ".");
      picks.append(label, me.count, me.items, me.empty);
      me.side.append(me.shown, picks);
      me.stage.after(me.side);
      me.filter.addEventListener("input", function () { me.fill(true); });
      me.filter.addEventListener("change", function () { me.note(); });
      me.heed();
    },
    allButton: function (words) {
      var me = this, b = make("button", { type: "button", "class": "ap-all" }, words);
      b.addEventListener("click", function () {
        me.asked = ""; me.heed(); me.note();
        me.filter.focus();
      });
      return b;
    },
    group: function (g, field) {
      var me = this;
      field.appendChild(make("legend", {}, g == "sign" ? "Sign" : "Show"));
      me.values[g].forEach(function (v) {
        var label = make("label", {}), box = me.boxes[g][v] = make("input", { type: "checkbox", value: v });
        label.appendChild(box);
        if (g == "sign") label.appendChild(make("i", { "class": "ap-line-" + v, "aria-hidden": "true" }));
        label.append(SIGNS[v] || v, " ", make("span", { "class": "ap-number" }));
        box.addEventListener("change", function () { me.off[g][v] = !box.checked; me.fill(true); me.note(); });
        field.appendChild(label);
      });
      if (g == "kind") [["All kinds", false], ["No kind", true]].forEach(function (way) {
        var b = make("button", { type: "button" }, way[0]);
        b.addEventListener("click", function () {
          me.values.kind.forEach(function (v) { me.off.kind[v] = way[1]; });
          me.fill(true); me.note();
        });
        field.appendChild(b);
      });
      return field;
    },
    note: function () { history.replaceState(null, "", this.hash()); },

    // List, counts and drawing after a change; nobody moves, lines that do not fit are hidden.
    fill: function (aloud) {
      var me = this, shown = me.marks = me.ties.filter(function (e) { return me.allows(e); });
      var kept = me.chosen && shown.some(function (e) { return e.id == me.chosen; });
      me.at = -1;
      me.picked = false;
      if (aloud) me.net.body.data.edges.update(me.ties.map(function (e) {
        return { id: e.id, hidden: shown.indexOf(e) < 0 };
      }));
      me.items.textContent = "";
      shown.forEach(function (e) {
        var item = make("li", {}), b = make("button", { type: "button", "data-tie": e.id, "aria-pressed": "false" }, me.words(e));
        b.addEventListener("click", function () { me.choose(e.id); });
        item.appendChild(b); me.items.appendChild(item);
      });
      me.items.setAttribute("aria-label", me.counted());
      me.items.hidden = !shown.length;
      me.empty.hidden = !!shown.length;
      me.count.hidden = !shown.length;
      me.count.firstChild.textContent = me.counted();
      me.count.lastChild.hidden = !me.query();
      Object.keys(GROUPS).forEach(function (g) {
        Object.keys(me.boxes[g]).forEach(function (v) {
          var box = me.boxes[g][v];
          box.checked = !me.off[g][v];
          box.parentNode.lastChild.textContent = me.ties.filter(function (e) { return GROUPS[g](e).indexOf(v) >= 0; }).length;
        });
      });
      if (me.heading) {
        var all = me.values.kind.length, on = me.values.kind.filter(function (v) { return !me.off.kind[v]; }).length;
        me.heading.textContent = "Kinds: " + (on == all ? "all " + all : on ? on + " of " + all : "none");
      }
      if (!kept) { me.chosen = ""; me.show("", "Choose a line in the drawing or in the list to read the evidence for it."); }
      if (kept) { me.mark(me.chosen); me.net.selectEdges([me.chosen]); }
      if (aloud) me.tell(me.counted());
    },
    // The box of evidence: a heading and paragraphs.
    show: function (head, text, sources) {
      this.shown.textContent = "";
      this.shown.toggleAttribute("data-bare", !head);
      if (head) this.shown.append(make("b", {}, head));
      if (text) this.shown.append(make("p", {}, text));
      if (sources) this.shown.append(make("p", { "class": "ap-source" }, "Sources: " + sources));
      this.shown.scrollTop = 0;
    },
    choose: function (id) {
      var me = this, e = me.ties.filter(function (t) { return t.id == id; })[0];
      if (!e) return;
      me.net.unselectAll(); me.net.selectEdges([id]);
      me.chosen = id;
      me.at = me.marks.indexOf(e);
      me.mark(id);
      me.show(me.words(e), e.evidence || "No evidence is noted.", e.sources);
      // Two lines can lie on one another; a pointer reaches only one of them.
      me.marks.forEach(function (t) {
        if (t != e && [t.from, t.to].sort().join() == [e.from, e.to].sort().join()) {
          var also = make("button", { type: "button", "class": "ap-also" }, "Also: " + me.words(t));
          also.addEventListener("click", function () { me.choose(t.id); me.shown.focus(); });
          me.shown.appendChild(also);
        }
      });
      me.tell(me.words(e) + ". " + (e.evidence || ""));
    },
    person: function (id) {
      var me = this, n = me.people.filter(function (p) { return p.id == id; })[0];
      me.filter.value = n.label;
      me.chosen = "";
      me.fill(true);
      me.picked = true;
      me.note();
      me.mark("");
      me.show(n.label, n.note);
      me.tell(n.label + ". " + (n.note || "") + " " + me.counted());
    },
    mark: function (id) {
      var list = this.items;
      each(list.querySelectorAll("button"), function (b) {
        b.setAttribute("aria-pressed", String(b.dataset.tie == id));
        if (b.dataset.tie != id) return;
        var over = b.offsetTop - list.offsetTop; // the list scrolls, the page stays
        if (over < list.scrollTop) list.scrollTop = over;
        else if (over + b.offsetHeight > list.scrollTop + list.clientHeight)
          list.scrollTop = over + b.offsetHeight - list.clientHeight;
      });
    }
  };
  Object.assign(window.antiparty.live, network);
})();
