// The law section. Pages work without it.
// After an answer came in, the first thing to put right has the focus, else the answer's heading.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "try") return;
  const summary = event.detail.target.querySelector(".gd-summary");
  (summary ?? document.getElementById("try-title"))?.focus();
});

// A box whose error came in beside an answer says so to a reader of the page.
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const error of document.querySelectorAll(".gd-box-error")) {
    const box = document.getElementById(error.id.replace(/-error$/, ""));
    if (box?.matches("input, select")) box.toggleAttribute("aria-invalid", false);
    if (box?.matches("input, select") && error.textContent.trim()) box.setAttribute("aria-invalid", "true");
  }
});
