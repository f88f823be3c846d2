// A PDF within the page: each of its pages drawn on a canvas as it comes into view.
const LIBRARY = new URL("../vendor/pdfjs/pdf.min.mjs", import.meta.url);
const WORKER = new URL("../vendor/pdfjs/pdf.worker.min.mjs", import.meta.url);

export function showPdfs(root) {
  for (const place of root.querySelectorAll?.("[data-pdf]:not([data-ready])") ?? []) show(place);
}

async function show(place) {
  place.dataset.ready = "yes";
  try {
    const library = await import(LIBRARY);
    library.GlobalWorkerOptions.workerSrc = WORKER.href;
    const file = await library.getDocument({ url: place.dataset.pdf, isEvalSupported: false }).promise;
    place.replaceChildren();
    for (let number = 1; number <= file.numPages; number += 1) place.append(slot(file, number));
  } catch {
    place.textContent = place.dataset.workerNote;
  }
}

function slot(file, number) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Page ${number} of ${file.numPages}`);
  const watcher = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    const page = await file.getPage(number);
    const wide = canvas.clientWidth || 340;
    const scale = (wide * window.devicePixelRatio) / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
  });
  watcher.observe(canvas);
  return canvas;
}
