// The questionnaire: what is typed is kept while one types, also when the page is left in a hurry.
const room = document.querySelector("[data-questionnaire]");
const KEEP_AFTER = 1500;
const timers = new Map();

function body(card) {
  const data = new URLSearchParams();
  for (const input of card.querySelectorAll("input, select, textarea")) {
    if (!input.name || ((input.type === "radio" || input.type === "checkbox") && !input.checked)) continue;
    data.append(input.name, input.value);
  }
  data.set("draft", "1");
  data.set("csrfmiddlewaretoken", token());
  return data;
}

function token() {
  return document.querySelector("#section [name=csrfmiddlewaretoken]").value;
}

// Signing in again elsewhere changes the token; the cookie always has the present one.
function fresh() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? token();
}

function keep(card) {
  timers.delete(card);
  if (card.isConnected) fetch(card.getAttribute("hx-post"), { method: "POST", body: body(card) }).catch(() => {});
}

if (room) {
  room.addEventListener("input", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || event.target.matches("[type=radio], [type=checkbox], select")) return;
    clearTimeout(timers.get(card));
    timers.set(card, setTimeout(() => keep(card), KEEP_AFTER));
  });
  room.addEventListener("change", (event) => {
    const card = event.target.closest("[data-card]");
    clearTimeout(timers.get(card));
    timers.delete(card);
    clears(event.target.closest("fieldset"));
  });
  room.addEventListener("click", (event) => {
    const clear = event.target.closest("[data-clear]");
    if (!clear) return;
    const set = clear.closest("fieldset");
    for (const radio of set.querySelectorAll("[type=radio]")) radio.checked = false;
    set.querySelector("[type=radio]").focus();
    set.querySelector("[type=radio]").dispatchEvent(new Event("change", { bubbles: true }));
  });
  window.addEventListener("pagehide", () => {
    for (const card of timers.keys()) navigator.sendBeacon(card.getAttribute("hx-post"), body(card));
  });
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = fresh();
    const button = event.detail.elt;
    if (button.dataset?.adds === undefined) return;
    event.detail.parameters.row = button.dataset.adds;
    button.dataset.adds = String(Number(button.dataset.adds) + 1);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const line of document.querySelectorAll("[data-questionnaire] .gd-error-text[id^='e-']")) {
      const input = document.getElementById(line.id.slice(2));
      if (line.hidden) input?.removeAttribute("aria-invalid");
      else if (input?.matches("input, select, textarea")) input.setAttribute("aria-invalid", "true");
      line.parentElement.classList.toggle("gd-field-error", !line.hidden);
    }
    const button = event.detail.requestConfig?.elt;
    if (button?.dataset?.adds === undefined || button.dataset.focused === button.dataset.adds) return;
    button.dataset.focused = button.dataset.adds;
    const card = document.querySelector(button.getAttribute("hx-target"))?.lastElementChild;
    card?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

function clears(set) {
  const button = set?.querySelector("[data-clear]");
  if (button) button.hidden = !set.querySelector("[type=radio]:checked");
}
