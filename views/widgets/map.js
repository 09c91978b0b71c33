// The map of the laboratory: one canvas, one message a frame, drawn when the browser is ready.
//
// A frame (see views/play/picture.py): float32 header [number, quarter, year, cells, layers, sectors], float32 layers x cells,
// then bytes: sectors x cells location quotients (x 16), leading sector of each cell, sectors x cells whether it lies in a
// cluster, seats of conglomerates of each cell.

const HEAD = 6, QUOTIENT = 16, NONE = 255;
const CIVIDIS = [[0, 32, 76], [0, 48, 111], [57, 72, 107], [95, 100, 110], [125, 124, 120], [155, 148, 119],
  [188, 174, 108], [222, 202, 88], [255, 234, 70]];

function parse(view) {
  const buffer = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const head = new Float32Array(buffer, 0, HEAD);
  const [number, quarter, year, cells, layers, sectors] = head;
  const bytes = new Uint8Array(buffer, 4 * (HEAD + layers * cells));
  return {
    number, quarter, year, cells,
    layer: (i) => new Float32Array(buffer, 4 * (HEAD + i * cells), cells),
    quotient: (s) => bytes.subarray(s * cells, (s + 1) * cells),
    leader: bytes.subarray(sectors * cells, (sectors + 1) * cells),
    clustered: (s) => bytes.subarray((sectors + 1 + s) * cells, (sectors + 2 + s) * cells),
    seats: bytes.subarray((2 * sectors + 1) * cells, (2 * sectors + 2) * cells),
  };
}

function scale(t) {
  const at = Math.max(0, Math.min(0.9999, t)) * (CIVIDIS.length - 1), i = Math.floor(at), f = at - i;
  return CIVIDIS[i].map((c, k) => Math.round(c + f * (CIVIDIS[i + 1][k] - c)));
}
const rgb = (c) => `rgb(${c[0]},${c[1]},${c[2]})`;
const hex = (h) => [1, 3, 5].map((i) => parseInt(h.slice(i, i + 2), 16));
const mix = (a, b, t) => a.map((x, i) => Math.round(x + t * (b[i] - x)));
const light = (x) => (x <= 10 ? x / 3294 : ((x / 255 + 0.055) / 1.055) ** 2.4); // of a channel, as WCAG has it
const dark = (c) => 0.2126 * light(c[0]) + 0.7152 * light(c[1]) + 0.0722 * light(c[2]) < 0.179; // white reads better on it than black

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

const formats = new Map(); // making one takes a hundred times as long as using it
const format = (d) => formats.get(d) ?? formats.set(d, new Intl.NumberFormat("en", { maximumFractionDigits: d, minimumFractionDigits: d })).get(d);
const tidy = (x, digits) => format(digits).format(x).replace("-", "−");

const unit = (layer) => (layer.unit.includes("=") ? `(${layer.unit})` : layer.unit);

