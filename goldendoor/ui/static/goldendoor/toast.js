// Short messages in the corner. A server sends one with the header
// HX-Trigger: {"toast": {"text": "Saved.", "tone": "success"}}
const SECONDS = 5;

export function showToast(text, tone = "") {
  const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  toast.querySelector("p").textContent = text;
  if (tone) toast.classList.add(`gd-toast-${tone}`);
  place(toast);
}

function place(toast) {
  toast.querySelector("button").addEventListener("click", () => toast.remove());
  document.getElementById("toasts").append(toast);
  // An error stays until it is read; WCAG 2.2.1 lets nothing important run away.
  if (!toast.classList.contains("gd-toast-error")) setTimeout(() => toast.remove(), SECONDS * 1000);
}

export function startToasts() {
  const toasts = document.getElementById("toasts");
  if (!toasts) return;
  for (const toast of [...toasts.children]) place(toast);
  document.addEventListener("toast", (event) => showToast(event.detail.text, event.detail.tone));
  const unreachable = () => showToast("The office could not be reached. Nothing typed is lost; try again.", "error");
  document.addEventListener("htmx:sendError", unreachable);
  document.addEventListener("htmx:timeout", unreachable);
}
