// What happened, newest first; an event of a place is a button that shows it on the map.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

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
    const events = this.model.get("events").filter((e) => !this.kind || e.kind === this.kind);
    let when = "";
    this.list.replaceChildren(...events.map((e) => {
      const time = element("span", { class: "when" }, e.when === when ? "" : e.when);
      when = e.when;
      return element("li", {}, time, e.region < 0 ? element("span", {}, e.text) : this.leading(e));
    }));
    if (!events.length) this.list.append(element("li", {}, element("span", { class: "soft" }, "Nothing yet.")));
  }
  leading(event) {
    const button = element("button", { type: "button", class: "event", title: "Show the place" }, event.text);
    button.addEventListener("click", () => { this.model.set({ wanted: event.region, clicks: this.model.get("clicks") + 1 }); this.model.save_changes(); });
    return button;
  }
}
export default { render({ model, el }) { new Chronicle(model, el); } };
