// Charts of a run: one message of numbers for all, a few times a second; ECharts comes from this server.
let library;
const load = () => (library ??= import(new URL(`${window.solara?.cdn ?? "/_solara/cdn"}/echarts@5.4.0/dist/echarts.esm.min.js`, location.href).href));

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
const tidy = (x, d) => (Number.isFinite(x) ? x.toLocaleString("en", { maximumFractionDigits: d, minimumFractionDigits: d }).replace("-", "−") : "–");

class Charts {
  constructor(model, root, echarts) {
    this.model = model; this.echarts = echarts; this.drawn = new Map();
    this.root = element("div", { class: "charts" });
    this.tiles = element("dl", { class: "tiles" });
    this.grid = element("div", { class: "chart-grid" });
    const label = element("label", { class: "map-choice" }, "Add a chart ");
    this.more = element("select", { "aria-label": "Add a chart" });
    label.append(this.more);
    this.root.append(this.tiles, this.grid, label);
    root.append(this.root);
    this.more.addEventListener("change", () => this.add(this.more.value));
    model.on("change:data", () => this.soon());
    model.on("change:marks", () => this.soon());
    model.on("change:charts", () => this.rebuild());
    const app = document.querySelector(".v-application");
    this.themes = new MutationObserver(() => this.rebuild());
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["class"] });
    this.sizes = new ResizeObserver(() => this.drawn.forEach((c) => c.chart.resize()));
    this.sizes.observe(this.grid);
    this.shown = model.get("charts").filter((c) => c.first).map((c) => c.id);
    this.rebuild();
  }
  leave() { this.themes.disconnect(); this.sizes.disconnect(); this.drawn.forEach((c) => c.chart.dispose()); }
  soon() { if (!this.waiting) { this.waiting = true; requestAnimationFrame(() => { this.waiting = false; this.update(); }); } }
  add(id) { if (id && !this.shown.includes(id)) { this.shown.push(id); this.rebuild(); } }

  rows() {
    const view = this.model.get("data"), columns = this.model.get("columns"), n = columns.length;
    if (!view || !view.byteLength) return { count: 0, of: () => [] };
    const all = new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)), count = all.length / n;
    const of = (name) => { const k = columns.indexOf(name), out = new Array(count); for (let i = 0; i < count; i++) out[i] = all[i * n + k]; return out; };
    return { count, of };
  }

  colours() {
    const style = getComputedStyle(this.root), of = (n) => style.getPropertyValue(n).trim();
    return { ink: of("--ink"), soft: of("--soft"), line: of("--line"), mark: of("--mark"), card: of("--card") };
  }

  rebuild() {
    this.drawn.forEach((c) => c.chart.dispose()); this.drawn.clear();
    this.theme = this.colours();
    const specs = this.model.get("charts");
    this.grid.replaceChildren();
    for (const id of this.shown) {
      const spec = specs.find((s) => s.id === id);
      if (!spec) continue;
      const card = element("figure", { class: "card chart" }), head = element("figcaption", {}), body = element("div", { class: "chart-body" });
      head.append(element("strong", {}, spec.title), element("span", { class: "soft" }, ` ${spec.unit}`));
      if (!spec.first) {
        const close = element("button", { class: "plain", "aria-label": `Remove the chart ${spec.title}` }, "✕");
        close.addEventListener("click", () => { this.shown = this.shown.filter((x) => x !== id); this.rebuild(); });
        head.append(close);
      }
      card.append(head, body);
      if (spec.lines.length > 1) {
        const keys = element("div", { class: "map-legend" });
        spec.lines.forEach((l) => { const k = element("span", { class: "key" }), b = element("b", { class: "dash" }); b.style.background = l.colour; k.append(b, l.name); keys.append(k); });
        card.append(keys);
      }
      this.grid.append(card);
      const chart = this.echarts.init(body, null, { renderer: "canvas" });
      chart.setOption(this.option(spec));
      this.drawn.set(id, { chart, spec });
    }
    this.more.replaceChildren(new Option("choose …", ""), ...specs.filter((s) => !this.shown.includes(s.id)).map((s) => new Option(s.title, s.id)));
    this.update();
  }

  option(spec) {
    const t = this.theme, axis = { axisLine: { lineStyle: { color: t.soft } }, axisLabel: { color: t.soft }, splitLine: { lineStyle: { color: t.line } } };
    const right = spec.lines.some((l) => l.right);
    return {
      animation: false, aria: { enabled: true, label: { description: `${spec.title}, ${spec.unit}, by year.` } },
      grid: { left: 8, right: right ? 8 : 14, top: 14, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", confine: true, backgroundColor: t.card, borderColor: t.line, textStyle: { color: t.ink, fontSize: 12 },
        valueFormatter: (v) => tidy(v, spec.digits), order: "valueDesc" },
      toolbox: { right: 0, top: -6, itemSize: 12, iconStyle: { borderColor: t.soft }, feature: { saveAsImage: { name: spec.id, title: "PNG", pixelRatio: 2, backgroundColor: t.card } } },
      xAxis: { type: "value", min: "dataMin", max: "dataMax", minInterval: 1, ...axis, axisLabel: { color: t.soft, formatter: (v) => (v % 1 ? "" : String(v)) }, splitLine: { show: false } },
      yAxis: [{ type: "value", scale: !spec.zero, ...axis }, ...(right ? [{ type: "value", scale: false, ...axis, splitLine: { show: false } }] : [])],
      series: spec.lines.map((l) => ({ name: l.name, type: "line", showSymbol: false, sampling: "lttb", yAxisIndex: l.right ? 1 : 0,
        stack: spec.stack ? "all" : undefined, areaStyle: spec.stack ? { opacity: 0.85 } : undefined,
        lineStyle: { width: spec.stack ? 0.5 : 2, color: l.colour, type: l.dashed ? "dashed" : "solid" }, itemStyle: { color: l.colour }, data: [] })),
    };
  }

  update() {
    const rows = this.rows(), year = rows.of("year"), marks = this.model.get("marks");
    this.root.dataset.marks = marks.length;
    this.root.dataset.quarters = rows.count;
    const at = { silent: false, symbol: ["none", "none"], lineStyle: { color: this.theme.mark, width: 1.5, type: "dashed" }, label: { show: false },
      data: marks.map((m) => ({ xAxis: m.year, name: m.text })), tooltip: { formatter: (p) => p.name } };
    this.drawn.forEach(({ chart, spec }) => chart.setOption({ series: spec.lines.map((l, n) => {
      const values = rows.of(l.column);
      return { data: year.map((y, i) => [y, values[i]]), ...(n === 0 ? { markLine: at } : {}) };
    }) }));
    const last = rows.count - 1;
    this.tiles.replaceChildren(...this.model.get("tiles").map((tile) => {
      const box = element("div", { class: "tile" });
      box.append(element("dt", {}, tile.title), element("dd", {}, last < 0 ? "–" : `${tidy(rows.of(tile.column)[last], tile.digits)}`), element("span", { class: "soft" }, tile.unit));
      return box;
    }));
  }
}

export default {
  render({ model, el }) {
    let made, gone = false;
    load().then((echarts) => { if (!gone) made = new Charts(model, el, echarts); });
    return () => { gone = true; made?.leave(); };
  },
};
