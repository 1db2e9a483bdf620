/* Live figures. The page is whole without this script: pictures, tables, links.
   A figure's data (_figures/<id>.js) and the drawing library are loaded when a reader points
   at it, taps it, or reaches its button with the keyboard; never before. */
(function () {
  "use strict";
  if (window.antiparty && window.antiparty.scan) return;
  var here = document.currentScript && document.currentScript.src;
  var root = document.documentElement, specs = {}, loads = {}, live = [], widgets = {}, widgetData = {};
  var LIB = { plotly: ["Plotly", "vendor/plotly/plotly-cartesian.min.js"],
              network: ["vis", "vendor/vis-network/vis-network.min.js", "figure-network.js"] };

  function load(src) {
    return loads[src] || (loads[src] = new Promise(function (done, fail) {
      var s = document.createElement("script");
      s.src = src; s.onload = done;
      s.onerror = function () { delete loads[src]; s.remove(); fail(new Error("cannot load " + src)); };
      document.head.appendChild(s);
    }));
  }
  function dress(href) {
    return loads[href] || (loads[href] = new Promise(function (done, fail) {
      var sheet = make("link", { rel: "stylesheet", href: href });
      sheet.onload = done;
      sheet.onerror = function () { delete loads[href]; sheet.remove(); fail(new Error("cannot load " + href)); };
      document.head.appendChild(sheet);
    }));
  }
  function make(tag, attributes, words) {
    var e = document.createElement(tag);
    for (var k in attributes) e.setAttribute(k, attributes[k]);
    if (words) e.textContent = words;
    return e;
  }
  // "@against" in a spec is the colour token --t-against of the page as it is now.
  function coloured(value, style) {
    if (typeof value == "string")
      return value.indexOf("@") < 0 ? value : value.replace(/@([a-z][a-z-]*)/g, function (all, name) {
        return style.getPropertyValue("--t-" + name).trim() || all;
      });
    if (Array.isArray(value)) return value.map(function (v) { return coloured(v, style); });
    if (value && typeof value == "object") {
      var out = {};
      for (var k in value) out[k] = coloured(value[k], style);
      return out;
    }
    return value;
  }

  // What the arrow keys step through: every mark that has something to say, once. Bars and
  // single marks in reading order, lines point by point.
  function chartMarks(box) {
    var marks = [], seen = {}, inOrder = true, full = box._fullData, size = box._fullLayout;
    box.data.forEach(function (trace, curve) {
      var type = trace.type || "scatter", n = (trace.x || trace.y || trace.labels || []).length;
      if (trace.hoverinfo == "skip" || trace.visible === false) return;
      if (type != "bar" && !(type == "scatter" && /^(markers|text|markers\+text)$/.test(full[curve].mode)))
        inOrder = false;
      function add(point, told) {
        if (Array.isArray(told)) told = Array.isArray(point) ? (told[point[0]] || [])[point[1]] : told[point];
        if (told === "" || (told && seen[told])) return;
        if (told) seen[told] = 1;
        marks.push({ curve: curve, point: point, told: told });
      }
      if (type == "heatmap") trace.z.forEach(function (row, y) {
        row.forEach(function (v, x) { if (v !== null) add([y, x], trace.hovertext || trace.text); });
      });
      else for (var i = 0; i < n; i++)
        if (!trace.y || !trace.x || (trace.x[i] !== null && trace.y[i] !== null)) add(i, trace.hovertext);
    });
    function at(m) {
      var t = full[m.curve], d = box.data[m.curve];
      var x = size[(t.xaxis || "x").replace("x", "xaxis")], y = size[(t.yaxis || "y").replace("y", "yaxis")];
      var start = d.base !== undefined ? (Array.isArray(d.base) ? d.base[m.point] : d.base) : d.x[m.point];
      return [y._offset + y.d2p(d.y[m.point]), x._offset + x.d2p(start)];
    }
    if (inOrder) marks.map(function (m) { m.at = at(m); return m; }).sort(function (a, b) {
      return Math.abs(a.at[0] - b.at[0]) > 8 ? a.at[0] - b.at[0] : a.at[1] - b.at[1];
    });
    return marks;
  }

  function Live(figure) {
    var me = this;
    me.figure = figure;
    if (figure.dataset.widget) me.awaitWidget();
    me.stage = figure.querySelector(".ap-stage");
    me.button = figure.querySelector(".ap-explore");
    me.panes = Array.prototype.slice.call(figure.querySelectorAll(".ap-state"));
    me.key = me.panes.length ? figure.querySelector(".ap-first").dataset.key : "";
    me.says = make("p", { "class": "ap-says", role: "status", "aria-live": "polite" });
    figure.appendChild(me.says);
    me.button.hidden = false;
    if (me.panes.length) me.stepper();
    var timer;
    function soon() { clearTimeout(timer); timer = setTimeout(function () { me.wake(); }, 120); }
    me.stage.addEventListener("pointermove", function (e) { if (e.pointerType == "mouse") soon(); });
    me.stage.addEventListener("pointerleave", function () { clearTimeout(timer); });
    me.stage.addEventListener("click", function () { me.wake(); });
    me.button.addEventListener("focus", soon);
    me.button.addEventListener("click", function () {
      clearTimeout(timer);
      me.wake().then(function () { if (me.box) me.box.focus(); });
    });
    var link = figure.querySelector(".ap-link");
    link.addEventListener("click", function (e) {
      if (!navigator.clipboard) return;
      e.preventDefault();
      navigator.clipboard.writeText(me.address()).then(function () { me.tell("Link copied."); },
        function () { location.hash = figure.id; });
    });
    var url = figure.querySelector(".ap-url");
    if (url) { url.href = me.address(); url.textContent = me.address(); }
  }
  Live.prototype = {
    tell: function (words) { this.says.textContent = words; },
    address: function () { return this.figure.querySelector(".ap-link").href.split("#")[0] + this.hash(); },
    hash: function () {
      var query = this.query && this.side ? this.query() : "";
      return "#" + this.figure.id + ((this.moved || query) && this.key ? "/" + this.key : "") + query;
    },
    // What an address asks for after its "?", as the filters of a network.
    ask: function (query) {
      if (this.figure.dataset.kind != "network") return;
      this.asked = query || "";
      if (this.side) this.heed(); else if (query) this.wake();
    },

    // A figure with a part that computes in the page: its script and data come when the figure does.
    awaitWidget: function () {
      var me = this;
      if (!window.IntersectionObserver) { me.openWidget(); return; }
      var near = new IntersectionObserver(function (seen) {
        if (!seen.some(function (s) { return s.isIntersecting; })) return;
        near.disconnect();
        me.openWidget();
      }, { rootMargin: "300px" });
      near.observe(me.figure);
    },
    openWidget: function () {
      var me = this, name = me.figure.dataset.widget;
      if (me.widgetReady) return me.widgetReady;
      var base = here.replace(/figure\.js.*$/, "");
      me.widgetReady = Promise.all([
        widgetData[me.figure.id] || load(me.figure.dataset.live.replace(/\.js$/, ".widget.js")),
        widgets[name] || load(base + "widget-" + name + ".js"),
        dress(base + "widget-" + name + ".css")
      ]).then(function () {
        var host = make("div", { "class": "ap-widget" });
        me.stage.after(host);
        me.widget = widgets[name](host, me.figure, widgetData[me.figure.id],
          { make: make, tell: me.tell.bind(me), live: me }) || {};
        me.figure.dataset.widgetReady = "";
        me.openHash();
      }).catch(function (fault) {
        me.widgetReady = null;
        me.tell("The interactive part could not be loaded; the picture and the table stay.");
        console.error(fault);
      });
      return me.widgetReady;
    },
    openHash: function () {
      if (this.widget.open && this.widget.open(decoded(location.hash.slice(1))))
        this.figure.scrollIntoView();
    },

    // A figure of several states: one at a time, with buttons and a list.
    stepper: function () {
      var me = this, bar = make("div", { "class": "ap-stepper", role: "group" });
      var label = make("label", {}, (me.figure.dataset.words || "Show") + ": ");
      me.list = make("select", {});
      me.panes.forEach(function (p) {
        me.list.appendChild(make("option", { value: p.dataset.key }, p.querySelector(".ap-label").textContent));
      });
      me.list.value = me.key;
      label.appendChild(me.list);
      me.before = make("button", { type: "button" }, "← Previous");
      me.after = make("button", { type: "button" }, "Next →");
      bar.append(me.before, label, me.after);
      bar.setAttribute("aria-label", me.figure.dataset.words || "States of this figure");
      me.stage.before(bar);
      me.list.addEventListener("change", function () { me.go(me.list.value); me.wake(); });
      function step(by) {
        return function () {
          var i = me.list.selectedIndex + by;
          if (me.list.options[i]) { me.go(me.list.options[i].value); me.wake(); }
        };
      }
      me.before.addEventListener("click", step(-1));
      me.after.addEventListener("click", step(1));
      bar.addEventListener("keydown", function (e) {
        if (e.target == me.list) return;
        if (e.key == "ArrowLeft") { step(-1)(); e.preventDefault(); }
        if (e.key == "ArrowRight") { step(1)(); e.preventDefault(); }
      });
      me.ends();
    },
    ends: function () {
      this.before.setAttribute("aria-disabled", this.list.selectedIndex == 0);
      this.after.setAttribute("aria-disabled", this.list.selectedIndex == this.list.options.length - 1);
    },
    go: function (key, quiet) {
      var me = this, pane = me.panes.filter(function (p) { return p.dataset.key == key; })[0];
      if (!pane || key == me.key) return;
      me.key = key; me.moved = true; me.list.value = key;
      me.panes.forEach(function (p) { p.classList.toggle("ap-first", p == pane); });
      me.ends();
      if (!quiet) {
        var words = me.list.options[me.list.selectedIndex].textContent;
        var alt = pane.querySelector("span[hidden]");
        me.tell(words + ". " + (alt ? alt.textContent : ""));
        history.replaceState(null, "", me.hash());
      }
      if (me.box) me.draw();
    },

    // Load what is needed, draw once, put the live chart in the picture's place.
    wake: function () {
      var me = this;
      if (me.waking) return me.waking;
      var kind = me.figure.dataset.kind, src = me.figure.dataset.live;
      var lib = LIB[kind], base = here ? here.replace(/figure\.js.*$/, "") : "";
      me.stage.classList.add("ap-loading");
      me.waking = Promise.all([
        specs[me.figure.id] || load(src),
        window[lib[0]] || load(base + lib[1]),
        !lib[2] || me.drawNetwork || load(base + lib[2])
      ]).then(function () {
        me.spec = specs[me.figure.id];
        me.box = make("div", { "class": "ap-live", tabindex: "0", role: "group",
          "aria-roledescription": kind == "plotly" ? "interactive chart" : "interactive network" });
        me.box.setAttribute("aria-label", me.figure.querySelector(".caption-text").textContent +
          ". Arrow keys step through the marks, Escape leaves.");
        me.stage.style.minHeight = me.stage.offsetHeight + "px";
        me.stage.appendChild(me.box);
        me.stage.classList.add("ap-on");
        me.box.addEventListener("keydown", function (e) { me.press(e); });
        live.push(me);
        return me.draw();
      }).then(function () {
        me.stage.style.minHeight = "";
        me.stage.classList.remove("ap-loading");
        me.figure.dataset.drawn = "";
        me.button.textContent = "Step through";
      }).catch(function (fault) {
        me.waking = null;
        me.stage.classList.remove("ap-loading", "ap-on");
        if (me.box) { me.box.remove(); me.box = null; }
        me.tell("The live figure could not be loaded; the picture and the table stay.");
        console.error(fault);
      });
      return me.waking;
    },
    state: function () {
      var me = this;
      return me.spec.states.filter(function (s) { return s.key == me.key; })[0] || me.spec.states[0];
    },
    layout: function () { return this.stage.clientWidth < 520 ? "narrow" : "wide"; },
    draw: function () {
      this.size = this.layout();
      this.at = -1;
      var spec = coloured(this.state()[this.size], getComputedStyle(root));
      this.box.setAttribute("aria-description", this.state().says);
      return this.figure.dataset.kind == "plotly" ? this.drawChart(spec) : this.drawNetwork(spec);
    },
    press: function (e) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
      if (e.target != this.box) { if (e.key == "Escape") this.box.focus(); return; }
      if (e.key == "Escape") { this.unpick(); this.button.focus(); return; }
      if (e.key == "Home") { this.at = -1; step = 1; }
      if (e.key == "End") { this.at = 0; step = -1; }
      if (!step) return;
      e.preventDefault();
      var n = this.marks.length;
      if (n) { this.at = ((this.at < 0 && step < 0 ? 0 : this.at) + step + n) % n; this.pick(this.at); }
    },

    // Plotly
    drawChart: function (spec) {
      var me = this, P = window.Plotly;
      return P.react(me.box, spec.data, spec.layout,
        { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false }
      ).then(function () {
        me.marks = chartMarks(me.box);
        me.pick = function (i) {
          P.Fx.hover(me.box, [{ curveNumber: me.marks[i].curve, pointNumber: me.marks[i].point }]);
          if (me.marks[i].told) me.tell(plain(me.marks[i].told));
          else setTimeout(function () { if (me.at == i) me.tell(words() || "Mark " + (i + 1)); }, 90);
        };
        me.unpick = function () { P.Fx.unhover(me.box, undefined); me.tell(""); };
      });
      function plain(text) { return String(text).replace(/<br \/>/g, " ").replace(/<br>/g, ", ").replace(/<[^>]*>/g, ""); }
      function words() {
        return Array.prototype.map.call(me.box.querySelectorAll(".hoverlayer .hovertext"), function (g) {
          return Array.prototype.map.call(g.querySelectorAll("text.nums, text.name"), function (t) {
            var lines = t.querySelectorAll("tspan.line");
            return (lines.length ? Array.prototype.map.call(lines, function (l) { return l.textContent; })
              : [t.textContent]).join(", ");
          }).filter(Boolean).join(", ");
        }).join("; ");
      }
    }
  };

  // The words of an address; one that is broken (#%) leads nowhere and raises nothing.
  function decoded(hash) {
    try { return decodeURIComponent(hash); } catch (fault) { return ""; }
  }
  function scan() {
    document.querySelectorAll("figure.ap-figure:not([data-ready])").forEach(function (figure) {
      figure.dataset.ready = "";
      figure.antiparty = new Live(figure);
    });
    jump();
  }
  // #figure/state opens a figure in that state, #figure/state?sign=… a network with its filters.
  function jump() {
    var raw = location.hash.slice(1).split("?"), hash = decoded(raw[0]), parts = hash.split("/");
    // A widget may own hashes that name no element, as a day: those that have one are asked.
    document.querySelectorAll("figure[data-widget]").forEach(function (f) {
      if (f.antiparty.widget) f.antiparty.openHash();
      else if (parts[0] == f.id || (hash && !document.getElementById(parts[0]))) f.antiparty.openWidget();
    });
    var figure = (parts[1] || raw[1]) && document.getElementById(parts[0]), it = figure && figure.antiparty;
    if (!it || !(it.list || raw[1])) return;
    if (it.list && parts[1]) it.go(parts[1], true);
    it.ask(raw[1]);
    figure.scrollIntoView();
  }
  window.antiparty = {
    scan: scan, make: make, live: Live.prototype,
    figure: function (id, spec) { specs[id] = spec; },
    widget: function (name, start) { widgets[name] = start; },
    widgetData: function (id, data) { widgetData[id] = data; }
  };
  window.addEventListener("hashchange", jump);
  new MutationObserver(function () { live.forEach(function (l) { l.draw(); }); })
    .observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    if (!root.dataset.theme) live.forEach(function (l) { l.draw(); });
  });
  var wait;
  window.addEventListener("resize", function () {
    clearTimeout(wait);
    wait = setTimeout(function () { live.forEach(function (l) { if (l.layout() != l.size) l.draw(); }); }, 150);
  });
  if (document.readyState == "loading") document.addEventListener("DOMContentLoaded", scan); else scan();
})();
