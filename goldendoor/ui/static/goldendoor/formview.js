// A form beside its answers: pointing at one marks the other; the found question comes into view.
const view = document.querySelector("[data-formview]");

function mates(element) {
  // A line of answers may stand for several boxes: their numbers, the answered one first.
  const [number] = (element?.closest("[data-field]")?.dataset.field ?? "").split(" ");
  return number ? view.querySelectorAll(`[data-field~="${number}"]`) : [];
}

function light(event, on) {
  for (const one of mates(event.target)) {
    one.classList.toggle("gd-lit", on);
    if (on && one.tagName === "LI" && !one.contains(event.target)) reveal(one);
  }
}

// Only the list of answers moves: were the page to move, the box would run away from the pointer.
function reveal(line) {
  const list = line.closest(".gd-answers");
  const [inner, outer] = [line.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top + 48) list.scrollTop -= outer.top + 48 - inner.top;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}

if (view) {
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    view.addEventListener(name, (event) => light(event, on));
  }
  const found = view.querySelector("li[data-found]");
  found?.scrollIntoView({ block: "center" });
  view.querySelector("rect[data-found]")?.scrollIntoView({ block: "center" });
  found?.querySelector("a")?.focus({ preventScroll: true });
}
