// Numbers as they are read.
const formats = new Map(); // making one takes a hundred times as long as using it
const format = (d) => formats.get(d) ?? formats.set(d, new Intl.NumberFormat("en", d === undefined ? {} : { maximumFractionDigits: d, minimumFractionDigits: d })).get(d);
const tidy = (x, d) => (Number.isFinite(x) ? format(d).format(x).replace(/^-(?=0(\.0*)?$)/, "").replace("-", "−") : "–"); // nothing has no sign
