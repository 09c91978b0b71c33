// What happened, newest first; an event of a place is a button that shows it on the map.

class Chronicle {
  constructor(model, root) {
    this.model = model; this.kind = "";
    const label = element("label", { class: "map-choice" }, "Show ");
    const choice = element("select", {}, ...model.get("kinds").map(([value, text]) => new Option(text, value)));
    choice.addEventListener("change", () => { this.kind = choice.value; this.fill(); });
    label.append(choice);
    this.list = element("ol", { class: "events", tabindex: "0", "aria-label": "Events, newest first" });
    root.append(element("div", { class: "chronicle" }, label, this.list));
    model.on("change:events", () => this.fill());
    this.fill();
  }
  fill() {
    const events = this.model.get("events").filter((e) => !this.kind || e.kind === this.kind), fresh = this.fresh(events);
    if (fresh < 0 || !events.length) this.list.replaceChildren(...events.map((e) => this.line(e)));
    else this.list.prepend(...events.slice(0, fresh).map((e) => this.line(e)));
    while (this.list.childElementCount > events.length) this.list.lastElementChild.remove();
    events.slice(0, fresh < 0 ? events.length : fresh + 1).forEach((e, n) => { this.list.children[n].firstElementChild.textContent = e.when === events[n - 1]?.when ? "" : e.when; });
    if (!events.length) this.list.append(element("li", {}, element("span", { class: "when" }), element("span", { class: "soft" }, "Nothing yet.")));
    this.shown = events;
  }
  fresh(events) { // how many came before those that are shown; -1 if they are others
    const same = (a, b) => a.when === b.when && a.text === b.text, shown = this.shown ?? [];
    const count = shown.length ? events.findIndex((e) => same(e, shown[0])) : -1;
    return count >= 0 && events.slice(count).every((e, n) => shown[n] && same(e, shown[n])) ? count : -1;
  }
  line(event) { return element("li", {}, element("span", { class: "when" }), event.region < 0 ? element("span", {}, event.text) : this.leading(event)); }
  leading(event) {
    const button = element("button", { type: "button", class: "event", title: "Show the place" }, event.text);
    button.addEventListener("click", () => { this.model.set({ wanted: event.region, clicks: this.model.get("clicks") + 1 }); this.model.save_changes(); });
    return button;
  }
}
export default { render({ model, el }) { new Chronicle(model, el); } };
