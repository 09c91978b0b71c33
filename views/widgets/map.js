// The map of the laboratory: one canvas, one message a frame, drawn when the browser is ready.

const PRINTED = { ink: "#1d2530", soft: "#5a6675", card: "#ffffff", sea: "#e9eff5", mark: "#d55e00", accent: "#005f99" };
const STRONGER = "Stronger colour: larger location quotient (1 to 4)", BARE = "no leading sector", LEAST = 420; // pixels of width of a saved map, whose key needs room

function download(name, href) { const link = element("a", { download: name }); link.href = href; link.click(); }

class RegionMap extends MapDrawing {
  constructor(model, root) {
    super();
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
    const [rows, cols] = this.place.shape, pen = new SvgPen(Math.max(this.cell * cols, LEAST), 0), layer = this.model.get("layer");
    this.theme = PRINTED;
    const names = this.placed(pen, 0);
    this.land(pen, layer, names);
    this.names(pen, names);
    Object.assign(pen, { font: "600 14px Roboto", textAlign: "left", fillStyle: PRINTED.ink });
    pen.fillText(`${p_name(this.place)}, ${this.clock.textContent}`, 6, this.cell * rows + 6);
    pen.font = "400 12px Roboto";
    pen.fillText(this.subject(layer), 6, this.cell * rows + 26);
    pen.size[1] = writeKey(pen, this.printed(layer), pen.size[0], this.cell * rows + 48);
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

  tell(layer) {
    const f = this.frame, q = Math.round(f.quarter);
    const clock = q === -1 ? `${Math.ceil(f.year)} · start` : q < 0 ? `settling in, ${-1 - q} quarters to go` : `${Math.floor(f.year)} · quarter ${(q % 4) + 1}`;
    this.clock.textContent = clock;
    this.canvas.dataset.quarter = q;
    this.canvas.setAttribute("aria-label", `Map of ${p_name(this.place)}. ${this.subject(layer)}. ${clock}.`);
    this.keys(layer);
    if (this.hovered >= 0) this.write(this.hovered);
  }

  keys(layer) {
    const p = this.place;
    if (layer !== "leader") return this.ramp(layer);
    const shown = this.leaders(), bare = this.frame.leader.includes(NONE), mark = `leader ${shown.join()} ${bare} ${this.theme.card}`;
    if (this.told === mark) return undefined;
    this.told = mark;
    this.legend.replaceChildren(...shown.map((s) => {
      const key = element("span", { class: "key" }), swatch = element("b", { class: "swatch" }, p.sectors[s].code);
      const c = hex(p.sectors[s].colour);
      swatch.style.background = p.sectors[s].colour; swatch.style.color = dark(c) ? "#fff" : "#000";
      key.append(swatch, p.sectors[s].title);
      return key;
    }), ...(bare ? [this.leaderless()] : []), ...this.signs(layer), element("span", { class: "soft" }, `${STRONGER}.`));
    return undefined;
  }

  leaderless() { // grey on the map
    const key = element("span", { class: "key" }), swatch = element("b", { class: "swatch" }, "\u00a0");
    swatch.style.background = rgb(this.grey());
    key.append(swatch, BARE);
    return key;
  }

  subject(layer) { // what the map shows, in words
    const title = this.choice.selectedOptions[0]?.text ?? "";
    return layer.startsWith("sector:") ? `Location quotient: ${title}` : title;
  }

  leaders() { return [...new Set(this.frame.leader)].filter((s) => s !== NONE).sort((a, b) => a - b); }

  printed(layer) { // the legend, for a saved map
    const marks = this.meant(layer).map(([, sign, text]) => ({ text: `${sign}: ${text}` })), p = this.place;
    if (layer === "leader") return [...this.leaders().map((s) => ({ colour: p.sectors[s].colour, text: `${p.sectors[s].code} ${p.sectors[s].title}` })), ...(this.frame.leader.includes(NONE) ? [{ colour: rgb(this.grey()), text: BARE }] : []), { text: STRONGER }, ...marks];
    const [, top, bottom] = this.values(layer), { unit, digits } = this.measure(layer);
    const steps = STEPS.map((t) => ({ colour: rgb(scale(t)), text: tidy(bottom + t * (top - bottom), digits) }));
    steps.at(-1).text += ` and more, ${unit}`;
    return [...steps, ...marks];
  }

  signs(layer) {
    const sign = (shape, text) => { const key = element("span", { class: "key" }); key.append(element("b", { class: `sign ${shape}` }), text); return key; };
    return this.meant(layer).map(([shape, , text]) => sign(shape, text));
  }

  meant(layer) { // signs: their shape, its name, what it means
    return [["outline", "heavy frame", layer.startsWith("sector:") ? "cluster of the sector" : "cluster of the leading sector"], ["ring", "ring", "port"],
      ["triangle", "triangle", "place singled out by policy"], ["square", "square", "seat of a conglomerate"]];
  }

  measure(layer) { return layer.startsWith("sector:") ? { unit: "location quotient (1: as in the nation)", digits: 1 } : this.place.layers.find((l) => l.name === layer); }

  ramp(layer) {
    const [, top, bottom] = this.values(layer), info = this.measure(layer);
    const mark = `${layer} ${tidy(bottom, info.digits)} ${tidy(top, info.digits)}`;
    if (this.told === mark) return;
    this.told = mark;
    const bar = element("span", { class: "ramp" });
    bar.style.background = `linear-gradient(to right, ${CIVIDIS.map(rgb).join()})`;
    this.legend.replaceChildren(element("span", {}, tidy(bottom, info.digits)), bar,
      element("span", {}, `${tidy(top, info.digits)} and more, ${info.unit}`), ...this.signs(layer));
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

  titled(i) { // figures under the pointer are those of a cell, not of its region
    const { name, size } = this.place.regions[this.place.region[i]];
    return size > 1 ? `${name}, one of its ${size} cells` : name;
  }

  write(i) {
    const p = this.place, c = this.cell;
    this.tip.replaceChildren(element("strong", {}, this.titled(i)), ...this.lines(i).map((t) => element("div", {}, t)));
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
      this.spoken.textContent = `${this.titled(to)}. ${this.lines(to).slice(0, 3).join(". ")}`;
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

const p_name = (place) => place.title.replace(/, \d{4}$/, ""); // the year that it begins with would stand beside the one shown

export default {
  render({ model, el }) { // the geography may come after the widget
    let map;
    const begin = () => { if (!map && model.get("geography").shape) map = new RegionMap(model, el); };
    model.on("change:geography", begin);
    begin();
    return () => map?.leave();
  },
};
