// Read by Solara on every page before the application starts.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1"; // zoom stays possible
if (!localStorage.getItem(":solara:theme.variant")) localStorage.setItem(":solara:theme.variant", '"auto"');
changeThemeCSS(inDarkMode() ? "dark" : "light");

// Buttons with data-save="svg" or "png" save the drawing of their figure, in dark ink on white.
const PRINTED = { ink: "#1d2530", soft: "#5a6675", line: "#d8dee6", card: "#ffffff", accent: "#005f99" };
function download(name, href) { const link = document.createElement("a"); link.download = name; link.href = href; link.click(); }
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-save]"), drawing = button?.closest("figure")?.querySelector("svg");
  if (!drawing) return;
  const copy = drawing.cloneNode(true), { width, height } = drawing.viewBox.baseVal, kind = button.dataset.save, name = `${button.dataset.name}.${kind}`;
  copy.setAttribute("width", width); copy.setAttribute("height", height);
  const text = new XMLSerializer().serializeToString(copy).replace(/var\(--(\w+)\)/g, (_, ink) => PRINTED[ink] || "#888888");
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  if (kind === "svg") return download(name, url);
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    canvas.width = 3 * width; canvas.height = 3 * height;
    pen.fillStyle = PRINTED.card; pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    download(name, canvas.toDataURL("image/png"));
  };
  picture.src = url;
});

// Buttons with data-goto bring a part of the page to view, and the focus into it.
document.addEventListener("click", (event) => {
  const part = document.querySelector(event.target.closest?.("[data-goto]")?.dataset.goto ?? "none-such");
  if (!part) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  part.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  part.focus({ preventScroll: true });
});

// In the laboratory, unless a field has the focus: space plays and pauses, the right arrow is a quarter, with shift a year.
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest?.("input, select, textarea, button, a, summary, [tabindex], [role=slider], .v-input"), arrow = event.key === "ArrowRight";
  if (event.ctrlKey || event.altKey || event.metaKey || (busy && !(arrow && busy.closest(".controls button")))) return;
  const name = event.key === " " ? "play" : arrow ? (event.shiftKey ? "year" : "quarter") : "";
  const button = name && document.querySelector(`.key-${name}`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// What the libraries leave without a name, or name oddly: the switch of light and dark, the count behind an upload, its title.
function named() {
  const theme = document.querySelector(".top .v-btn--icon:not([aria-label])");
  if (theme) theme.setAttribute("aria-label", theme.title = "Light, dark, or as the system has it");
  for (const button of document.querySelectorAll(".widget-upload")) {
    const last = button.lastChild, text = last?.nodeType === Node.TEXT_NODE ? last.data.replace(/ \(\d+\)$/, "") : "";
    if (text && text !== last.data) last.data = text;
    if (button.title === "null") button.removeAttribute("title");
  }
}
new MutationObserver(named).observe(document.documentElement, { childList: true, subtree: true });
