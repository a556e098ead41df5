// A sheet to draw on with mouse, pen or finger. What is drawn becomes letters, the same that can
// be typed in the field beside it: one text says what the drawing is, however it was made.
// The figures' pad and the learner's own page are both made of it.

const SIZE = 280;
const PEN = 22;
// A letter stands for a patch twice as tall as wide before it is drawn, and so for a square.
const COLUMNS = 56;
const ROWS = 28;
const WIDTH = SIZE / COLUMNS;
const HEIGHT = SIZE / ROWS;
const LABEL =
  "A sheet to draw a digit on with mouse, pen or finger. By keyboard, write it in letters in the field beside it.";

function element(name, properties, style) {
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.style, style);
  return made;
}

/** Give what is on the sheet as lines of letters, cut to the ink. */
function letters(pen) {
  const { data } = pen.getImageData(0, 0, SIZE, SIZE);
  const isInk = (row, column) => {
    let alpha = 0;
    for (let y = row * HEIGHT; y < (row + 1) * HEIGHT; y++)
      for (let x = column * WIDTH; x < (column + 1) * WIDTH; x++) alpha += data[4 * (y * SIZE + x) + 3];
    return alpha > (255 * WIDTH * HEIGHT) / 2;
  };
  const lines = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: COLUMNS }, (_, column) => (isInk(row, column) ? "#" : " ")).join(""),
  );
  const inked = lines.filter((line) => line.trim());
  if (!inked.length) return "";
  const margin = Math.min(...inked.map((line) => line.search(/\S/)));
  const first = lines.indexOf(inked[0]);
  const last = lines.lastIndexOf(inked[inked.length - 1]);
  return lines
    .slice(first, last + 1)
    .map((line) => line.slice(margin).trimEnd())
    .join("\n");
}

/** Put letters that were typed on the sheet, in its middle. */
function paint(pen, text) {
  pen.clearRect(0, 0, SIZE, SIZE);
  const lines = text.split("\n").slice(0, ROWS);
  const longest = Math.min(COLUMNS, Math.max(0, ...lines.map((line) => line.trimEnd().length)));
  const left = Math.floor((COLUMNS - longest) / 2) * WIDTH;
  const top = Math.floor((ROWS - lines.length) / 2) * HEIGHT;
  lines.forEach((line, row) =>
    [...line].slice(0, COLUMNS).forEach((letter, column) => {
      if (!" .·".includes(letter))
        pen.fillRect(left + column * WIDTH, top + row * HEIGHT, WIDTH, HEIGHT);
    }),
  );
}

/**
 * Put a sheet and its button into an element.
 *
 * `told` is called with the letters of a finished drawing, `moved` while one is drawn. Given back
 * are `show`, which paints letters unless they were drawn here, and `lock`.
 */
function makeSheet(el, { told, moved = () => {} }) {
  const sheet = element(
    "canvas",
    { width: SIZE, height: SIZE },
    { border: "1px solid #767676", background: "white", touchAction: "none", cursor: "crosshair" },
  );
  sheet.setAttribute("role", "img");
  sheet.setAttribute("aria-label", LABEL);
  const clear = element(
    "button",
    { textContent: "Clear the sheet", type: "button", className: "jupyter-button widget-button" },
    { display: "block", width: "max-content", marginTop: "4px" },
  );
  el.append(sheet, clear);
  const pen = sheet.getContext("2d", { willReadFrequently: true });
  Object.assign(pen, { lineWidth: PEN, lineCap: "round", lineJoin: "round" });
  let own = null; // the text of what was drawn here; any other was typed
  let shown = "";
  let drawing = false;

  const say = () => {
    own = shown = letters(pen);
    told(own);
  };
  sheet.addEventListener("pointerdown", (event) => {
    if (clear.disabled) return;
    if (shown !== own) pen.clearRect(0, 0, SIZE, SIZE); // a new drawing, not a correction
    drawing = true;
    sheet.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
    pen.lineTo(event.offsetX, event.offsetY); // a dot, should it stay where it is
    pen.stroke();
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
    moved(() => letters(pen));
  });
  for (const end of ["pointerup", "pointercancel"])
    sheet.addEventListener(end, () => {
      if (drawing) say();
      drawing = false;
    });
  clear.addEventListener("click", () => {
    pen.clearRect(0, 0, SIZE, SIZE);
    say();
  });
  return {
    show(text) {
      shown = text;
      if (text !== own) paint(pen, text);
    },
    lock(locked) {
      clear.disabled = locked;
      sheet.style.opacity = locked ? 0.5 : 1;
    },
  };
}
