// Charts of a run or of a comparison: one message of numbers for all; ECharts comes from this server.
let library;
const load = () => (library ??= import(new URL(`${window.solara?.cdn ?? "/_solara/cdn"}/echarts@5.4.0/dist/echarts.esm.min.js`, location.href).href));
const PRINTED = { ink: "#1d2530", soft: "#5a6675", line: "#d8dee6", mark: "#d55e00", card: "#ffffff" };
const YEAR = 365 * 24 * 3600 * 1000, BAND = 0.2;

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
const tidy = (x, d) => (Number.isFinite(x) ? x.toLocaleString("en", { maximumFractionDigits: d, minimumFractionDigits: d }).replace("-", "−") : "–");
const safe = (text) => element("i", {}, text).innerHTML;
const date = (year) => Date.UTC(Math.floor(year), Math.round(12 * (year - Math.floor(year))));
const period = (time, quarterly) => { const d = new Date(time); return `${d.getUTCFullYear()}${quarterly ? ` Q${Math.floor(d.getUTCMonth() / 3) + 1}` : ""}`; };

// Numbers of the message, column by column; what is missing is null.
function table(view, columns) {
  const n = columns.length, all = view?.byteLength ? new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)) : [];
  const count = all.length / n, found = new Map();
  const of = (name) => {
    if (!found.has(name)) { const k = columns.indexOf(name); found.set(name, Array.from({ length: count }, (_, i) => (Number.isFinite(all[i * n + k]) ? all[i * n + k] : null))); }
    return found.get(name);
  };
  return { count, of, times: count ? of("year").map(date) : [], quarterly: count > 1 && of("year")[1] - of("year")[0] < 0.9 };
}

function frame(spec, t, quarterly) { // axes and ground of a chart, without its numbers
  const axis = { axisLine: { lineStyle: { color: t.soft } }, axisLabel: { color: t.soft, formatter: (v) => v.toLocaleString("en").replace("-", "−") }, splitLine: { lineStyle: { color: t.line } } };
  const time = { color: t.soft, hideOverlap: true, margin: 12, formatter: (v) => String(new Date(v).getUTCFullYear()) };
  return {
    animation: false, useUTC: true, textStyle: { fontFamily: "Roboto, sans-serif" },
    grid: { left: 4, right: 14, top: 14, bottom: 2, containLabel: true },
    tooltip: { trigger: "axis", confine: true, backgroundColor: t.card, borderColor: t.line, textStyle: { color: t.ink, fontSize: 12 }, formatter: (p) => told(spec, p, quarterly) },
    xAxis: { type: "time", minInterval: YEAR, ...axis, axisLabel: time, splitLine: { show: false }, min: "dataMin", max: "dataMax" },
    yAxis: [{ type: spec.log ? "log" : "value", scale: !spec.zero, minInterval: spec.whole ? 1 : 0, ...axis }, ...(spec.lines.some((l) => l.right) ? [{ type: "value", scale: false, ...axis, splitLine: { show: false } }] : [])],
  };
}

function told(spec, points, quarterly) {
  const lines = points.filter((p) => p.seriesType === "line" && p.value[1] !== null && p.value[1] !== undefined);
  if (spec.lines.length > 4) lines.sort((a, b) => b.value[1] - a.value[1]);
  const bands = new Map(points.filter((p) => p.seriesType === "custom").map((p) => [p.seriesName, p.value]));
  const rows = lines.map((p) => { const b = bands.get(p.seriesName); return `${p.marker}${safe(p.seriesName)} <b>${tidy(p.value[1], spec.digits)}</b>${b ? ` (${tidy(b[1], spec.digits)} to ${tidy(b[2], spec.digits)})` : ""}`; });
  return [points.length ? period(points[0].value[0], quarterly) : "", ...rows].join("<br>");
}

