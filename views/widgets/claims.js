// Claims with their quotients as bars; the mark on a bar is the quotient that a claim needs.
const MOST = 4;

class Claims {
  constructor(model, root) {
    this.model = model; this.lines = [];
    this.told = element("p", { class: "soft" });
    this.list = element("ul", { class: "claims" });
    root.append(this.told, this.list);
    model.on("change:rows", () => this.fill());
    model.on("change:summary", () => this.sum());
    this.fill(); this.sum();
  }
  fill() {
    const rows = this.model.get("rows");
    if (rows.length !== this.lines.length) this.build(rows);
    rows.forEach((row, n) => {
      const line = this.lines[n];
      line.box.classList.toggle("held", row.emerged);
      line.state.textContent = row.emerged ? "holds" : "not now";
      row.sectors.forEach((s, k) => {
        const part = line.sectors[k];
        part.bar.style.width = `${Math.min(100, 100 * s.quotient / MOST)}%`;
        part.figure.textContent = s.quotient.toFixed(2);
        part.cluster.textContent = s.cluster ? "cluster" : "no cluster";
        part.cluster.classList.toggle("soft", !s.cluster);
      });
    });
  }
  sum() { this.told.textContent = this.model.get("summary"); }
  build(rows) {
    this.lines = rows.map((row) => {
      const name = element("button", { type: "button", class: "event", title: "Show the place" }, row.region), state = element("span", { class: "claim-state" });
      name.addEventListener("click", () => { this.model.set({ wanted: row.at, clicks: this.model.get("clicks") + 1 }); this.model.save_changes(); });
      const sectors = row.sectors.map((s) => {
        const swatch = element("b", { class: "swatch", "aria-hidden": "true", style: `background:${s.colour};color:${s.ink}` }, s.code);
        const bar = element("i"), figure = element("span", { class: "claim-figure" }), cluster = element("span", {});
        const scale = element("span", { class: "bar", "aria-hidden": "true", style: `--at:${100 * this.model.get("needed") / MOST}%` }, bar);
        return { bar, figure, cluster, box: element("div", { class: "claim-sector" }, element("span", { class: "named" }, swatch, s.name), element("span", { class: "claim-quotient" }, element("span", { class: "unseen" }, "location quotient "), figure, scale), cluster) };
      });
      const why = element("div", { class: "soft claim-why" }, `${row.driver}; ${row.credit}; in the world by ${row.happened}`);
      const box = element("li", {}, element("div", { class: "claim-head" }, name, state), ...sectors.map((s) => s.box), why);
      return { box, state, sectors };
    });
    this.list.replaceChildren(...this.lines.map((l) => l.box));
  }
}
export default { render({ model, el }) { new Claims(model, el); } };
