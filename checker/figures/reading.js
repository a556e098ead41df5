// What the page computes: a drawing in the form of MNIST's digits, and a network's outputs.
// The first half is `inked.py` over again, the second half `layers.py`; a test compares them.

const SIDE = 28;
const BOX = 20;
const ROUNDING = 1e-9;
const LINES = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** Give a drawing as ink, row by row: 1 for every letter but spaces and dots. */
function inkOf(text) {
  const lines = text
    .split(LINES)
    .slice(0, 2 * SIDE)
    .map((line) => [...withoutTabs(line).trimEnd()]);
  const width = Math.min(Math.max(0, ...lines.map((line) => line.length)), 4 * SIDE);
  // a letter is about twice as tall as wide, and so is the patch of ink that it stands for
  return lines.flatMap((line) => {
    const row = Array.from({ length: width }, (_, at) => Number(!" .·".includes(line[at] ?? " ")));
    return [row, row];
  });
}

function withoutTabs(line) {
  let wide = "";
  for (const letter of line) {
    wide += letter === "\t" ? " ".repeat(8 - ([...wide].length % 8)) : letter;
  }
  return wide;
}

/** Give ink as a digit of MNIST, 784 numbers from 0 to 1. */
function asMnist(ink) {
  const sheet = new Float64Array(SIDE * SIDE);
  const down = places(ink.map((row) => row.some(Boolean)));
  if (!down.length) return sheet;
  const across = places(ink[0].map((_, column) => ink.some((row) => row[column])));
  const cut = ink
    .slice(down[0], down.at(-1) + 1)
    .map((row) => row.slice(across[0], across.at(-1) + 1));
  const longest = Math.max(cut.length, cut[0].length);
  const [height, width] = [cut.length, cut[0].length].map((size) =>
    Math.max(1, roundEven((BOX * size) / longest)),
  );
  const small = transpose(averaged(transpose(averaged(cut, height)), width));
  const top = start(small.map(sum));
  const left = start(transpose(small).map(sum));
  small.forEach((row, y) =>
    row.forEach((share, x) => (sheet[(top + y) * SIDE + left + x] = share)),
  );
  return sheet;
}

function places(truths) {
  return truths.flatMap((holds, place) => (holds ? [place] : []));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function transpose(table) {
  return table[0].map((_, column) => table.map((row) => row[column]));
}

/** Round to the nearest whole number, a half to the even one, as Python does. */
function roundEven(number) {
  const low = Math.floor(number);
  if (number - low !== 0.5) return Math.round(number);
  return low % 2 ? low + 1 : low;
}

/** Average the rows of a table into `count` ones, by how far they overlap. */
function averaged(table, count) {
  const step = table.length / count;
  return Array.from({ length: count }, (_, place) => {
    const [from, to] = [(place * table.length) / count, ((place + 1) * table.length) / count];
    const row = new Array(table[0].length).fill(0);
    for (let at = Math.floor(from); at < Math.min(Math.ceil(to), table.length); at++) {
      const share = (Math.min(to, at + 1) - Math.max(from, at)) / step;
      table[at].forEach((ink, column) => (row[column] += share * ink));
    }
    return row;
  });
}

/** Give where a strip of ink begins, so that its centre of mass is that of the sheet. */
function start(ink) {
  const center = sum(ink.map((share, place) => share * (place + 0.5))) / sum(ink);
  const first = Math.ceil(SIDE / 2 - center - ROUNDING);
  return Math.min(Math.max(first, 0), SIDE - ink.length);
}

/** Unpack bytes that are written in letters. */
function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Unpack a network: each layer's weights and biases, and the name of its activation. */
function unpacked(layers) {
  const tables = { float32: Float32Array, int16: Int16Array };
  const numbers = ({ kind, scale, data }) =>
    Float64Array.from(new tables[kind](bytesOf(data).buffer), (number) => scale * number);
  return layers.map(({ weights, biases, activation }) => ({
    weights: numbers(weights),
    biases: numbers(biases),
    activation,
  }));
}

const sigmoid = (z) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));
const each = (curve) => (zs) => zs.map(curve);
const ACTIVATIONS = {
  sigmoid: each(sigmoid),
  tanh: each(Math.tanh),
  relu: each((z) => Math.max(z, 0)),
  linear: (zs) => zs,
  softmax(zs) {
    const highest = Math.max(...zs);
    const powers = zs.map((z) => Math.exp(z - highest));
    const total = powers.reduce((before, power) => before + power, 0);
    return powers.map((power) => power / total);
  },
};

/** Send one picture forward, layer after layer; give the activations of every layer. */
function activations(network, x) {
  const found = [x];
  for (const { weights, biases, activation } of network) {
    const given = found.at(-1);
    const zs = biases.map((bias, neuron) => {
      let z = bias;
      const first = neuron * given.length;
      for (let at = 0; at < given.length; at++) z += weights[first + at] * given[at];
      return z;
    });
    found.push(ACTIVATIONS[activation](zs));
  }
  return found;
}