function series(spec, rows, t, marks) {
  const bands = spec.lines.filter((l) => l.band).map((l) => {
    const [low, high] = l.band.map(rows.of), data = rows.times.map((x, i) => [x, low[i], high[i]]).filter((d) => d[1] !== null && d[2] !== null);
    const edge = (api, k, list) => list.map((d) => api.coord([d[0], d[k]]));
    return { name: l.name, type: "custom", silent: true, clip: true, z: 1, encode: { x: 0, y: [1, 2] }, itemStyle: { color: l.colour }, data,
      renderItem: (params, api) => (params.dataIndex ? undefined : { type: "polygon", shape: { points: [...edge(api, 2, data), ...edge(api, 1, [...data].reverse())] }, style: { fill: l.colour, opacity: BAND } }) };
  });
  const markLine = { silent: false, symbol: ["none", "none"], lineStyle: { color: t.mark, width: 1.5, type: "dashed" }, label: { show: false },
    data: marks.map((m) => ({ xAxis: date(m.year), name: m.text })), tooltip: { formatter: (p) => safe(p.name) } };
  if (spec.level !== undefined) markLine.data.push({ yAxis: spec.level, name: "", lineStyle: { color: t.soft, type: "solid", width: 1 } });
  const lines = spec.lines.map((l, n) => {
    const values = rows.of(l.column);
    return { name: l.name, type: "line", z: 2, showSymbol: false, sampling: "lttb", connectNulls: false, yAxisIndex: l.right ? 1 : 0, stack: spec.stack ? "all" : undefined,
      areaStyle: spec.stack ? { opacity: 0.85 } : undefined, lineStyle: { width: spec.stack ? 1 : 2, color: spec.stack ? t.card : l.colour, type: l.dashed === true ? "dashed" : l.dashed || "solid" },
      itemStyle: { color: l.colour }, data: rows.times.map((x, i) => [x, values[i]]), ...(n === 0 ? { markLine } : {}) };
  });
  return [...bands, ...lines];
}

