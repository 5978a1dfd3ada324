// Photographs and files: the fingerprint is taken here, at capture, before anything is sent; the server compares it.
//
// POST to data-uploads: file, sha256 (hex, absent where the browser has no WebCrypto), taken (ISO time).
// Answer: {"sha256": …, "url": … (optional picture)}; a refusal is JSON with "detail".
// A page that keeps files itself takes the event jinwu:file (preventDefault) and lays a promise at its detail.kept.

async function fingerprint(file) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function csrf() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function element(name, attributes = {}, text = "") {
  const made = Object.assign(document.createElement(name), attributes);
  if (text) made.textContent = text;
  return made;
}

function prepare(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const [sending, takeAway, again, title] = box.dataset.words.split("|");
  const chooser = box.querySelector("input[type=file]");
  const many = chooser.multiple;
  const before = many ? chooser.closest("label") : chooser;

  function changed() {
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function send(file, figure, taken) {
    const said = figure.querySelector("[data-said]");
    const retry = () => {
      said.replaceChildren();
      send(file, figure, taken);
    };
    const refused = (why) => {
      const button = element("button", { type: "button", className: "link" }, again);
      button.addEventListener("click", retry);
      said.replaceChildren(element("span", { className: "err" }, why), button);
    };
    said.textContent = sending;
    const body = new FormData();
    const sha256 = await fingerprint(file).catch(() => "");
    body.append("file", file);
    body.append("taken", taken);
    if (sha256) body.append("sha256", sha256);
    const kept = new CustomEvent("jinwu:file", { bubbles: true, cancelable: true, detail: { file, taken, sha256 } });
    let told = { sha256 };
    if (box.dispatchEvent(kept)) {
      const answer = await fetch(box.dataset.uploads, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
      }).catch(() => null);
      told = await answer?.json().catch(() => null);
      if (!answer?.ok) return refused(told?.detail ?? "");
      if (sha256 && told.sha256 !== sha256) return refused("");
    } else {
      await kept.detail.kept; // by this phone, to be sent later
    }
    figure.append(element("input", { type: "hidden", name: box.dataset.name, value: told.sha256 }));
    if (box.dataset.taken) {
      figure.append(element("input", { type: "hidden", name: box.dataset.taken, value: taken }));
    }
    said.textContent = `${told.sha256.slice(0, 8)}…`;
    changed();
  }

  function add(file) {
    const figure = element("figure");
    figure.dataset.held = "";
    if (file.type.startsWith("image/")) {
      const picture = element("img", { src: URL.createObjectURL(file), alt: title });
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
      figure.append(picture);
    } else {
      figure.append(element("span", {}, file.name));
    }
    const said = element("small");
    said.dataset.said = "";
    const remove = element("button", { type: "button", className: "link" }, takeAway);
    remove.dataset.remove = "";
    figure.append(said, remove);
    if (!many) box.querySelectorAll("[data-held]").forEach((held) => held.remove());
    before.before(figure);
    send(file, figure, new Date().toISOString());
  }

  chooser.addEventListener("change", (event) => {
    event.stopPropagation();
    for (const file of chooser.files) add(file);
    chooser.value = "";
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    button.closest("[data-held]").remove();
    changed();
  });
}

const all = (root) => root.querySelectorAll("[data-uploads]").forEach(prepare);
all(document);
document.addEventListener("htmx:load", (event) => all(event.detail.elt));
