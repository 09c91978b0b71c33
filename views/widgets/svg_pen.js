// Takes the strokes of the map as a canvas would, and keeps them as SVG.
class SvgPen {
  constructor(width, height) { this.size = [width, height]; this.parts = []; this.path = ""; this.ruler = document.createElement("canvas").getContext("2d"); }
  put(tag, attributes, text = "") { this.parts.push(`<${tag} ${Object.entries(attributes).map(([k, v]) => `${k}="${v}"`).join(" ")}>${element("i", {}, text).innerHTML}</${tag}>`); }
  fillRect(x, y, width, height) { this.put("rect", { x, y, width, height, fill: this.fillStyle }); }
  strokeRect(x, y, width, height) { this.put("rect", { x, y, width, height, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth }); }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${x} ${y}`; }
  lineTo(x, y) { this.path += `L${x} ${y}`; }
  closePath() { this.path += "Z"; }
  arc(x, y, r) { this.path += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`; }
  fill() { if (this.path) this.put("path", { d: this.path, fill: this.fillStyle }); }
  stroke() { if (this.path) this.put("path", { d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth }); }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  write(text, x, y, ink) {
    const [, weight, size] = this.font.match(/^(\d+) ([\d.]+)px/), middle = this.textAlign === "center";
    this.put("text", { x, y: y + size * (middle ? 0.36 : 0.85), "font-family": "Roboto, sans-serif", "font-size": size, "font-weight": weight, "text-anchor": middle ? "middle" : "start", ...ink }, text);
  }
  fillText(text, x, y) { this.write(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) { this.write(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round" }); }
  text() { return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.size[0]}" height="${this.size[1]}" viewBox="0 0 ${this.size.join(" ")}"><rect width="100%" height="100%" fill="#ffffff"/>${this.parts.join("")}</svg>`; }
}
