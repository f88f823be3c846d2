import { singleKeys } from "./shortcuts.js";

// The search box: "/" or Ctrl-K opens it, arrows walk through the hits, Escape closes it.
export function startSearch() {
  const box = document.getElementById("search-text");
  const hits = document.getElementById("search-hits");
  if (!box || !hits) return;
  const close = () => { hits.replaceChildren(); };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && singleKeys();
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  box.form.addEventListener("keydown", (event) => {
    const links = [box, ...hits.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      box.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      links[(at + step + links.length) % links.length].focus();
    } else if (event.key === "Enter" && at === 0 && links.length > 1) {
      event.preventDefault();
      links[1].click();
    }
  });

  box.form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    if (!box.form.contains(event.target)) close();
  });
}
