// Charts of a run or of a comparison: one message of numbers for all; ECharts comes from this server.
let library;
// The megabyte of ECharts is read in when the page has a moment, so that the map comes first.
const idle = () => new Promise((go) => (window.requestIdleCallback ? window.requestIdleCallback(go, { timeout: 500 }) : setTimeout(go, 50)));
const load = () => (library ??= idle().then(() => import(new URL(`${window.solara?.cdn ?? "/_solara/cdn"}/echarts@5.4.0/dist/echarts.esm.min.js`, location.href).href)));
const PRINTED = { ink: "#1d2530", soft: "#5a6675", line: "#d8dee6", mark: "#d55e00", card: "#ffffff", "series-1": "#0072b2", "series-2": "#d55e00", "series-3": "#009e73", "series-4": "#cc79a7" };
const BAND = 0.2, LABEL = 52, REST = 1500; // opacity; pixels that a year needs below an axis; ms after which what is out of sight is drawn too
const UPRIGHT = "Upright dashed line: a change made in the run";

const safe = (text) => element("i", {}, text).innerHTML;
const period = (year, quarterly) => `${Math.floor(year)}${quarterly ? ` Q${Math.floor(4 * (year % 1)) + 1}` : ""}`;
const painted = (colour, t) => colour.replace(/var\(--([\w-]+)\)/, (_, name) => t[name]); // a canvas knows no variables

// Numbers of the message, column by column; what is missing is null.
function table(view, columns) {
  const n = columns.length, all = view?.byteLength ? new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)) : [];
  const count = all.length / n, found = new Map();
  const of = (name) => {
    if (!found.has(name)) { const k = columns.indexOf(name); found.set(name, Array.from({ length: count }, (_, i) => (Number.isFinite(all[i * n + k]) ? all[i * n + k] : null))); }
    return found.get(name);
  };
  const last = (name) => all[(count - 1) * n + columns.indexOf(name)];
  return { count, of, last, years: count ? of("year") : [], quarterly: count > 1 && all[n + columns.indexOf("year")] - all[columns.indexOf("year")] < 0.9 };
}

function frame(spec, t, quarterly) { // axes and ground of a chart, without its numbers
  const axis = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: t.soft, formatter: (v) => tidy(v) }, splitLine: { lineStyle: { color: t.line } } };
  return {
    animation: false, useUTC: true, textStyle: { fontFamily: "Roboto, sans-serif" },
    grid: { left: 4, right: 14, top: 14, bottom: 2, containLabel: true },
    tooltip: { trigger: "axis", confine: true, backgroundColor: t.card, borderColor: t.line, textStyle: { color: t.ink, fontSize: 12 }, formatter: (p) => told(spec, p, quarterly()) },
    xAxis: { type: "value", ...axis, axisTick: { show: true }, axisLine: { show: true, onZero: false, lineStyle: { color: t.soft } }, splitLine: { show: false }, axisLabel: { color: t.soft, margin: 12, showMinLabel: true, showMaxLabel: true } },
    yAxis: [{ type: spec.log ? "log" : "value", scale: !spec.zero, minInterval: spec.whole ? 1 : 0, ...axis }, ...(spec.lines.some((l) => l.right) ? [{ type: "value", scale: false, ...axis, splitLine: { show: false } }] : [])],
  };
}

// The axis of years: whole years only, as many as there is room for, the last one too where each has its own label.
function time(rows, width) {
  const first = rows.years[0] ?? 0, last = rows.years[rows.count - 1] ?? 1, room = Math.max(1, width / LABEL);
  const step = [1, 2, 5, 10, 20, 25, 50].find((s) => (last - first) / s <= room) ?? 100;
  const formatter = (year) => (Number.isInteger(year) && year % step === 0 ? String(year) : "");
  return { show: rows.count > 0, min: first, max: Math.max(last, first + 0.25), interval: step, axisLabel: { formatter } };
}

function told(spec, points, quarterly) {
  const lines = points.filter((p) => p.seriesType === "line" && p.value[2] !== null && p.value[2] !== undefined);
  if (spec.lines.length > 4) lines.sort((a, b) => b.value[2] - a.value[2]);
  const bands = new Map(points.filter((p) => p.seriesType === "custom").map((p) => [p.seriesName, p.value]));
  const rows = lines.map((p) => { const b = bands.get(p.seriesName); return `${p.marker}${safe(p.seriesName)} <b>${tidy(p.value[2], spec.digits)}</b>${b ? ` (${tidy(b[1], spec.digits)} to ${tidy(b[2], spec.digits)})` : ""}`; });
  return [points.length ? period(points[0].value[0], quarterly) : "", ...rows].join("<br>");
}

