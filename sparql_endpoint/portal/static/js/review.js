// Review: single keys, and notes that are not lost. Everything works without this file.

const KEYS_OFF = "sunqar.review.keys";
const DRAFT = "sunqar.review.note.";

function stored(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Private windows may refuse storage; then a draft lives as long as the page.
  }
  return null;
}

function act(element) {
  if (element.tagName === "TEXTAREA") element.focus();
  else if (element.tagName === "FORM") element.requestSubmit();
  else element.click();
}

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing) typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || stored(KEYS_OFF)) return;
  // On Arabic and Cyrillic keyboards the key's place says which it is.
  const place = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  const name = /^[a-z?]$/i.test(event.key) ? event.key.toLowerCase() : place;
  const wanted = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === name);
  if (!wanted) return;
  event.preventDefault();
  act(wanted);
}

function keepNote(form) {
  const note = form.querySelector("textarea[name=note]");
  const name = DRAFT + form.dataset.item;
  const before = stored(name);
  if (before && !note.value) {
    note.value = before;
    document.querySelector(".said")?.append(Object.assign(document.createElement("p"), { textContent: note.dataset.kept }));
  }
  note.addEventListener("input", () => stored(name, note.value));
  form.addEventListener("submit", () => {
    // Kept until the server has shown another page: what it refuses comes back with the note in it.
    sessionStorage.setItem("sunqar.review.sent", name);
  });
}

function forgetSent(form) {
  const sent = sessionStorage.getItem("sunqar.review.sent");
  if (!sent || document.querySelector("[role=alert]") || sent === DRAFT + form?.dataset.item) return;
  stored(sent, "");
  sessionStorage.removeItem("sunqar.review.sent");
}

function onlyOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}

const form = document.querySelector("form.decide");
if (document.querySelector("[role=status]") && !document.querySelector("form.login")) forgetSent(form);
if (form) keepNote(form);
document.querySelectorAll("form[method=post]").forEach(onlyOnce);
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((each) => delete each.dataset.sent));
document.addEventListener("keydown", onKey);

const switched = document.querySelector("[data-switch=keys]");
if (switched) {
  switched.checked = !stored(KEYS_OFF);
  switched.addEventListener("change", () => stored(KEYS_OFF, switched.checked ? "" : "1"));
}
