// Read by Solara on every page before the application starts.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1"; // zoom stays possible
if (!localStorage.getItem(":solara:theme.variant")) localStorage.setItem(":solara:theme.variant", '"auto"');
changeThemeCSS(inDarkMode() ? "dark" : "light");
