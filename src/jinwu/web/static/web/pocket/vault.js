// What this phone keeps, encrypted. A random key seals everything; the officer's code seals that key, and neither of the two
// is ever stored: what lies on the phone is salt, sealed key and sealed records (PBKDF2-SHA-256, AES-GCM).
const ROUNDS = 600_000;
const STORES = ["meta", "cases", "photos"];
const name = (user) => `jinwu-pocket-${user}`;
const bytes = (text) => new TextEncoder().encode(text);

let base = null;
let key = null;

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function store(which, mode = "readonly") {
  return base.transaction(which, mode).objectStore(which);
}

export async function open(user) {
  const request = indexedDB.open(name(user), 1);
  request.onupgradeneeded = () => {
    for (const one of STORES) request.result.createObjectStore(one, { keyPath: "id" });
  };
  base = await asked(request);
  return (await asked(store("meta").get("lock"))) !== undefined;
}

export const unlocked = () => key !== null;

async function fromCode(code, salt, rounds) {
  const material = await crypto.subtle.importKey("raw", bytes(code), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

export async function setUp(code) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", made, await fromCode(code, salt, ROUNDS), { name: "AES-GCM", iv });
  await asked(store("meta", "readwrite").add({ id: "lock", salt, iv, rounds: ROUNDS, wrapped, device: crypto.randomUUID() }));
  return unlock(code);
}

// Whether the code was the right one.
export async function unlock(code) {
  const lock = await asked(store("meta").get("lock"));
  const over = await fromCode(code, lock.salt, lock.rounds);
  const how = { name: "AES-GCM", iv: lock.iv };
  key = await crypto.subtle
    .unwrapKey("raw", lock.wrapped, over, how, "AES-GCM", false, ["encrypt", "decrypt"])
    .catch(() => null);
  return key !== null;
}

// Everything that this officer's phone keeps is gone.
export async function destroy() {
  base.close();
  await asked(indexedDB.deleteDatabase(base.name));
}

export async function device() {
  return (await asked(store("meta").get("lock"))).device;
}

async function seal(id, plain) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(id) }, key, plain);
  return { id, iv, sealed };
}

function unseal(row) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: bytes(row.id) }, key, row.sealed);
}

export async function put(which, id, value) {
  const row = await seal(id, value instanceof ArrayBuffer ? value : bytes(JSON.stringify(value)));
  await asked(store(which, "readwrite").put(row));
}

export async function getBytes(which, id) {
  const row = await asked(store(which).get(id));
  return row ? unseal(row) : null;
}

export async function get(which, id) {
  const plain = await getBytes(which, id);
  return plain ? JSON.parse(new TextDecoder().decode(plain)) : null;
}

export async function all(which) {
  const rows = await asked(store(which).getAll());
  const found = await Promise.all(rows.map(async (row) => JSON.parse(new TextDecoder().decode(await unseal(row)))));
  return found;
}

export const remove = (which, id) => asked(store(which, "readwrite").delete(id));
export const count = (which) => asked(store(which).count());
