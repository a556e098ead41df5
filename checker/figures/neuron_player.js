// A neuron that learns, picture by picture: the plane that it divides, and its cost.

const FRAMES = DATA.frames;
const STILLS = 10;
const LOW = -0.5;
const HIGH = 1.5;

// ---- the plane: 220 by 220, from -0.5 to 1.5 in both directions

const SIDE = 220;
const at = ([x, y]) => [
  50 + (SIDE * (x - LOW)) / (HIGH - LOW),
  10 + (SIDE * (HIGH - y)) / (HIGH - LOW),
];
const joined = (points) => points.map((point) => at(point).map((part) => part.toFixed(1))).join(" ");

const plane = byId("plane");
const above = mark(plane, "polygon", { class: "above" });
mark(plane, "rect", { class: "frame", x: 50, y: 10, width: SIDE, height: SIDE });
for (const tick of [0, 1]) {
  const [x, y] = at([tick, tick]);
  mark(plane, "text", { x, y: SIDE + 28, "text-anchor": "middle" }, tick);
  mark(plane, "text", { x: 42, y: y + 5, "text-anchor": "end" }, tick);
}
mark(plane, "text", { x: 50 + SIDE / 2, y: SIDE + 44, "text-anchor": "middle" }, "x₁");
mark(plane, "text", { x: 20, y: 10 + SIDE / 2, "text-anchor": "middle" }, "x₂");
const border = mark(plane, "line", { class: "border" });
const corners = DATA.corners.map((corner) => {
  const [x, y] = at(corner);
  const disc = mark(plane, "circle", { cx: x, cy: y, r: 10 });
  const lies = corner[1] ? -16 : 28;
  return { disc, words: mark(plane, "text", { x, y: y + lies, "text-anchor": "middle" }) };
});

/** Give the part of the plane where z is above 0: the square, cut along the border. */
function positive([w1, w2], b) {
  const square = [[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]];
  const z = ([x, y]) => w1 * x + w2 * y + b;
  const kept = [];
  const crossings = [];
  square.forEach((from, place) => {
    const to = square[(place + 1) % 4];
    const [here, there] = [z(from), z(to)];
    if (here > 0) kept.push(from);
    if (here > 0 !== there > 0) {
      const share = here / (here - there);
      const crossing = from.map((part, axis) => part + share * (to[axis] - part));
      kept.push(crossing);
      crossings.push(crossing);
    }
  });
  return { kept, crossings };
}

// ---- the cost: over epochs, on a scale of powers of ten

const chart = byId("cost");
const last = FRAMES.at(-1).epoch;
const top_ = Math.max(...FRAMES.map(({ cost }) => cost), 1e-6);
const right = (epoch) => 56 + (264 * Math.log10(1 + epoch)) / Math.log10(1 + last);
const down = (cost) => 230 - (214 * cost) / top_;
mark(chart, "rect", { class: "frame", x: 56, y: 10, width: 264, height: SIDE });
for (const share of [0, 0.5, 1]) {
  const y = down(share * top_);
  mark(chart, "path", { class: "grid", d: `M56 ${y}H320` });
  mark(chart, "text", { x: 50, y: y + 5, "text-anchor": "end" }, number(share * top_));
}
for (const epoch of [0, 10, 100, 1000].filter((each) => each <= last)) {
  mark(chart, "text", { x: right(epoch), y: 248, "text-anchor": "middle" }, epoch);
}
mark(chart, "text", { x: 188, y: 266, "text-anchor": "middle" }, "epoch");
const line = (frames) =>
  frames.map(({ epoch, cost }) => `${right(epoch).toFixed(1)},${down(cost).toFixed(1)}`).join(" ");
mark(chart, "polyline", { class: "rest", points: line(FRAMES) });
const curve = mark(chart, "polyline", { class: "curve" });
const dot = mark(chart, "circle", { class: "dot", r: 5 });

// ---- one moment of it

function show(place) {
  const { epoch, w, b, outputs, cost } = FRAMES[place];
  const { kept, crossings } = positive(w, b);
  above.setAttribute("points", joined(kept));
  border.setAttribute("visibility", crossings.length === 2 ? "visible" : "hidden");
  if (crossings.length === 2) {
    const [[x1, y1], [x2, y2]] = crossings.map(at);
    for (const [key, value] of Object.entries({ x1, y1, x2, y2 })) border.setAttribute(key, value);
  }
  let count = 0;
  corners.forEach(({ disc, words }, corner) => {
    const on = outputs[corner] > 0.5;
    const fits = on === DATA.targets[corner] > 0.5;
    count += fits;
    disc.setAttribute("class", on ? "corner on" : "corner");
    words.textContent = `${number(outputs[corner])} ${fits ? "✓" : "✗"}`;
  });
  curve.setAttribute("points", line(FRAMES.slice(0, place + 1)));
  dot.setAttribute("cx", right(epoch));
  dot.setAttribute("cy", down(cost));
  byId("epoch").textContent = epoch;
  byId("scrub").setAttribute("aria-valuetext", `epoch ${epoch}`);
  const said =
    `Epoch ${epoch}: cost ${number(cost, 4)}, ${count} of 4 corners right. ` +
    `w₁ = ${number(w[0])}, w₂ = ${number(w[1])}, b = ${number(b)}.`;
  byId("said").textContent = said;
}

const step = Math.ceil(FRAMES.length / STILLS);
film({
  last: FRAMES.length - 1,
  milliseconds: 80,
  stills: FRAMES.map((_, place) => place).filter((place) => place % step === 0),
  show,
});
