// Asks the browser for a security key (WebAuthn) and sends the result with the form. Bytes are encoded as base64url.
const BYTES = ["challenge", "id"];

function bytes(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const isBytes = BYTES.includes(name) && typeof inner === "string";
    return [name, isBytes ? bytes(inner) : decoded(inner)];
  });
  return Object.fromEntries(entries);
}

// The relying party's id is a domain name, not bytes.
function options({ publicKey: { rp, ...rest } }) {
  const publicKey = decoded(rest);
  return { publicKey: rp ? { ...publicKey, rp } : publicKey };
}

function encoded(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const sent = Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])]));
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: sent,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function answered(form) {
  const data = JSON.parse(document.getElementById(form.dataset.options).textContent);
  if (form.dataset.securityKey === "create") return navigator.credentials.create(options(data.creation_options));
  return navigator.credentials.get(options(data.request_options));
}

for (const form of document.querySelectorAll("form[data-security-key]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const credential = await answered(form);
      form.querySelector("[name=credential]").value = JSON.stringify(encoded(credential));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
