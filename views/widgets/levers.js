// Sliders and choices, built from a list: native inputs, so that keyboard and screen readers work.

const HELD = 1000; // ms after a move in which a slider that has the focus is the visitor's
const figures = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

class Levers {
  constructor(model, root) {
    this.model = model; this.fields = new Map(); this.sent = 0;
    this.root = element("div", { class: "levers" });
    this.search = element("input", { type: "search", placeholder: "Search", "aria-label": model.get("search"), class: "lever-search" });
    this.search.addEventListener("input", () => this.filter());
    this.note = element("div", { class: "lever-note", role: "status" });
    this.list = element("div", {});
    if (model.get("search")) this.root.append(this.search);
    this.none = element("p", { class: "soft", role: "status" });
    this.root.append(this.note, this.none, this.list);
    root.append(this.root);
    model.on("change:groups", () => this.build());
    model.on("change:values", () => this.fill());
    model.on("change:note", () => { this.note.textContent = model.get("note"); });
    model.on("change:refused", () => this.takeBack(model.get("refused").path));
    model.on("change:picking", () => this.picks());
    this.build();
  }
  ask(path, value) { this.model.set("asked", { path, value, n: ++this.sent }); this.model.save_changes(); }
  later(path, value) { // a slider that is dragged sends a few times a second, and always its last value
    clearTimeout(this.timer);
    const now = performance.now(), wait = Math.max(0, 80 - (now - (this.last ?? 0)));
    this.timer = setTimeout(() => { this.last = performance.now(); this.ask(path, value); }, wait);
  }
  build() {
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((d) => d.dataset.name));
    this.fields.clear();
    this.list.replaceChildren(...this.model.get("groups").map((group) => {
      const box = element("details", { "data-name": group.name, "data-text": group.title.toLowerCase(), ...(open.has(group.name) || group.open ? { open: "" } : {}) });
      box.append(element("summary", {}, group.title), ...(group.sentence ? [element("p", { class: "soft lever-source" }, group.sentence)] : []), ...group.items.map((i) => this.item(i)));
      return box;
    }));
    this.fill(); this.filter(); this.picks();
  }
  item(item) {
    const id = `lever-${item.path}`, box = element("div", { class: `lever ${item.type}`, "data-text": `${item.title} ${item.sentence ?? ""} ${item.path}`.toLowerCase() });
    const label = element("label", { for: id }, item.title), made = this[item.type](item, id);
    box.append(label, ...made.parts);
    if (item.sentence) box.append(element("p", { class: "soft lever-source" }, item.sentence));
    this.fields.set(item.path, { shown: undefined, show: made.show });
    return box;
  }
  range(item, id) {
    const k = item.factor ?? 1, input = element("input", { type: "range", id, min: item.low, max: item.high, step: item.step, "data-path": item.path });
    const out = element("output", { for: id }), unit = element("span", { class: "soft" }, ` ${item.unit}`);
    const say = (v) => { // some have a word for none
      const none = item.none && !v;
      out.textContent = none ? item.none : figures.format(v * k).replace("-", "−"); unit.hidden = none;
      input.setAttribute("aria-valuetext", none ? item.none : `${out.textContent} ${item.unit}`);
    };
    let moved = -HELD;
    input.addEventListener("input", () => { moved = performance.now(); say(+input.value); this.later(item.path, +input.value); });
    const back = element("button", { class: "plain", type: "button", title: "Back to the value of the scenario", "aria-label": `${item.title}: back to the value of the scenario` }, "↺");
    back.addEventListener("click", () => { input.value = item.default; say(item.default); this.ask(item.path, item.default); });
    if (item.fixed) { input.disabled = back.disabled = true; }
    return { parts: [element("span", { class: "lever-value" }, out, unit, back), input], show: (v, forced) => { // an answer to where a slider was must not pull it back from where it is
      if (!forced && document.activeElement === input && performance.now() - moved < HELD) return;
      input.max = Math.max(item.high, v); input.value = v; say(v); } };
  }
  flag(item, id) {
    const input = element("input", { type: "checkbox", id, role: "switch", "data-path": item.path });
    input.addEventListener("change", () => this.ask(item.path, input.checked));
    return { parts: [input], show: (v) => { input.checked = v !== false; } };
  }
  choice(item, id) {
    const input = element("select", { id, "data-path": item.path }, ...item.options.map(([v, t]) => new Option(t, v)));
    input.addEventListener("change", () => { if (input.value) this.ask(item.path, input.value); if (item.again) input.value = ""; });
    return { parts: [input], show: (v) => { if (!item.again) input.value = v; } };
  }
  many(item, id) {
    const chips = element("div", { class: "chips", id, role: "group", "aria-label": item.title }), buttons = new Map();
    let now = [];
    for (const [value, text] of item.options) {
      const b = element("button", { type: "button", class: "chip", "aria-pressed": "false" }, text);
      b.addEventListener("click", () => { const next = now.includes(value) ? now.filter((x) => x !== value) : [...now, value]; this.ask(item.path, next); });
      buttons.set(value, b); chips.append(b);
    }
    const parts = [element("span", { class: "soft lever-value" }, item.empty ?? ""), chips];
    if (item.pick) {
      const pick = element("button", { type: "button", class: "chip pick", "data-pick": item.path }, "choose on the map");
      pick.addEventListener("click", () => { this.model.set("picking", this.model.get("picking") === item.path ? "" : item.path); this.model.save_changes(); this.picks(); });
      chips.append(pick);
    }
    return { parts, show: (v) => { now = v ?? []; buttons.forEach((b, value) => b.setAttribute("aria-pressed", now.includes(value))); } };
  }
  fill() { // lists are told apart by what is in them
    const values = this.model.get("values");
    this.fields.forEach((f, path) => { const now = JSON.stringify(values[path]); if (now !== undefined && now !== f.shown) { f.shown = now; f.show(values[path]); } });
  }
  takeBack(path) { // what holds is what held before, so no new value says so
    const f = this.fields.get(path), now = this.model.get("values")[path];
    if (f && now !== undefined) f.show(now, true);
  }
  picks() { this.list.querySelectorAll("[data-pick]").forEach((b) => { const on = b.dataset.pick === this.model.get("picking"); b.setAttribute("aria-pressed", on); b.textContent = on ? "click places on the map; done" : "choose on the map"; }); }
  filter() {
    const words = this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const groups = [...this.list.querySelectorAll("details")];
    if (words.length) this.before ??= new Set(groups.filter((d) => d.open).map((d) => d.dataset.name)); // to leave them so again
    groups.forEach((d) => {
      let any = false;
      d.querySelectorAll(".lever").forEach((l) => { const hit = words.every((w) => l.dataset.text.includes(w) || d.dataset.text.includes(w)); l.hidden = !hit; any ||= hit; });
      d.hidden = !any; if (this.before) d.open = words.length ? any : this.before.has(d.dataset.name);
    });
    if (!words.length) this.before = undefined;
    this.none.textContent = groups.length && groups.every((d) => d.hidden) ? `Nothing here holds “${this.search.value.trim()}”.` : "";
  }
}
export default { render({ model, el }) { new Levers(model, el); } };
