// When the session has ended, the sign-in page must not land in a corner of this one.
import { showToast } from "./toast.js";

export function startSession() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const signedOut = xhr.responseURL.includes("/account/login");
    // A page full of answers is never replaced by a refusal; a conflict (409) is shown at its card.
    const refused = requestConfig.elt.closest?.("[data-questionnaire]") && xhr.status >= 400 && xhr.status !== 409;
    if (!signedOut && !refused) return;
    event.detail.shouldSwap = false;
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const reason = page.querySelector("[data-reason]")?.textContent.trim() ?? "";
    // A form that is “too old” is what a new session sees of a page opened in the one before.
    if (signedOut || reason.includes("too long ago")) tell();
    else showToast(`${reason || "This could not be saved just now."} Nothing typed is lost.`, "error");
  });
}

let told = false;
function tell() {
  showToast("You seem to be signed out. Nothing typed is lost: sign in in a new window, then change it again here.", "error");
  if (told) return;
  told = true;
  const link = document.createElement("a");
  link.href = "/account/login/";
  link.target = "_blank";
  link.textContent = "Sign in";
  link.className = "gd-toast-link";
  document.querySelector("#toasts .gd-toast:last-child p")?.append(" ", link);
}
