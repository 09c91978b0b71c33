// The address of the page follows what is on it, so that a reload and a copied address bring it back.
function show(model) {
  const query = model.get("query"), at = location.pathname;
  if (!query || !at.endsWith(model.get("page"))) return; // another page is on its way
  if (location.search !== `?${query}`) history.replaceState(history.state, "", `${at}?${query}`);
}

export default {
  render({ model, el }) {
    el.hidden = true;
    const follow = () => show(model);
    model.on("change:query", follow);
    follow();
    return () => model.off("change:query", follow);
  },
};
