// Tables with data-keys: arrows move between rows, space selects, Enter opens the row's first link.
// In a form with data-many a row is chosen by its box; the bar below says how many are.
const boxes = (form) => [...form.querySelectorAll("tbody input[name=cases]")];

function tell(form) {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked).length;
  form.querySelector("[data-chosen-count]").textContent = String(chosen);
  const every = form.querySelector("[data-all]");
  every.checked = chosen > 0 && chosen === all.length;
  every.indeterminate = chosen > 0 && chosen < all.length;
  for (const box of all) box.closest("tr").setAttribute("aria-selected", String(box.checked));
}

function startChoosing() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-many]");
    if (!form) return;
    if (event.target.matches("[data-all]")) {
      for (const box of boxes(form)) box.checked = event.target.checked;
    } else if (event.target.name !== "cases") return;
    tell(form);
  });
  document.addEventListener("gd:selected", (event) => {
    const box = event.target.querySelector("input[name=cases]");
    if (!box) return;
    box.checked = event.detail.chosen;
    tell(box.form);
  });
}

export function startTables() {
  startChoosing();
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".gd-table[data-keys] tbody tr");
    if (!row || event.target !== row) return;
    const rows = [...row.parentElement.rows];
    const to = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (to) {
      event.preventDefault();
      rows[rows.indexOf(row) + to]?.focus();
    } else if (event.key === "Enter") {
      row.querySelector("a")?.click();
    } else if (event.key === " ") {
      event.preventDefault();
      const chosen = row.getAttribute("aria-selected") !== "true";
      row.setAttribute("aria-selected", String(chosen));
      row.dispatchEvent(new CustomEvent("gd:selected", { bubbles: true, detail: { chosen } }));
    }
  });
}
