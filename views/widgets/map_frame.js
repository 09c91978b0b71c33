// A frame of the map, and the colours of its figures.
//
// A frame (see views/play/picture.py): float32 header [number, quarter, year, cells, layers, sectors], float32 layers x cells,
// then bytes: sectors x cells location quotients (x 16), leading sector of each cell, sectors x cells whether it lies in a
// cluster, seats of conglomerates of each cell.

const HEAD = 6, QUOTIENT = 16, NONE = 255;
const CIVIDIS = [[0, 32, 76], [0, 48, 111], [57, 72, 107], [95, 100, 110], [125, 124, 120], [155, 148, 119],
  [188, 174, 108], [222, 202, 88], [255, 234, 70]];

function parse(view) {
  const buffer = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const head = new Float32Array(buffer, 0, HEAD);
  const [number, quarter, year, cells, layers, sectors] = head;
  const bytes = new Uint8Array(buffer, 4 * (HEAD + layers * cells));
  return {
    number, quarter, year, cells,
    layer: (i) => new Float32Array(buffer, 4 * (HEAD + i * cells), cells),
    quotient: (s) => bytes.subarray(s * cells, (s + 1) * cells),
    leader: bytes.subarray(sectors * cells, (sectors + 1) * cells),
    clustered: (s) => bytes.subarray((sectors + 1 + s) * cells, (sectors + 2 + s) * cells),
    seats: bytes.subarray((2 * sectors + 1) * cells, (2 * sectors + 2) * cells),
  };
}

function scale(t) {
  const at = Math.max(0, Math.min(0.9999, t)) * (CIVIDIS.length - 1), i = Math.floor(at), f = at - i;
  return CIVIDIS[i].map((c, k) => Math.round(c + f * (CIVIDIS[i + 1][k] - c)));
}
const rgb = (c) => `rgb(${c[0]},${c[1]},${c[2]})`;
const hex = (h) => [1, 3, 5].map((i) => parseInt(h.slice(i, i + 2), 16));
const mix = (a, b, t) => a.map((x, i) => Math.round(x + t * (b[i] - x)));
const light = (x) => (x <= 10 ? x / 3294 : ((x / 255 + 0.055) / 1.055) ** 2.4); // of a channel, as WCAG has it
const dark = (c) => 0.2126 * light(c[0]) + 0.7152 * light(c[1]) + 0.0722 * light(c[2]) < 0.179; // white reads better on it than black
const unit = (layer) => (layer.unit.includes("=") ? `(${layer.unit})` : layer.unit);
