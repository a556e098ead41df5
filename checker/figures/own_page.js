// The learner's page: the sheet, what the network sees and says of it, and what it has learned.

const DATA = JSON.parse(document.getElementById("data").textContent);
const NETWORK = unpacked(DATA.layers);
const BLUE = [0, 114, 178];
const ORANGE = [213, 94, 0];

const place = (id) => document.getElementById(id);

/** Fill a canvas of 28 by 28 squares, each with the colour of its number. */
function fill(canvas, numbers, colorOf) {
  Object.assign(canvas, { width: SIDE, height: SIDE });
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(SIDE, SIDE);
  numbers.forEach((number, at) => picture.data.set([...colorOf(number), 255], 4 * at));
  pen.putImageData(picture, 0, 0);
}

const inked = (share) => new Array(3).fill(255 * (1 - share));

function makeBars() {
  return Array.from({ length: 10 }, (_, digit) => {
    const row = place("bars").insertRow();
    const head = element("th", { textContent: digit, scope: "row" }, {});
    const bar = element("div", { className: "bar" }, {});
    const rail = element("td", { className: "rail" }, {});
    const number = element("td", { className: "number" }, {});
    rail.append(bar);
    row.append(head, rail, number);
    return { row, bar, number };
  });
}

const bars = makeBars();

/** Show what the network sees and says, once for a picture of 784 numbers. */
function read(x) {
  fill(place("seen"), x, inked);
  const empty = x.every((share) => share === 0);
  const outputs = Array.from(activations(NETWORK, x).at(-1));
  const winner = outputs.indexOf(Math.max(...outputs));
  bars.forEach(({ row, bar, number }, digit) => {
    const output = outputs[digit];
    bar.style.width = empty ? "0" : `${100 * Math.min(Math.max(output, 0), 1)}%`;
    number.textContent = empty ? "" : output.toFixed(2).replace("-", "−");
    row.className = digit === winner && !empty ? "winner" : "";
  });
  const said = empty
    ? "The sheet is empty."
    : `The network reads ${winner}, with the output ${outputs[winner].toFixed(2)}.`;
  if (place("said").textContent !== said) place("said").textContent = said;
}

let waiting = 0;
const field = place("letters");

/** Read letters in the next frame; of several in one frame the last. */
function soon(textOf) {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => read(asMnist(inkOf(textOf()))));
}

const sheet = makeSheet(place("sheet"), {
  told(text) {
    field.value = text;
    soon(() => text);
  },
  moved: soon,
});

function write(text) {
  field.value = text;
  sheet.show(text);
  soon(() => text);
}

field.addEventListener("input", () => {
  sheet.show(field.value);
  soon(() => field.value);
});

/** Make a button of each picture that somebody else has written. */
function makeSamples() {
  place("others").hidden = !DATA.samples.length;
  DATA.samples.forEach(({ label, pixels }) => {
    const x = Float64Array.from(bytesOf(pixels), (grey) => grey / 255);
    const canvas = element("canvas", {}, {});
    fill(canvas, x, inked);
    const button = element("button", { type: "button" }, {});
    button.setAttribute("aria-label", `Let the network read a ${label} of the test digits`);
    button.append(canvas);
    button.addEventListener("click", () => {
      cancelAnimationFrame(waiting);
      field.value = "";
      sheet.show("");
      read(x);
    });
    place("samples").append(button);
  });
}

/** Draw what hidden neurons look for, ink that speaks for one blue, ink against it orange. */
function makeNeurons() {
  const [{ weights, biases }] = NETWORK;
  place("neurons").hidden = NETWORK.length < 2;
  if (NETWORK.length < 2) return;
  const shown = Math.min(biases.length, 64);
  place("count").textContent = shown < biases.length ? `the first ${shown} of ${biases.length}` : `all ${shown}`;
  for (let neuron = 0; neuron < shown; neuron++) {
    const row = weights.subarray(neuron * SIDE * SIDE, (neuron + 1) * SIDE * SIDE);
    const limit = row.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-12);
    const canvas = element("canvas", {}, {});
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `weights of hidden neuron ${neuron}`);
    fill(canvas, row, (weight) => {
      const share = Math.abs(weight) / limit;
      return (weight > 0 ? BLUE : ORANGE).map((part) => 255 - share * (255 - part));
    });
    place("weights").append(canvas);
  }
}

makeSamples();
makeNeurons();
write(DATA.drawing);
