// Tables with data-keys: arrows move between rows, space selects, Enter opens the row's first link.
export function startTables() {
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
