// Amounts as documents say them, and the check digits of the numbers that parties show.
const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿"];

function group(number) {
  let said = "";
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(number / 10 ** place) % 10;
    if (digit) {
      said += `${gap && said ? "零" : ""}${DIGITS[digit]}${PLACES[place]}`;
      gap = false;
    } else if (said) gap = true;
  }
  return said;
}

function whole(number) {
  if (number === 0) return "零";
  let said = "";
  for (let place = 2; place >= 0; place -= 1) {
    const part = Math.floor(number / 10000 ** place) % 10000;
    if (!part) continue;
    const gap = said && (part < 1000 || said.endsWith("零"));
    said += `${gap ? "零" : ""}${group(part)}${GROUPS[place]}`;
  }
  return said;
}

// "100.50" -> 壹佰元伍角; empty for what is no amount.
export function yuanWords(text) {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain(text));
  if (!match) return "";
  const yuan = Number(match[1]);
  const [jiao, fen] = (match[2] ?? "").padEnd(2, "0").split("").map(Number);
  if (!jiao && !fen) return `${whole(yuan)}元整`;
  const head = yuan ? `${whole(yuan)}元` : "";
  const middle = jiao ? `${DIGITS[jiao]}角` : yuan ? "零" : "";
  return `${head}${middle}${fen ? `${DIGITS[fen]}分` : ""}`;
}

// As a page or paper prints it: 1,234.50; empty for what is no amount.
export function yuanFigures(text) {
  const number = plain(text);
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(number)) return "";
  return Number(number).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export const plain = (text) => String(text ?? "").normalize("NFKC").replace(/[,，元¥￥\s]/g, "");

const RESIDENT = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// Whether the last character fits the others (GB 11643).
export function residentHolds(number) {
  if (!/^\d{17}[\dXx]$/.test(number)) return false;
  const sum = RESIDENT.reduce((all, weight, place) => all + weight * Number(number[place]), 0);
  return "10X98765432"[sum % 11] === number[17].toUpperCase();
}

// Whether the last character fits the others (GB 32100).
export function creditHolds(number) {
  const code = number.toUpperCase();
  if (code.length !== 18 || [...code].some((one) => !CREDIT.includes(one))) return false;
  let sum = 0;
  let weight = 1;
  for (const one of code.slice(0, 17)) {
    sum += CREDIT.indexOf(one) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT[(31 - (sum % 31)) % 31] === code[17];
}
