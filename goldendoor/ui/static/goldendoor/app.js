// The shell's behaviour. Pages work without it; it makes them quicker.
import { startDragging, startDropzones } from "./dropzone.js";
import { startMenus, startPanel } from "./panel.js";
import { startSearch } from "./search.js";
import { startSession } from "./session.js";
import { startShortcuts } from "./shortcuts.js";
import { startSubmits } from "./submit.js";
import { startTables } from "./table.js";
import { startToasts } from "./toast.js";

startSearch();
startSession();
startShortcuts();
startMenus();
startPanel();
startToasts();
startTables();
startSubmits();
startDragging();
startDropzones(document);
// Content that htmx brings in gets the same behaviour.
document.addEventListener("htmx:load", (event) => startDropzones(event.target));