class Charts {
  constructor(model, root, echarts) {
    this.model = model; this.echarts = echarts; this.drawn = new Map();
    this.root = element("div", { class: "charts" });
    this.tiles = element("dl", { class: "tiles" });
    this.grid = element("div", { class: "chart-grid" });
    this.label = element("label", { class: "map-choice add-chart" }, "Add a chart ");
    this.more = element("select", { "aria-label": "Add a chart" });
    this.label.append(this.more);
    this.root.append(this.tiles, this.grid, this.label);
    root.append(this.root);
    this.more.addEventListener("change", () => this.add(this.more.value));
    model.on("change:data", () => this.soon());
    model.on("change:marks", () => this.soon());
    model.on("change:charts", () => { this.choose(); this.rebuild(); });
    const app = document.querySelector(".v-application");
    this.themes = new MutationObserver(() => this.rebuild());
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["class"] });
    this.sizes = new ResizeObserver(() => this.drawn.forEach((c) => c.chart.resize()));
    this.sizes.observe(this.grid);
    this.choose();
    this.rebuild();
  }
  leave() { this.themes.disconnect(); this.sizes.disconnect(); this.drawn.forEach((c) => c.chart.dispose()); }
  soon() { if (!this.waiting) { this.waiting = true; requestAnimationFrame(() => { this.waiting = false; this.update(); }); } }
  choose() { const known = (this.known ??= new Set()), all = this.model.get("charts"); this.shown = all.filter((c) => (known.has(c.id) ? this.shown.includes(c.id) : c.first)).map((c) => c.id); all.forEach((c) => known.add(c.id)); }
  add(id) { if (id && !this.shown.includes(id)) { this.shown.push(id); this.rebuild(); this.grid.lastElementChild.scrollIntoView({ block: "nearest" }); } }
  rows() { return table(this.model.get("data"), this.model.get("columns")); }

  colours() {
    const style = getComputedStyle(this.root), of = (n) => style.getPropertyValue(n).trim();
    return { ink: of("--ink"), soft: of("--soft"), line: of("--line"), mark: of("--mark"), card: of("--card") };
  }

  rebuild() {
    this.drawn.forEach((c) => c.chart.dispose()); this.drawn.clear();
    this.theme = this.colours();
    const specs = this.model.get("charts"), rows = this.rows();
    this.grid.replaceChildren();
    for (const id of this.shown) {
      const spec = specs.find((s) => s.id === id);
      if (spec) this.card(spec, rows);
    }
    const left = specs.filter((s) => !this.shown.includes(s.id));
    this.label.hidden = !left.length;
    this.more.replaceChildren(new Option("choose …", ""), ...left.map((s) => new Option(s.title, s.id)));
    this.update();
  }

  card(spec, rows) {
    const card = element("figure", { class: "card chart" }), head = element("figcaption", {}), body = element("div", { class: "chart-body", role: "img" });
    const title = element("span", { class: "chart-title" });
    title.append(element("strong", {}, spec.title), element("span", { class: "soft" }, ` ${spec.unit}`));
    head.append(title, this.button("PNG", `Save the chart ${spec.title} as PNG`, () => this.save(spec, "png")), this.button("SVG", `Save the chart ${spec.title} as SVG`, () => this.save(spec, "svg")));
    if (!spec.first) head.append(this.button("✕", `Remove the chart ${spec.title}`, () => { this.shown = this.shown.filter((x) => x !== spec.id); this.rebuild(); }));
    card.append(head, body);
    if (spec.lines.length > 1 && !spec.keyless) card.append(this.keys(spec));
    this.grid.append(card);
    const chart = this.echarts.init(body, null, { renderer: "canvas" });
    chart.setOption(frame(spec, this.theme, rows.quarterly));
    this.drawn.set(spec.id, { chart, spec, body });
  }
  button(text, name, press) { const made = element("button", { class: "plain small", type: "button", "aria-label": name, title: name }, text); made.addEventListener("click", press); return made; }
  keys(spec) {
    const keys = element("div", { class: "map-legend" });
    spec.lines.forEach((l) => { const k = element("span", { class: "key" }), b = element("b", { class: `dash ${l.dashed ? "broken" : ""}` }); b.style.setProperty("--stroke", l.colour); k.append(b, l.name); keys.append(k); });
    return keys;
  }

  // The chart by itself, with title and legend, dark ink on white: for print and slides.
  save(spec, kind) {
    const rows = this.rows(), many = spec.lines.length > 1, size = { width: 900, height: many ? 560 : 500 };
    const option = frame(spec, PRINTED, rows.quarterly), many_ = spec.lines.length > 6;
    Object.assign(option, { backgroundColor: PRINTED.card, title: { left: 16, top: 10, text: spec.title, subtext: spec.unit, textStyle: { color: PRINTED.ink }, subtextStyle: { color: PRINTED.soft } },
      legend: many ? { bottom: 0, icon: "rect", itemHeight: 8, textStyle: { color: PRINTED.ink }, data: spec.lines.map((l) => l.name) } : { show: false },
      grid: { left: 16, right: 30, top: 70, bottom: many ? (many_ ? 90 : 40) : 16, containLabel: true }, series: series(spec, rows, PRINTED, this.model.get("marks")) });
    const svg = kind === "svg", host = svg ? null : element("div", { style: `width:${size.width}px;height:${size.height}px` });
    const chart = this.echarts.init(host, null, svg ? { renderer: "svg", ssr: true, ...size } : { renderer: "canvas", ...size });
    chart.setOption(option);
    const link = element("a", { download: `${spec.id}.${kind}` });
    link.href = svg ? URL.createObjectURL(new Blob([chart.renderToSVGString()], { type: "image/svg+xml" })) : chart.getDataURL({ pixelRatio: 2, backgroundColor: PRINTED.card });
    link.click();
    chart.dispose();
  }

  update() {
    const rows = this.rows(), marks = this.model.get("marks"), last = rows.count - 1;
    this.root.dataset.marks = marks.length;
    this.root.dataset.quarters = rows.count;
    this.drawn.forEach(({ chart, spec, body }) => {
      chart.setOption({ series: series(spec, rows, this.theme, marks) });
      const ends = last < 0 ? "" : spec.lines.slice(0, 4).map((l) => `${l.name} ${tidy(rows.of(l.column)[last], spec.digits)}`).join(", ");
      body.setAttribute("aria-label", `${spec.title}, ${spec.unit}${last < 0 ? "" : `, ${period(rows.times[0])} to ${period(rows.times[last])}; at the end: ${ends}`}.`);
    });
    this.tiles.replaceChildren(...this.model.get("tiles").map((tile) => {
      const box = element("div", { class: "tile" });
      box.append(element("dt", {}, tile.title), element("dd", {}, last < 0 ? "–" : `${tidy(rows.of(tile.column)[last], tile.digits)}`), element("dd", { class: "soft unit" }, tile.unit));
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
