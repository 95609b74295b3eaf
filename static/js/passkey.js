// Passkeys: asks the server for a question, the device for its answer. Without script, or without passkeys, a code does it.

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  for (const box of document.querySelectorAll("[data-passkey]")) offer(box);
}

function offer(box) {
  const isNew = box.dataset.passkey === "new";
  const button = box.querySelector("button");
  const status = box.querySelector("[data-passkey-status]");
  const act = async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "";
    try {
      location.assign(await (isNew ? makeNew(box) : signIn(box)));
    } catch (error) {
      status.textContent = error instanceof Refusal ? error.message : box.dataset.failed;
      button.disabled = false;
    }
  };
  box.addEventListener(isNew ? "submit" : "click", (event) => {
    if (isNew || event.target.closest("button")) act(event);
  });
  box.hidden = false;
}

/** What the server says, in a sentence for the reader. */
class Refusal extends Error {}

async function makeNew(box) {
  const asked = await send(box, box.dataset.ask, {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  const credential = await navigator.credentials.create({ publicKey });
  return (await send(box, box.dataset.answer, { credential: credential.toJSON(), name: box.elements.name.value })).weiter;
}

async function signIn(box) {
  const asked = await send(box, box.dataset.ask, {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  const credential = await navigator.credentials.get({ publicKey });
  return (await send(box, box.dataset.answer, { credential: credential.toJSON(), weiter: box.dataset.onwards })).weiter;
}

async function send(box, url, body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": box.dataset.token };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
    location.reload();
    throw new Error(`no answer: ${response.status}`);
  }
  const said = await response.json();
  if (!response.ok) throw new Refusal(said.error);
  return said;
}
