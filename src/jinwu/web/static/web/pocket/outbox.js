// What is kept and done is sent once: photographs first, then the case, under the keys that the phone drew for its acts.
import { post } from "./line.js";
import * as vault from "./vault.js";

const root = document.getElementById("pocket");

const photographs = (kept) =>
  Object.values(kept.pages).flatMap((page) =>
    Object.values(page).flatMap((pairs) => pairs.filter(([field]) => field === "photos").map(([, digest]) => digest)),
  );

async function sendPhotographs(kept) {
  for (const digest of photographs(kept)) {
    const meta = await vault.get("photos", `${digest}.about`);
    if (!meta) continue; // sent before
    const body = new FormData();
    const content = await vault.getBytes("photos", digest);
    body.append("file", new File([content], meta.name, { type: meta.type }));
    body.append("taken", meta.taken);
    body.append("sha256", digest);
    const answer = await post(root.dataset.files, body);
    if (!answer.ok) return answer;
    await vault.remove("photos", `${digest}.about`);
    await vault.remove("photos", digest);
  }
  return null;
}

function asSent(kept, device) {
  const frame = Object.values(kept.pages).flatMap((page) => page.frame ?? []);
  const of = (name) => frame.findLast(([field]) => field === name)?.[1] ?? "";
  const acts = kept.acts.filter((act) => !act.stands).map((act) => ({
    ...act,
    fields: Object.values(kept.pages).flatMap((page) => page[act.step] ?? []),
  }));
  const { kind, matter, user, seen = null } = kept;
  return { kind, matter, user, device, seen, partner: of("partner") || null, pin: of("pin"), acts };
}

// The case with what became of it: sent, or waiting still and why. Nothing is thrown away that is not recorded.
async function sendOne(kept, device) {
  try {
    const answer = (await sendPhotographs(kept)) ?? (await post(root.dataset.send, JSON.stringify(asSent(kept, device)), {
      "Content-Type": "application/json",
    }));
    const told = await answer.json().catch(() => null);
    if (answer.status === 401 || answer.redirected || !told) return { ...kept, signIn: answer.status < 500 };
    if (answer.ok) {
      return { ...kept, state: "sent", pages: {}, marks: told.marks, number: told.number, url: told.url, wrong: [] };
    }
    if (told.wrong?.length) return { ...kept, state: "wrong", wrong: told.wrong, url: told.url };
    return { ...kept, wrong: [{ what: [told.title, told.detail].filter(Boolean).join(" ") }] };
  } catch {
    return kept; // the line is gone again
  }
}

async function sendAll(told) {
  const device = await vault.device();
  for (const kept of await vault.all("cases")) {
    if (kept.state !== "waiting") continue;
    const { signIn, ...after } = await sendOne(kept, device);
    await vault.put("cases", after.matter, after);
    told({ signIn });
    if (signIn) return;
  }
}

// One sending at a time, over all windows of this phone.
export function send(told) {
  if (!vault.unlocked()) return Promise.resolve();
  return navigator.locks ? navigator.locks.request("jinwu-pocket", () => sendAll(told)) : sendAll(told);
}
