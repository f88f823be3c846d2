// Lists that are put in order by dragging or with the arrows beside each row. The new order is sent
// to data-arrange-url as `order` (the rows' data-key); what comes back replaces data-arrange-target.
export function startArranging(root) {
  const lists = [...(root.querySelectorAll?.("[data-arrange]:not([data-ready])") ?? [])];
  if (root.matches?.("[data-arrange]:not([data-ready])")) lists.push(root);
  for (const list of lists) ready(list);
}

function ready(list) {
  list.dataset.ready = "yes";
  let held = null;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-key]");
    held?.classList.add("gd-held");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-key]");
    if (!held || !over || over === held || over.parentElement !== list) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](held);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    held?.classList.remove("gd-held");
    if (held) send(list);
    held = null;
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-up], [data-down]");
    if (!button) return;
    const row = button.closest("[data-key]");
    const up = button.hasAttribute("data-up");
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    other[up ? "before" : "after"](row);
    button.focus();
    send(list);
  });
}

// The order of all lists of the page that go to the same place: evidence is ordered as a whole.
function send(list) {
  const url = list.dataset.arrangeUrl;
  const mates = [...document.querySelectorAll("[data-arrange]")].filter((one) => one.dataset.arrangeUrl === url);
  const order = mates.flatMap((one) => [...one.children].map((row) => row.dataset.key));
  const target = list.dataset.arrangeTarget;
  const focused = document.activeElement?.getAttribute("aria-label");
  window.htmx.ajax("POST", url, {
    values: { order },
    target: target || document.body,
    swap: target ? "innerHTML" : "none",
    headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
  }).then(() => {
    if (target && focused) document.querySelector(`${target} [aria-label="${CSS.escape(focused)}"]`)?.focus();
  });
}
