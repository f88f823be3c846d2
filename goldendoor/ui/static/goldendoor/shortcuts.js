// Single keys: "g" and a letter goes to a page of the rail, a digit to a tab of the case, "?" lists
// them all. Off where somebody turned them off, and while something is being typed.
const KEPT = "gd-single-keys";

export const singleKeys = () => {
  try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
};

const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable], dialog[open]"));

export function startShortcuts() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog) return;
  const box = document.getElementById("shortcuts-on");
  box.checked = singleKeys();
  box.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, box.checked ? "on" : "off"); } catch { /* private window */ }
  });
  for (const button of document.querySelectorAll("[data-shortcuts]")) {
    button.addEventListener("click", () => {
      button.closest("details")?.removeAttribute("open");
      dialog.showModal();
    });
  }

  let going = 0;
  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (held || event.defaultPrevented || isTyping(event.target) || !singleKeys()) return;
    const after = Date.now() - going < 1500;
    going = 0;
    const found = after ? document.querySelector(`[data-go="${CSS.escape(event.key)}"]`) : own(event.key);
    if (event.key === "g" && !after) going = Date.now();
    else if (event.key === "?") dialog.showModal();
    else if (found) act(found);
    else return;
    event.preventDefault();
  });
}

function own(key) {
  if (key === "j" || key === "k") return rowBeside(key === "j" ? 1 : -1);
  if (/^[1-9]$/.test(key)) return document.querySelectorAll(".gd-tabs a")[Number(key) - 1];
  if (key === ".") return document.querySelector(".gd-next .usa-button");
  if (key === "m") return document.getElementById("note-text");
  return null;
}

function rowBeside(step) {
  const rows = [...document.querySelectorAll(".gd-table[data-keys] tbody tr")];
  const at = rows.indexOf(document.activeElement.closest("tr"));
  return rows[at === -1 ? 0 : at + step];
}

function act(element) {
  if (element.matches("textarea, input, button, tr")) {
    element.focus();
    element.scrollIntoView({ block: "center" });
  } else {
    element.click();
  }
}
