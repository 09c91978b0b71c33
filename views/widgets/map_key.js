// The key of a saved map, which leaves the page and its legend behind.

const STEPS = [0, 0.25, 0.5, 0.75, 1]; // of a scale of colours

function writeKey(pen, items, width, top) { // from left to right, in rows; returns where it ends
  let x = 6, y = top;
  Object.assign(pen, { font: "400 12px Roboto", textAlign: "left" });
  for (const { colour, text } of items) {
    const before = colour ? 18 : 0, wide = before + pen.measureText(text).width + 14;
    if (x > 6 && x + wide > width) { x = 6; y += 18; }
    if (colour) { pen.fillStyle = colour; pen.fillRect(x, y, 12, 12); }
    pen.fillStyle = PRINTED.ink;
    pen.fillText(text, x + before, y);
    x += wide;
  }
  return y + 22;
}
