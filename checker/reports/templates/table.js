"use strict";
// Lets a table of students be searched and sorted; without scripts it is a table all the same.
for (const table of document.querySelectorAll("table.students")) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 10) continue;

  const said = document.createElement("output");
  const input = document.createElement("input");
  input.type = "search";
  input.setAttribute("aria-label", "Find a student");
  input.placeholder = "Find a student, or “look”";
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.cells[0].textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    said.textContent = `${shown} of ${rows.length}`;
  });
  const controls = document.createElement("p");
  controls.className = "find";
  controls.append(input, " ", said);
  table.parentElement.before(controls);

  const value = (row, column) => {
    const text = row.cells[column].textContent;
    return column ? Number.parseFloat(text) || (text.startsWith("0") ? 0 : -1) : text.toLowerCase();
  };
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const sorted = rows
        .map((row, place) => [value(row, column), place, row])
        .sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1) || i - j);
      table.tBodies[0].append(...sorted.map(([, , row]) => row));
    });
  });
}
