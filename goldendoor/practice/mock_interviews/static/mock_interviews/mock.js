// The clock of a practice question, and the keys 1 to 4 that score it.
const form = document.querySelector("[data-mock]");
if (form) {
  const shown = document.querySelector("[data-mock-clock]");
  const seconds = form.querySelector("input[name=seconds]");
  const before = Number(form.dataset.mock) || 0;
  const started = Date.now();
  const tick = () => {
    const now = Math.floor((Date.now() - started) / 1000);
    seconds.value = String(now);
    const all = before + now;
    shown.textContent = `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
  };
  tick();
  setInterval(tick, 1000);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const button = form.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}