function series(spec, rows, t, marks) {
  const bands = spec.lines.filter((l) => l.band).map((l) => {
    const [low, high] = l.band.map(rows.of), data = rows.years.map((x, i) => [x, low[i], high[i]]).filter((d) => d[1] !== null && d[2] !== null);
    const edge = (api, k, list) => list.map((d) => api.coord([d[0], d[k]]));
    return { name: l.name, type: "custom", silent: true, clip: true, z: 1, encode: { x: 0, y: [1, 2] }, itemStyle: { color: painted(l.colour, t) }, data,
      renderItem: (params, api) => (params.dataIndex ? undefined : { type: "polygon", shape: { points: [...edge(api, 2, data), ...edge(api, 1, [...data].reverse())] }, style: { fill: painted(l.colour, t), opacity: BAND } }) };
  });
  const markLine = { silent: false, symbol: ["none", "none"], lineStyle: { color: t.mark, width: 1.5, type: "dashed" }, label: { show: false },
    data: marks.map((m) => ({ xAxis: m.year, name: m.text })), tooltip: { formatter: (p) => safe(p.name) } };
  if (spec.level !== undefined) markLine.data.push({ yAxis: spec.level, name: "", lineStyle: { color: t.soft, type: "solid", width: 1 } });
  const heights = spec.stack ? piled(spec, rows) : undefined;
  const lines = spec.lines.map((l, n) => {
    const values = rows.of(l.column), heap = heights?.[n] ?? values;
    return { name: l.name, type: "line", z: 2, showSymbol: values.filter((x) => x !== null).length === 1, symbol: "circle", symbolSize: 8, sampling: "lttb", connectNulls: false, yAxisIndex: l.right ? 1 : 0, areaStyle: spec.stack ? { opacity: 1, color: mixed(l.colour, t.card) } : undefined, lineStyle: { width: spec.stack ? 1 : 2, color: spec.stack ? t.card : painted(l.colour, t), type: l.dashed === true ? "dashed" : l.dashed || "solid" },
      itemStyle: { color: painted(l.colour, t) }, data: rows.years.map((x, i) => [x, heap[i], values[i]]), ...(n === 0 ? { markLine } : {}) };
  });
  return [...bands, ...(spec.stack ? lines.reverse() : lines)]; // the highest pile behind the others
}

// Where the upper edge of each line lies when all lie on one another: ECharts piles along years only where these are dates.
function piled(spec, rows) {
  let below = rows.years.map(() => 0);
  return spec.lines.map((l) => (below = rows.of(l.column).map((x, i) => below[i] + (x ?? 0))));
}
const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const mixed = (colour, ground) => `rgb(${channels(colour).map((x, k) => Math.round(0.85 * x + 0.15 * channels(ground)[k])).join()})`;

