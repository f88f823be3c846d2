// Menus that close by themselves, and the side panel that shows context beside the page.
export function startMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.gd-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.gd-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// A link with hx-get and hx-target="#panel-body" opens the panel; its data-panel-title names it.
export function startPanel() {
  const panel = document.getElementById("panel");
  if (!panel) return;
  let opener = null;
  const close = () => {
    panel.hidden = true;
    document.getElementById("panel-body").replaceChildren();
    opener?.focus();
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "panel-body") return;
    opener = event.detail.requestConfig.elt;
    document.getElementById("panel-title").textContent = opener.dataset.panelTitle || "Details";
    panel.hidden = false;
    document.getElementById("panel-title").focus();
  });
  panel.querySelector("[data-close]").addEventListener("click", close);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
}
