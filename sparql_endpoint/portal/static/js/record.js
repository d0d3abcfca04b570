// The page of a record: copying its text, boxes that follow the words, a scan to zoom into. All of it works without.
import { openScan } from "./scan.js";

const sheet = document.querySelector(".sheet");

function offerCopy(button) {
  const says = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = [...sheet.querySelectorAll(".text")].map(plain).join("\n\n");
    try {
      await navigator.clipboard.writeText(text);
      says.textContent = button.dataset.done;
    } catch {
      says.textContent = button.dataset.failed;
    }
  });
}

// The words as they are in the source: what the page itself puts between them is left out.
function plain(text) {
  const copy = text.cloneNode(true);
  copy.querySelectorAll(".pagebreak").forEach((mark) => mark.remove());
  return copy.textContent;
}

function pairUp(scan) {
  const light = (anchor, on) => {
    scan.querySelectorAll(`[data-for="${anchor}"]`).forEach((box) => box.classList.toggle("near", on));
  };
  for (const words of sheet.querySelectorAll("[data-box]")) {
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      words.addEventListener(name, () => light(words.dataset.box, on));
    }
  }
}

if (sheet) {
  sheet.querySelectorAll("button.copy").forEach(offerCopy);
  const scan = sheet.querySelector("#scan");
  if (scan) {
    pairUp(scan);
    openScan(scan, sheet);
  }
}
