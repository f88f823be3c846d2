// Files dropped or chosen are sent one by one, each with its progress. Without script the form
// is an ordinary upload form. What the server answers goes where data-result points, once all are in.
import { showToast } from "./toast.js";

export function startDropzones(root) {
  for (const zone of root.querySelectorAll?.("[data-dropzone]:not(.gd-drop-ready)") ?? []) ready(zone);
}

// Where files may be dropped is shown only while somebody drags some.
export function startDragging() {
  let depth = 0;
  const show = (on) => document.body.classList.toggle("gd-dragging", on);
  const end = () => { depth = 0; show(false); };
  document.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; show(true); } });
  document.addEventListener("dragleave", (event) => { if (hasFiles(event) && (depth -= 1) <= 0) end(); });
  document.addEventListener("drop", (event) => {
    // A file that misses its place must not replace the page.
    if (hasFiles(event)) event.preventDefault();
    end();
  });
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
}

function hasFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

function ready(zone) {
  const input = zone.querySelector("input[type=file]");
  const area = zone.closest("[data-drop-area]") ?? zone;
  zone.classList.add("gd-drop-ready");
  zone.querySelector("button[type=submit]")?.setAttribute("hidden", "");
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      area.classList.add("gd-drop-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    area.addEventListener(name, () => area.classList.remove("gd-drop-over"));
  }
  area.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    sendAll(zone, area, input, [...event.dataTransfer.files]);
  });
  input.addEventListener("change", () => {
    sendAll(zone, area, input, [...input.files]);
    input.value = "";
  });
}

async function sendAll(zone, area, input, files) {
  const list = area.querySelector("[data-files]");
  const form = zone.closest("form");
  list.replaceChildren();
  let answer = null;
  let sent = 0;
  for (const file of files) {
    const text = await send(zone, form, list, input, file);
    if (text === null) continue;
    answer = text;
    sent += 1;
  }
  if (answer === null) return;
  fill(form, answer);
  // The list may have been drawn anew: what was refused stays to be read.
  const again = document.getElementById(input.id);
  const now = (again?.closest("[data-drop-area]") ?? again?.closest("[data-dropzone]"))?.querySelector("[data-files]");
  if (now && now !== list) now.replaceChildren(...list.children);
  showToast(sent === 1 && files.length === 1 ? `${files[0].name} is in.` : `${sent} of ${files.length} files are in.`);
}

function send(zone, form, list, input, file) {
  const line = zone.querySelector("template").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-name]").textContent = file.name;
  list.append(line);
  const data = new FormData(form);
  data.delete(input.name);
  data.append(input.name, file, file.name);
  // Lets the server notice a file that was cut off on its way.
  data.set("declared_size", String(file.size));
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) line.querySelector("progress").value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => done(finish(line, request)));
    request.send(data);
  });
}

// What the server answered, or null where the file was not taken; the line then says why.
function finish(line, request) {
  const signedOut = request.responseURL.includes("/account/login");
  if (request.status >= 200 && request.status < 300 && !signedOut) {
    line.remove();
    return request.responseText;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const reason = signedOut ? "You are signed out. Sign in in a new window, then send it again."
    : page.querySelector("[data-reason]")?.textContent.trim();
  line.querySelector("[data-state]").textContent = reason || "could not be sent; try again";
  line.querySelector("progress").remove();
  line.classList.add("gd-error-text");
  return null;
}

function fill(form, answer) {
  const result = document.querySelector(form.dataset.result || "#upload-result");
  if (!result) return;
  result.innerHTML = answer;
  window.htmx?.process(result);
  startDropzones(result);
  const count = result.querySelector("[data-tab-count]")?.dataset.tabCount;
  const tab = document.querySelector(".gd-tabs [aria-current] .gd-count");
  if (count && tab) tab.textContent = count;
}
