// What the phone took along (law, words, forms, colleagues), its clock, and the page itself for places without a line.
import { post } from "./line.js";
import * as vault from "./vault.js";

const CACHE = "jinwu-pocket";
let taken = null;

export const pack = () => taken;

const words = document.querySelector("template[data-words]").content;
export const word = (key) => words.querySelector(`[data-word="${key}"]`).textContent;

// The time in China by the server's clock, as a form sends it: 2026-11-28T09:30:00+08:00.
export function now() {
  const at = new Date(Date.now() + (taken?.ahead ?? 0) + 8 * 3600_000);
  return `${at.toISOString().slice(0, 19)}+08:00`;
}

export async function load(url) {
  taken = await vault.get("meta", "pack");
  const answer = navigator.onLine ? await post(url, await phone()).catch(() => null) : null;
  if (!answer?.ok) return;
  const fresh = await answer.json().catch(() => null);
  if (!fresh) return;
  taken = { ...fresh, ahead: Date.parse(fresh.now) - Date.now() };
  await vault.put("meta", "pack", taken);
}

async function phone() {
  return new URLSearchParams({ device: await vault.device() });
}

// This phone is used no more: its forms go back, and nothing of it stays. Whether it could be.
export async function giveBack(url) {
  const answer = await post(url, await phone()).catch(() => null);
  if (answer?.ok) await vault.destroy();
  return Boolean(answer?.ok);
}

// Numbered forms that no case here stands on yet, in their order; those of another year are none.
export async function free() {
  const used = new Set((await vault.all("cases")).map((one) => one.form));
  const year = `〔${now().slice(0, 4)}〕`;
  return (taken?.forms ?? []).filter((form) => !used.has(form) && form.includes(year));
}

export async function forget(kept) {
  const photographs = Object.values(kept.pages).flatMap((page) => Object.values(page).flat()).filter(([name]) => name === "photos");
  for (const [, digest] of photographs) {
    await vault.remove("photos", digest);
    await vault.remove("photos", `${digest}.about`);
  }
  await vault.remove("cases", kept.matter);
}

// On the first visit nobody has kept the page yet: it, and what it was drawn with, are fetched once more.
export async function keepPage() {
  if (navigator.serviceWorker.controller || !navigator.onLine) return;
  const parts = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const ours = parts.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
  const kept = await caches.open(CACHE);
  await Promise.all([location.pathname, ...new Set(ours.map((url) => url.pathname))].map((url) => kept.add(url).catch(() => null)));
  document.documentElement.dataset.kept = "1";
}
