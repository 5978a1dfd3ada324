// Passkeys: the browser makes one, or signs with one; the server's words travel as base64url in JSON.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function opened(options) {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (key[name]) key[name] = key[name].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return { publicKey: key };
}

function closed(credential) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];
  const response = Object.fromEntries(
    names.filter((name) => credential.response[name]).map((name) => [name, text(credential.response[name])]),
  );
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} };
}

async function send(address, body) {
  const answer = await fetch(address, { method: "POST", body }).catch(() => null);
  const told = await answer?.json().catch(() => null);
  if (!answer?.ok) throw new Error(told?.detail ?? "");
  return told;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-said]");
    said.hidden = true;
    try {
      const options = await send(form.dataset.passkey, new FormData(form));
      const made = form.dataset.act === "make"
        ? await navigator.credentials.create(opened(options))
        : await navigator.credentials.get(opened(options));
      const body = new FormData(form);
      body.set("credential", JSON.stringify(closed(made)));
      const told = await send(form.action, body);
      location.assign(told.next);
    } catch (error) {
      const ours = error.constructor === Error && error.message;
      said.querySelector("span:last-child").textContent = ours || form.dataset.failed;
      said.hidden = false;
    }
  });
}
