// The practice desk: arranging lists, and PDFs in the side panel.
import { startArranging } from "./arrange.js";
import { showPdfs } from "./pdfview.js";

const start = (root) => { startArranging(root); showPdfs(root); };
start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
