// Numbers on their way through a small network, forward and perhaps back, one case after another.

const { nodes, lines, moments } = DATA;
/** A moment has so many pictures: in the first half dots run along its lines, then they are there. */
const PICTURES = 20;
const RADIUS = 32;
const sheet = byId("network");

const drawnLines = lines.map(({ from, to, text, negative }) => {
  const [a, b] = [nodes[from], nodes[to]];
  const line = mark(sheet, "line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y });
  const [x, y] = between(a, b, 0.4);
  const room = moments.some(({ slopes }) => slopes.length) ? 66 : 44; // a slope has more digits
  mark(sheet, "rect", { class: "ground", x: x - room / 2, y: y - 11, width: room, height: 22 });
  const words = mark(sheet, "text", { x, y: y + 6 });
  return { line, words, text, base: negative ? "line negative" : "line" };
});
const dots = lines.map(() => mark(sheet, "circle", { r: 7, class: "dot" }));
const drawnNodes = nodes.map(({ x, y, name, bias }) => {
  mark(sheet, "circle", { class: "ground", cx: x, cy: y, r: RADIUS }); // no line shows through
  const disc = mark(sheet, "circle", { cx: x, cy: y, r: RADIUS });
  mark(sheet, "text", { class: "name", x, y: y - RADIUS - 8 }, name);
  if (bias) mark(sheet, "text", { class: "bias", x, y: y + RADIUS + 18 }, `bias ${bias}`);
  return {
    disc,
    value: mark(sheet, "text", { x, y: y + 6 }),
    delta: mark(sheet, "text", { class: "delta", x, y: y + RADIUS + 37 }),
  };
});

function between(a, b, share) {
  return [a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)];
}

function show(place) {
  const at = Math.floor(place / PICTURES);
  const share = Math.min(1, (2 * (place % PICTURES)) / PICTURES);
  const moment = moments[at];
  const { values, deltas } = share < 1 && moment.runs.length ? moment.before : moment;
  drawnNodes.forEach(({ disc, value, delta }, node) => {
    disc.setAttribute("class", moment.lit.includes(node) ? "node on" : "node");
    value.textContent = values[node];
    delta.textContent = deltas[node] && `δ = ${deltas[node]}`;
  });
  const back = moment.back ? " back" : "";
  drawnLines.forEach(({ line, words, text, base }, index) => {
    const runs = moment.runs.includes(index);
    line.setAttribute("class", runs ? `${base} on${back}` : base);
    words.setAttribute("class", moment.slopes.length ? "weight back" : "weight");
    words.textContent = moment.slopes[index] ?? text;
    const { from, to } = lines[index];
    const [x, y] = between(nodes[from], nodes[to], moment.back ? 1 - share : share);
    dots[index].setAttribute("visibility", runs && share < 1 ? "visible" : "hidden");
    dots[index].setAttribute("class", `dot${back}`);
    dots[index].setAttribute("cx", x);
    dots[index].setAttribute("cy", y);
  });
  byId("case").textContent = moment.case;
  byId("said").textContent = moment.said;
  byId("scrub").setAttribute("aria-valuetext", `case ${moment.case}: ${moment.said}`);
}

film({
  last: moments.length * PICTURES - 1,
  milliseconds: 100,
  stills: moments.map((_, index) => (index + 1) * PICTURES - 1),
  show,
});
