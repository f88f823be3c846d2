// The law section. Pages work without it.
// After an answer came in, the first thing to put right has the focus, else the answer's heading.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "try") return;
  const summary = event.detail.target.querySelector(".gd-summary");
  (summary ?? document.getElementById("try-title"))?.focus();
});