// Takes the strokes of the map as a canvas would, and keeps them as SVG.
class SvgPen {
  constructor(width, height) { this.size = [width, height]; this.parts = []; this.path = ""; this.ruler = document.createElement("canvas").getContext("2d"); }
  put(tag, attributes, text = "") { this.parts.push(`<${tag} ${Object.entries(attributes).map(([k, v]) => `${k}="${v}"`).join(" ")}>${element("i", {}, text).innerHTML}</${tag}>`); }
  fillRect(x, y, width, height) { this.put("rect", { x, y, width, height, fill: this.fillStyle }); }
  strokeRect(x, y, width, height) { this.put("rect", { x, y, width, height, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth }); }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${x} ${y}`; }
  lineTo(x, y) { this.path += `L${x} ${y}`; }
  closePath() { this.path += "Z"; }
  arc(x, y, r) { this.path += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`; }
  fill() { if (this.path) this.put("path", { d: this.path, fill: this.fillStyle }); }
  stroke() { if (this.path) this.put("path", { d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth }); }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  write(text, x, y, ink) {
    const [, weight, size] = this.font.match(/^(\d+) ([\d.]+)px/), middle = this.textAlign === "center";
    this.put("text", { x, y: y + size * (middle ? 0.36 : 0.85), "font-family": "Roboto, sans-serif", "font-size": size, "font-weight": weight, "text-anchor": middle ? "middle" : "start", ...ink }, text);
  }
  fillText(text, x, y) { this.write(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) { this.write(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round" }); }
  text() { return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.size[0]}" height="${this.size[1]}" viewBox="0 0 ${this.size.join(" ")}"><rect width="100%" height="100%" fill="#ffffff"/>${this.parts.join("")}</svg>`; }
}
const PRINTED = { ink: "#1d2530", soft: "#5a6675", card: "#ffffff", sea: "#e9eff5", mark: "#d55e00", accent: "#005f99" };

function download(name, href) { const link = element("a", { download: name }); link.href = href; link.click(); }

class RegionMap {
  constructor(model, root) {
    this.model = model;
    this.place = model.get("geography");
    this.hovered = -1;
    this.build(root);
    this.at = new Map(this.place.rows.map((row, i) => [`${row},${this.place.cols[i]}`, i]));
    this.beside = this.place.rows.map((row, i) => [[-1, 0], [1, 0], [0, -1], [0, 1]].map(([dr, dk]) => this.at.get(`${row + dr},${this.place.cols[i] + dk}`)));
    this.watch();
    this.take();
  }

  build(root) {
    this.root = element("div", { class: "map" });
    const bar = element("div", { class: "map-bar" });
    const label = element("label", { class: "map-choice" }, "Show ");
    this.choice = element("select", { "aria-label": "Layer of the map" });
    this.choice.append(new Option("Specialisation: leading sector", "leader"));
    const layers = element("optgroup", { label: "Figures" }), one = element("optgroup", { label: "Location quotient of" });
    this.place.layers.forEach((l) => layers.append(new Option(l.title, l.name)));
    this.place.sectors.forEach((s) => one.append(new Option(s.title, `sector:${s.id}`)));
    this.choice.append(layers, one);
    label.append(this.choice);
    this.clock = element("span", { class: "map-clock" });
    const saving = element("span", {});
    for (const kind of ["PNG", "SVG"]) {
      const button = element("button", { class: "plain small", type: "button", "aria-label": `Save the map as ${kind}`, title: `Save the map as ${kind}` }, kind);
      button.addEventListener("click", () => this.save(kind.toLowerCase()));
      saving.append(button);
    }
    bar.append(label, this.clock, saving);
    this.stage = element("div", { class: "map-stage" });
    this.canvas = element("canvas", { tabindex: "0", role: "application", "aria-roledescription": "map", "aria-describedby": "map-help" });
    this.tip = element("div", { class: "map-tip", hidden: "" });
    this.spoken = element("div", { class: "unseen", "aria-live": "polite" });
    const help = element("div", { class: "unseen", id: "map-help" },
      "Arrow keys move over the map, Enter opens the page of the place.");
    this.stage.append(this.canvas, this.tip);
    this.legend = element("div", { class: "map-legend", role: "group", "aria-label": "Legend" });
    this.root.append(bar, this.stage, this.legend, this.spoken, help);
    root.append(this.root);
  }

  watch() {
    const m = this.model;
    m.on("change:frame", () => this.take());
    m.on("change:layer", () => this.redraw());
    m.on("change:chosen", () => { this.redraw(); if (!this.own && m.get("chosen") >= 0) this.stage.scrollIntoView({ block: "nearest" }); });
    m.on("change:marked", () => this.redraw());
    m.on("change:geography", () => { this.place = m.get("geography"); this.redraw(); });
    this.choice.addEventListener("change", () => { m.set("layer", this.choice.value); m.save_changes(); this.redraw(); });
    this.canvas.addEventListener("pointermove", (e) => this.hover(this.under(e)));
    this.canvas.addEventListener("pointerleave", () => this.hover(-1));
    this.canvas.addEventListener("click", (e) => this.open(this.under(e)));
    this.canvas.addEventListener("keydown", (e) => this.key(e));
    this.canvas.addEventListener("blur", () => this.hover(-1));
    this.sizes = new ResizeObserver(([entry]) => { this.width = entry.contentRect.width; this.redraw(); });
    this.sizes.observe(this.stage);
    this.themes = new MutationObserver(() => this.redraw());
    const app = document.querySelector(".v-application");
    if (app) this.themes.observe(app, { attributes: true, attributeFilter: ["class"] });
  }

  leave() { this.sizes.disconnect(); this.themes.disconnect(); }

  take() {
    const view = this.model.get("frame");
    if (!view || view.byteLength < 4 * HEAD) return;
    this.frame = parse(view);
    if (!this.waiting) { this.waiting = true; requestAnimationFrame(() => { this.waiting = false; this.draw(); this.drawn(); }); }
  }

  drawn() { // the page says that it is ready for the next frame
    this.model.set("drawn", this.frame.number);
    this.model.save_changes();
  }

  redraw() { if (this.frame && !this.waiting) this.draw(); }

  size() {
    this.width ||= this.stage.clientWidth || 320; // asked once: each asking has the browser lay the page out
    const [rows, cols] = this.place.shape, width = this.width;
    const most = Math.max(300, Math.min(window.innerHeight * 0.78, 900));
    this.cell = Math.max(8, Math.min(width / cols, most / rows));
    this.left = (width - this.cell * cols) / 2;
    const dpr = window.devicePixelRatio || 1, height = this.cell * rows;
    const w = Math.round(width * dpr), h = Math.round(height * dpr);
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w; this.canvas.height = h;
      this.canvas.style.width = `${width}px`; this.canvas.style.height = `${height}px`;
    }
    const pen = this.canvas.getContext("2d");
    pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.translate(this.left, 0);
    return pen;
  }

  colours() {
    const style = getComputedStyle(this.root), of = (name) => style.getPropertyValue(name).trim() || "#888888";
    return { ink: of("--ink"), soft: of("--soft"), card: of("--card"), sea: of("--sea"), mark: of("--mark"), accent: of("--accent") };
  }

  paint(layer) { // colour of each cell, and what the legend says
    const f = this.frame, base = hex(this.theme.card.length === 7 ? this.theme.card : "#ffffff");
    if (layer === "leader") {
      return (i) => {
        const s = f.leader[i];
        if (s === NONE) return mix(base, [128, 128, 128], 0.3);
        const strength = Math.min(1, Math.max(0, (f.quotient(s)[i] / QUOTIENT - 1) / 3));
        return mix(base, hex(this.place.sectors[s].colour), 0.35 + 0.65 * strength);
      };
    }
    const [values, top, bottom] = this.values(layer);
    return (i) => scale((values[i] - bottom) / Math.max(top - bottom, 1e-12));
  }

  values(layer) {
    if (layer.startsWith("sector:")) {
      const s = this.place.sectors.findIndex((x) => x.id === layer.slice(7));
      return [Float32Array.from(this.frame.quotient(s), (q) => q / QUOTIENT), 4, 0];
    }
    const n = this.place.layers.findIndex((l) => l.name === layer), values = this.frame.layer(n);
    const sorted = Float32Array.from(values).sort();
    return [values, sorted[Math.floor(0.98 * (sorted.length - 1))], Math.min(sorted[0], 0)];
  }

  draw() {
    const pen = this.size(), layer = this.model.get("layer");
    this.theme = this.colours();
    if (this.choice.value !== layer) this.choice.value = layer;
    const names = this.placed(pen, this.left);
    this.land(pen, layer, names);
    this.frames(pen);
    this.names(pen, names); // over the frame of a chosen place, which would cut them
    this.tell(layer);
  }

  save(kind) { // as it is now, dark ink on white
    const [rows, cols] = this.place.shape, pen = new SvgPen(this.cell * cols, this.cell * rows + 48), layer = this.model.get("layer");
    this.theme = PRINTED;
    const names = this.placed(pen, 0);
    this.land(pen, layer, names);
    this.names(pen, names);
    Object.assign(pen, { font: "600 14px Roboto", textAlign: "left", fillStyle: PRINTED.ink });
    pen.fillText(`${this.place.title}, ${this.clock.textContent}`, 6, this.cell * rows + 6);
    pen.font = "400 12px Roboto";
    pen.fillText(this.choice.selectedOptions[0]?.text ?? "", 6, this.cell * rows + 26);
    const url = URL.createObjectURL(new Blob([pen.text()], { type: "image/svg+xml" }));
    if (kind === "svg") return download("map.svg", url);
    const picture = new Image();
    picture.onload = () => {
      const canvas = element("canvas", { width: 2 * picture.width, height: 2 * picture.height });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      download("map.png", canvas.toDataURL("image/png"));
    };
    picture.src = url;
    return undefined;
  }

  land(pen, layer, names) {
    const f = this.frame, c = this.cell, p = this.place, colour = this.paint(layer), size = this.letter();
    for (let i = 0; i < f.cells; i++) {
      const paint = colour(i), x = p.cols[i] * c, y = p.rows[i] * c;
      pen.fillStyle = rgb(paint);
      pen.fillRect(x, y, c + 0.5, c + 0.5);
      if (layer === "leader" && c >= 17 && f.leader[i] !== NONE && !names.over.has(i)) {
        pen.fillStyle = dark(paint) ? "rgba(255,255,255,.92)" : "rgba(0,0,0,.78)";
        pen.font = `600 ${size}px Roboto, sans-serif`;
        pen.textAlign = "left"; pen.textBaseline = "top";
        pen.fillText(p.sectors[f.leader[i]].code, x + 2.5, y + 2.5);
      }
    }
    this.borders(pen);
    this.clusters(pen, layer);
    this.marks(pen);
  }

  letter() { return Math.min(13, this.cell * 0.42); }

  edges(pen, differs) {
    const c = this.cell, p = this.place;
    pen.beginPath();
    for (let i = 0; i < this.frame.cells; i++) {
      const x = p.cols[i] * c, y = p.rows[i] * c;
      const [up, down, left, right] = this.beside[i];
      if (differs(i, up)) { pen.moveTo(x, y); pen.lineTo(x + c, y); }
      if (differs(i, down)) { pen.moveTo(x, y + c); pen.lineTo(x + c, y + c); }
      if (differs(i, left)) { pen.moveTo(x, y); pen.lineTo(x, y + c); }
      if (differs(i, right)) { pen.moveTo(x + c, y); pen.lineTo(x + c, y + c); }
    }
    pen.stroke();
  }

  borders(pen) {
    pen.strokeStyle = this.theme.card; pen.lineWidth = Math.max(1, this.cell * 0.06);
    this.edges(pen, (i, j) => j === undefined || this.place.region[i] !== this.place.region[j]);
  }

  clusters(pen, layer) { // of the sector that is shown, else of the leading one: with all sectors every place would have some
    const f = this.frame, one = this.place.sectors.findIndex((s) => `sector:${s.id}` === layer);
    const k = Array.from(f.leader, (leader, i) => { const s = one < 0 ? leader : one; return s !== NONE && f.clustered(s)[i] ? s : NONE; });
    pen.strokeStyle = this.theme.card; pen.lineWidth = Math.max(3.5, this.cell * 0.16);
    const differs = (i, j) => k[i] !== NONE && (j === undefined || k[j] !== k[i]);
    this.edges(pen, differs);
    pen.strokeStyle = this.theme.ink; pen.lineWidth = Math.max(2, this.cell * 0.09);
    this.edges(pen, differs);
  }

  marks(pen) {
    const c = this.cell, p = this.place, r = Math.max(2.5, Math.min(c * 0.16, 6));
    const spot = (i, dx, dy) => [p.cols[i] * c + dx * c, p.rows[i] * c + dy * c];
    pen.lineWidth = 1.5; pen.strokeStyle = this.theme.ink; pen.fillStyle = this.theme.card;
    for (const i of p.ports) { // ports: a ring
      const [x, y] = spot(i, 0.78, 0.28);
      pen.beginPath(); pen.arc(x, y, r, 0, 7); pen.fill(); pen.stroke();
    }
    const zones = new Set(this.model.get("marked"));
    for (let i = 0; i < this.frame.cells; i++) {
      if (zones.has(p.region[i])) { // places that policy singles out: a triangle
        const [x, y] = spot(i, 0.22, 0.8);
        pen.beginPath(); pen.moveTo(x, y - r); pen.lineTo(x + r, y + r); pen.lineTo(x - r, y + r); pen.closePath();
        pen.fillStyle = this.theme.mark; pen.fill(); pen.strokeStyle = this.theme.card; pen.stroke();
      }
      if (this.frame.seats[i]) { // seats of conglomerates: a square
        const [x, y] = spot(i, 0.78, 0.8);
        pen.fillStyle = this.theme.ink; pen.fillRect(x - r, y - r, 2 * r, 2 * r);
        pen.strokeStyle = this.theme.card; pen.strokeRect(x - r, y - r, 2 * r, 2 * r);
      }
    }
  }

  // Where names go, large regions first, and whose letters lie under one: below those of their own row, so few do.
  placed(pen, edge) {
    const c = this.cell, p = this.place, mark = `${c} ${edge}`, list = [];
    if (this.laid?.mark === mark) return this.laid;
    pen.font = this.named();
    const h = 0.5 * this.nameSize(), size = this.letter(), [, cols] = p.shape, down = Math.min(0.72 * c, Math.max(c / 2, 2.5 + size + h));
    for (const { name, x: col, y: row } of c < 17 ? [] : [...p.regions].sort((a, b) => b.size - a.size)) { // on smaller cells they would hide what they name
      const w = pen.measureText(name).width / 2 + 1.5, y = row * c + down;
      const x = Math.max(w - edge, Math.min(col * c + c / 2, cols * c + edge - w));
      if (!list.some((t) => Math.abs(t.x - x) < t.w + w && Math.abs(t.y - y) < t.h + h + 2)) list.push({ name, x, y, w, h });
    }
    const under = (x, y) => list.some((n) => x + 1.3 * size > n.x - n.w && x < n.x + n.w && y + size > n.y - n.h && y < n.y + n.h);
    const over = new Set([...p.rows.keys()].filter((i) => under(p.cols[i] * c + 2.5, p.rows[i] * c + 2.5)));
    return (this.laid = { mark, list, over });
  }

  nameSize() { return Math.max(10, Math.min(13, this.cell * 0.36)); }
  named() { return `500 ${this.nameSize()}px Roboto, sans-serif`; }

  names(pen, { list }) {
    pen.font = this.named();
    pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
    pen.lineWidth = 3; pen.strokeStyle = this.theme.card; pen.fillStyle = this.theme.ink;
    list.forEach(({ name, x, y }) => { pen.strokeText(name, x, y); pen.fillText(name, x, y); });
  }

  frames(pen) {
    const c = this.cell, p = this.place;
    const box = (i, colour, width) => { pen.strokeStyle = colour; pen.lineWidth = width; pen.strokeRect(p.cols[i] * c, p.rows[i] * c, c, c); };
    const chosen = this.model.get("chosen");
    if (chosen >= 0 && chosen < this.frame.cells) {
      const here = p.region[chosen], around = (i, j) => p.region[i] === here && (j === undefined || p.region[j] !== here);
      pen.strokeStyle = this.theme.card; pen.lineWidth = 7; this.edges(pen, around);
      pen.strokeStyle = this.theme.accent; pen.lineWidth = 4; this.edges(pen, around);
      box(chosen, this.theme.accent, 2);
    }
    if (this.hovered >= 0) box(this.hovered, this.theme.accent, 2);
  }

  tell(layer) {
    const f = this.frame, q = Math.round(f.quarter);
    const clock = q === -1 ? `${Math.ceil(f.year)} · start` : q < 0 ? `settling in, ${-1 - q} quarters to go` : `${Math.floor(f.year)} · quarter ${(q % 4) + 1}`;
    this.clock.textContent = clock;
    this.canvas.dataset.quarter = q;
    const title = this.choice.selectedOptions[0]?.text || "";
    this.canvas.setAttribute("aria-label", `Map of ${p_name(this.place)}. ${title}. ${clock}.`);
    this.keys(layer);
    if (this.hovered >= 0) this.write(this.hovered);
  }

  keys(layer) {
    const f = this.frame, p = this.place;
    if (layer !== "leader") return this.ramp(layer);
    const jobs = f.layer(0), weight = new Map();
    for (let i = 0; i < f.cells; i++) if (f.leader[i] !== NONE) weight.set(f.leader[i], (weight.get(f.leader[i]) || 0) + jobs[i]);
    const shown = [...weight.keys()].sort((a, b) => a - b), mark = `leader ${shown.join()}`;
    if (this.told === mark) return undefined;
    this.told = mark;
    this.legend.replaceChildren(...shown.map((s) => {
      const key = element("span", { class: "key" }), swatch = element("b", { class: "swatch" }, p.sectors[s].code);
      const c = hex(p.sectors[s].colour);
      swatch.style.background = p.sectors[s].colour; swatch.style.color = dark(c) ? "#fff" : "#000";
      key.append(swatch, p.sectors[s].title);
      return key;
    }), ...this.signs(layer), element("span", { class: "soft" }, "Stronger colour: larger location quotient (1 to 4)."));
    return undefined;
  }

  signs(layer) {
    const sign = (shape, text) => { const key = element("span", { class: "key" }); key.append(element("b", { class: `sign ${shape}` }), text); return key; };
    return [sign("outline", layer.startsWith("sector:") ? "cluster of the sector" : "cluster of the leading sector"), sign("ring", "port"), sign("triangle", "place singled out by policy"), sign("square", "seat of a conglomerate")];
  }

  ramp(layer) {
    const [, top, bottom] = this.values(layer), p = this.place;
    const info = layer.startsWith("sector:") ? { unit: "ratio to the nation", digits: 1 } : p.layers.find((l) => l.name === layer);
    const mark = `${layer} ${tidy(bottom, info.digits)} ${tidy(top, info.digits)}`;
    if (this.told === mark) return;
    this.told = mark;
    const bar = element("span", { class: "ramp" });
    bar.style.background = `linear-gradient(to right, ${CIVIDIS.map(rgb).join()})`;
    this.legend.replaceChildren(element("span", {}, tidy(bottom, info.digits)), bar,
      element("span", {}, `${tidy(top, info.digits)} ${layer.startsWith("sector:") ? "" : "and more, "}${info.unit}`), ...this.signs(layer));
  }

  under(e) {
    const box = this.canvas.getBoundingClientRect();
    const k = Math.floor((e.clientX - box.left - this.left) / this.cell), r = Math.floor((e.clientY - box.top) / this.cell);
    const i = this.at.get(`${r},${k}`);
    return i === undefined ? -1 : i;
  }

  hover(i) {
    if (i === this.hovered) return;
    this.hovered = i;
    this.tip.hidden = i < 0;
    this.redraw();
  }

  lines(i) {
    const f = this.frame, p = this.place;
    const best = p.sectors.map((s, n) => [f.quotient(n)[i] / QUOTIENT, s.title]).sort((a, b) => b[0] - a[0]).slice(0, 3);
    const around = p.sectors.filter((_, s) => f.clustered(s)[i]).map((s) => s.title), cluster = around.length ? [`In a cluster of: ${around.join(", ")}`] : [];
    const leader = f.leader[i] === NONE ? [] : [`Leading sector: ${p.sectors[f.leader[i]].title}`];
    return [...leader, ...cluster, ...p.layers.map((l, n) => `${l.title}: ${tidy(f.layer(n)[i], l.digits)} ${unit(l)}`),
      `Location quotients: ${best.map(([q, t]) => `${t} ${tidy(q, 1)}`).join(", ")}`];
  }

  write(i) {
    const p = this.place, name = p.regions[p.region[i]].name, c = this.cell;
    this.tip.replaceChildren(element("strong", {}, name), ...this.lines(i).map((t) => element("div", {}, t)));
    const x = this.left + (p.cols[i] + 1.2) * c, w = this.width, wide = this.tip.offsetWidth;
    this.tip.style.left = `${x + wide > w ? Math.max(0, x - wide - 1.4 * c) : x}px`;
    this.tip.style.top = `${Math.max(0, Math.min(p.rows[i] * c, this.stage.clientHeight - this.tip.offsetHeight))}px`;
  }

  key(e) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key], p = this.place;
    if (step) {
      e.preventDefault();
      const from = this.hovered >= 0 ? this.hovered : Math.max(0, this.model.get("chosen"));
      let r = p.rows[from] + step[0], k = p.cols[from] + step[1], to;
      for (let n = 0; n < 40 && to === undefined; n++, r += step[0], k += step[1]) to = this.at.get(`${r},${k}`);
      if (to === undefined) return;
      this.hover(to);
      this.spoken.textContent = `${p.regions[p.region[to]].name}. ${this.lines(to).slice(0, 3).join(". ")}`;
    } else if ((e.key === "Enter" || e.key === " ") && this.hovered >= 0) {
      e.preventDefault();
      this.open(this.hovered);
    }
  }

  open(i) {
    if (i < 0) return;
    this.own = true;
    this.model.set("chosen", i);
    this.own = false;
    this.model.set("clicks", this.model.get("clicks") + 1);
    this.model.save_changes();
    this.redraw();
  }
}

const p_name = (place) => place.title;

export default {
  render({ model, el }) { // the geography may come after the widget
    let map;
    const begin = () => { if (!map && model.get("geography").shape) map = new RegionMap(model, el); };
    model.on("change:geography", begin);
    begin();
    return () => map?.leave();
  },
};