class Charts {
  constructor(model, root, echarts) {
    this.model = model; this.echarts = echarts; this.drawn = new Map();
    this.root = element("div", { class: "charts" });
    this.tiles = element("dl", { class: "tiles" });
    this.grid = element("div", { class: "chart-grid" });
    this.label = element("label", { class: "map-choice add-chart" }, "Add a chart ");
    this.more = element("select", { "aria-label": "Add a chart" });
    this.label.append(this.more);
    this.upright = element("p", { class: "soft upright", hidden: "" }, `${UPRIGHT}.`);
    this.root.append(this.tiles, this.grid, this.upright, this.label);
    root.append(this.root);
    this.more.addEventListener("change", () => this.add(this.more.value));
    model.on("change:data", () => this.soon());
    model.on("change:marks", () => this.soon());
    model.on("change:charts", () => { this.choose(); this.rebuild(); });
    const app = document.querySelector(".v-application");
    this.themes = new MutationObserver(() => this.rebuild());
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["class"] });
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.grid);
    this.sight = new IntersectionObserver((seen) => this.look(seen), { rootMargin: "150px" });
    this.choose();
    this.rebuild();
  }
  leave() { clearTimeout(this.resting); this.themes.disconnect(); this.sizes.disconnect(); this.sight.disconnect(); this.drawn.forEach((c) => c.chart.dispose()); }
  soon() { if (!this.waiting) { this.waiting = true; requestAnimationFrame(() => { this.waiting = false; this.update(); }); } }
  choose() { const known = (this.known ??= new Set()), all = this.model.get("charts"); this.shown = all.filter((c) => (known.has(c.id) ? this.shown.includes(c.id) : c.first)).map((c) => c.id); all.forEach((c) => known.add(c.id)); }
  add(id) { if (id && !this.shown.includes(id)) { this.shown.push(id); this.rebuild(); this.grid.lastElementChild.scrollIntoView({ block: "nearest" }); } }
  rows() { return table(this.model.get("data"), this.model.get("columns")); }

  colours() {
    const style = getComputedStyle(this.root), of = (n) => style.getPropertyValue(n).trim();
    return Object.fromEntries(Object.keys(PRINTED).map((name) => [name, of(`--${name}`)]));
  }

  rebuild() {
    this.drawn.forEach((c) => c.chart.dispose()); this.drawn.clear(); this.sight.disconnect();
    this.theme = this.colours();
    const specs = this.model.get("charts");
    this.grid.replaceChildren();
    for (const id of this.shown) {
      const spec = specs.find((s) => s.id === id);
      if (spec) this.card(spec);
    }
    const left = specs.filter((s) => !this.shown.includes(s.id));
    this.label.hidden = !left.length;
    this.more.replaceChildren(new Option("choose …", ""), ...left.map((s) => new Option(s.title, s.id)));
    this.update();
  }

  card(spec) {
    const card = element("figure", { class: "card chart" }), head = element("figcaption", {}), body = element("div", { class: "chart-body", role: "img", "aria-label": `${spec.title}, ${spec.unit}.` });
    const title = element("span", { class: "chart-title" });
    title.append(element("strong", {}, spec.title), element("span", { class: "soft" }, ` ${spec.unit}`));
    head.append(title, this.button("PNG", `Save the chart ${spec.title} as PNG`, () => this.save(spec, "png")), this.button("SVG", `Save the chart ${spec.title} as SVG`, () => this.save(spec, "svg")));
    if (!spec.first) head.append(this.button("✕", `Remove the chart ${spec.title}`, () => { this.shown = this.shown.filter((x) => x !== spec.id); this.rebuild(); }));
    card.append(head, body);
    if (spec.lines.length > 1 && !spec.keyless) card.append(this.keys(spec));
    this.grid.append(card);
    const chart = this.echarts.init(body, null, { renderer: "canvas" });
    chart.setOption(frame(spec, this.theme, () => this.now.quarterly));
    this.drawn.set(spec.id, { chart, spec, body, width: body.clientWidth, seen: false, stale: true });
    this.sight.observe(body);
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
    const option = frame(spec, PRINTED, () => rows.quarterly), many_ = spec.lines.length > 6;
    Object.assign(option.xAxis, time(rows, size.width), { axisLabel: { ...option.xAxis.axisLabel, ...time(rows, size.width).axisLabel } });
    Object.assign(option, { backgroundColor: PRINTED.card, title: { left: 16, top: 10, text: spec.title, subtext: this.model.get("marks").length ? `${spec.unit}. ${UPRIGHT}` : spec.unit, textStyle: { color: PRINTED.ink }, subtextStyle: { color: PRINTED.soft } },
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

  // Figures at once; charts in sight at once, the others when nothing has moved for a while.
  update() {
    this.now = this.rows();
    this.root.dataset.marks = this.model.get("marks").length;
    this.upright.hidden = !this.model.get("marks").length;
    this.root.dataset.quarters = this.now.count;
    this.drawn.forEach((card) => { card.stale = true; if (card.seen) this.draw(card); });
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.drawn.forEach((card) => this.draw(card)), REST);
    this.figures();
  }

  draw(card) {
    if (!card.stale) return;
    const { chart, spec, body } = card, rows = this.now;
    card.stale = false;
    chart.setOption({ xAxis: time(rows, card.width), series: series(spec, rows, this.theme, this.model.get("marks")) });
    const ends = spec.lines.slice(0, 4).map((l) => `${l.name} ${tidy(rows.last(l.column), spec.digits)}`).join(", ");
    body.setAttribute("aria-label", `${spec.title}, ${spec.unit}${rows.count ? `, ${period(rows.years[0])} to ${period(rows.years[rows.count - 1])}; at the end: ${ends}` : ""}.`);
  }

  look(seen) {
    seen.forEach((entry) => {
      const card = [...this.drawn.values()].find((c) => c.body === entry.target);
      if (!card) return;
      card.seen = entry.isIntersecting;
      if (card.seen && this.now) this.draw(card);
    });
  }

  resize() {
    this.drawn.forEach((card) => {
      const { chart, body } = card;
      if (chart.getWidth() === body.clientWidth && chart.getHeight() === body.clientHeight) return; // also when it is first looked at
      card.width = body.clientWidth;
      chart.resize();
      if (!card.stale) chart.setOption({ xAxis: time(this.now, card.width) });
    });
  }

  figures() {
    const tiles = this.model.get("tiles");
    if (this.tiles.childElementCount !== tiles.length) this.tiles.replaceChildren(...tiles.map((tile) => {
      const box = element("div", { class: "tile" });
      box.append(element("dt", {}, tile.title), element("dd"), element("dd", { class: "soft unit" }, tile.unit));
      return box;
    }));
    tiles.forEach((tile, n) => { this.tiles.children[n].children[1].textContent = this.now.count ? tidy(this.now.last(tile.column), tile.digits) : "–"; });
  }
}

export default {
  render({ model, el }) {
    let made, gone = false;
    load().then((echarts) => { if (!gone) made = new Charts(model, el, echarts); });
    return () => { gone = true; made?.leave(); };
  },
};
