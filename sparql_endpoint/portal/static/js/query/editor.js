// The query page: the editor with its own suggestions, short links without leaving the page, a filter of the examples.
// Everything works without this file, in plain fields.

const field = document.getElementById("query");
const form = document.getElementById("ask");
const MOST_IN_ADDRESS = 30_000;

// Suggestions come from this server alone: no list of prefixes or vocabularies of others is asked.
let asked;
async function known() {
  asked ??= fetch(field.dataset.terms, { headers: { Accept: "application/json" } });
  const answer = await asked;
  return answer.ok ? answer.clone().json() : { prefixes: {}, classes: [], properties: [] };
}

function completers(Yasqe) {
  const labels = new Map();
  const fork = (from, name) =>
    Yasqe.forkAutocompleter(from, {
      name,
      bulk: false,
      autoShow: false,
      persistenceId: null,
      get: async (_, token) => {
        const list = (await known())[name];
        list.forEach((term) => labels.set(term.short, term.label));
        return matching(list, token ? token.string : "").map((term) => term.short);
      },
      postProcessSuggestion: (_yasqe, _token, written) => (/^https?:/.test(written) ? `<${written}>` : written),
      postprocessHints: (_, hints) =>
        hints.map((hint) => ({ ...hint, displayText: labels.has(hint.text) ? `${hint.text}  ${labels.get(hint.text)}` : hint.text })),
    }, false);
  fork("class", "classes");
  fork("property", "properties");
  Yasqe.forkAutocompleter("prefixes", {
    name: "own-prefixes",
    persistenceId: null,
    get: async () => Object.entries((await known()).prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort(),
  }, false);
  return ["variables", "own-prefixes", "classes", "properties"];
}

function matching(list, typed) {
  const wanted = typed.replace(/^</, "").trim().toLowerCase();
  const rank = (term) => (term.short.toLowerCase().startsWith(wanted) ? 0 : 1);
  const holds = (term) => [term.short, term.iri, term.label].some((text) => text.toLowerCase().includes(wanted));
  return list.filter(holds).sort((one, other) => rank(one) - rank(other)).slice(0, 60);
}

function edit(Yasqe) {
  const autocompleters = completers(Yasqe);
  const place = document.createElement("div");
  place.dir = "ltr";
  place.translate = false;
  field.before(place);
  const ask = () => form.requestSubmit();
  const yasqe = new Yasqe(place, {
    value: field.value,
    autocompleters,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "20rem",
    extraKeys: { ...Yasqe.defaults.extraKeys, "Ctrl-Enter": ask, "Cmd-Enter": ask, "Ctrl-S": false },
  });
  field.hidden = true;
  field.required = false;
  const input = yasqe.getInputField();
  input.setAttribute("aria-label", field.dataset.label);
  input.setAttribute("aria-describedby", "hint");
  document.querySelector("label[for=query]")?.addEventListener("click", () => yasqe.focus());
  yasqe.on("autocompletionShown", (widget) => widget?.hints?.setAttribute("aria-label", field.dataset.completions));
  yasqe.on("change", () => (field.value = yasqe.getValue()));
  document.querySelectorAll(".yasqe textarea:not([aria-label])").forEach((each) => each.setAttribute("aria-label", field.dataset.label));
  const hint = document.getElementById("hint");
  hint.textContent = `${hint.textContent} ${hint.dataset.editor}`;
  const wrong = document.querySelector(".pointer[data-line]");
  if (wrong?.dataset.line) {
    const line = Number(wrong.dataset.line) - 1;
    yasqe.addLineClass(line, "background", "wrong");
    yasqe.setCursor({ line, ch: Number(wrong.dataset.column) - 1 });
    yasqe.scrollIntoView({ line, ch: 0 }, 80);
  }
}

function shortenHere(button) {
  const place = document.getElementById("short");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ query: field.value });
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) {
      place.textContent = place.dataset.failed;
      return;
    }
    const { url } = await answer.json();
    const link = Object.assign(document.createElement("input"), { readOnly: true, value: url, dir: "ltr" });
    link.setAttribute("aria-label", button.textContent);
    place.replaceChildren(link);
    link.select();
    try {
      await navigator.clipboard.writeText(url);
      place.append(" ", place.dataset.copied);
    } catch {
      // It stands there, selected.
    }
  });
}

function filterExamples(gallery) {
  const box = Object.assign(document.createElement("input"), { type: "search", id: "find-example", autocomplete: "off" });
  const label = Object.assign(document.createElement("label"), { htmlFor: box.id, textContent: gallery.dataset.filter });
  const none = Object.assign(document.createElement("p"), { className: "note", hidden: true, textContent: gallery.dataset.none });
  none.setAttribute("role", "status");
  gallery.querySelector("h2").after(label, box, none);
  const open = new Set([...gallery.querySelectorAll("details[open]")]);
  box.addEventListener("input", () => {
    const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of gallery.querySelectorAll(".examples li")) {
      const text = item.textContent.toLocaleLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      found += !item.hidden;
    }
    for (const group of gallery.querySelectorAll("details")) {
      group.hidden = !group.querySelector("li:not([hidden])");
      group.open = words.length ? !group.hidden : open.has(group);
    }
    none.hidden = found > 0;
  });
}

// An address has less room than a body.
form.addEventListener("submit", (event) => {
  if (!event.submitter?.formMethod || event.submitter.formMethod === "get") {
    form.method = encodeURIComponent(field.value).length > MOST_IN_ADDRESS ? "post" : "get";
  }
});

if (window.Yasgui?.Yasqe) edit(window.Yasgui.Yasqe);
const button = document.getElementById("shorten");
if (button) shortenHere(button);
const gallery = document.getElementById("gallery");
if (gallery) filterExamples(gallery);
