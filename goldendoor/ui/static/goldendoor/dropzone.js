// Files dropped or chosen are sent one by one, each with its progress. Without script the form
// is an ordinary upload form. What the server answers goes where data-result points.
import { showToast } from "./toast.js";

export function startDropzones(root) {
  for (const zone of root.querySelectorAll?.("[data-dropzone]:not(.gd-drop-ready)") ?? []) ready(zone);
}

function ready(zone) {
  const input = zone.querySelector("input[type=file]");
  zone.classList.add("gd-drop-ready");
  zone.querySelector("button[type=submit]")?.setAttribute("hidden", "");
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("gd-drop-over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("gd-drop-over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll(zone, input, [...event.dataTransfer.files]);
  });
  input.addEventListener("change", () => {
    sendAll(zone, input, [...input.files]);
    input.value = "";
  });
}

async function sendAll(zone, input, files) {
  for (const file of files) await send(zone, input, file);
}

function send(zone, input, file) {
  const form = zone.closest("form");
  const line = zone.querySelector("template").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-name]").textContent = file.name;
  zone.querySelector("[data-files]").append(line);
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
    request.addEventListener("loadend", () => { finish(form, line, file, request); done(); });
    request.send(data);
  });
}

function finish(form, line, file, request) {
  const state = line.querySelector("[data-state]");
  if (request.status >= 200 && request.status < 300) {
    line.remove();
    const result = document.querySelector(form.dataset.result || "#upload-result");
    if (result) {
      result.innerHTML = request.responseText;
      window.htmx?.process(result);
    }
    showToast(`${file.name} is in.`);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const reason = page.querySelector("[data-reason]")?.textContent.trim();
  state.textContent = reason || "could not be sent; try again";
  line.querySelector("progress").remove();
  line.classList.add("gd-error-text");
}
