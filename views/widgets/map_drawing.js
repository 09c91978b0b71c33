// What a map draws, on a canvas or as SVG: land, borders, clusters, marks and names.
class MapDrawing {
  colours() {
    const style = getComputedStyle(this.root), of = (name) => style.getPropertyValue(name).trim() || "#888888";
    return { ink: of("--ink"), soft: of("--soft"), card: of("--card"), sea: of("--sea"), mark: of("--mark"), accent: of("--accent") };
  }

  ground() { return hex(this.theme.card.length === 7 ? this.theme.card : "#ffffff"); }
  grey() { return mix(this.ground(), [128, 128, 128], 0.3); } // of a place where no sector leads

  paint(layer) { // colour of each cell, and what the legend says
    const f = this.frame, base = this.ground();
    if (layer === "leader") {
      return (i) => {
        const s = f.leader[i];
        if (s === NONE) return this.grey();
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
}
