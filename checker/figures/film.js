// What films share: nothing moves until somebody presses ▶; where somebody has asked their system
// for less motion, ▶ shows the next of a few stills instead.

const DATA = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

function mark(parent, name, properties, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.textContent = text;
  parent.append(made);
  return made;
}

const number = (value, digits = 2) => value.toFixed(digits).replace("-", "−");

/**
 * Bind the buttons and the slider to places from 0 to `last`. `show(place)` draws one of them; a
 * picture follows the other after so many milliseconds; `stills` are the places shown in their
 * stead where less motion is asked for.
 */
function film({ last, milliseconds, stills, show }) {
  const less = matchMedia("(prefers-reduced-motion: reduce)");
  let now = 0;
  let timer = 0;

  function to(place) {
    now = place;
    byId("scrub").value = place;
    show(place);
  }

  function pause() {
    clearInterval(timer);
    timer = 0;
    byId("said").setAttribute("aria-live", "polite");
    byId("play").textContent = less.matches ? "Next picture" : "▶ Play";
  }

  function forward() {
    to(Math.min(now + 1, last));
    if (now === last) pause();
  }

  byId("play").addEventListener("click", () => {
    if (timer) return pause();
    if (now === last) to(0);
    if (less.matches) return to(stills.find((each) => each > now) ?? last);
    byId("play").textContent = "⏸ Pause";
    byId("said").setAttribute("aria-live", "off"); // twelve sentences a second are none
    timer = setInterval(forward, milliseconds);
  });
  byId("again").addEventListener("click", () => {
    pause();
    to(0);
  });
  byId("scrub").addEventListener("input", (event) => {
    pause();
    to(Number(event.target.value));
  });
  less.addEventListener("change", pause);
  byId("scrub").max = last;
  pause();
  to(0);
}
