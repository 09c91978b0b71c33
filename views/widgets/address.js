// The address of the page follows what is on it, so that a reload and a copied address bring it back; not at each step
// of a slider that is dragged, since browsers take long for it.
const REST = 200; // ms
function show(model) {
  const query = model.get("query"), at = location.pathname;
  if (!query || !at.endsWith(model.get("page"))) return; // another page is on its way
  if (location.search !== `?${query}`) history.replaceState(history.state, "", `${at}?${query}`);
}

export default {
  render({ model, el }) {
    el.hidden = true;
    let waiting;
    const now = () => { waiting = undefined; show(model); }, follow = () => { waiting ??= setTimeout(now, REST); };
    model.on("change:query", follow);
    now();
    return () => { clearTimeout(waiting); model.off("change:query", follow); };
  },
};
