// The reference tables, made once: node make.mjs FOLDER, with playwright-core beside it or above, and
// Debian's chromium. README.md says what is in them.
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

// In the page: what its TextDecoder makes of the bytes; "" where it knows no character.
function decodeAll([label, codes]) {
  return codes.map((code) => {
    try {
      return new TextDecoder(label, { fatal: true }).decode(new Uint8Array(code));
    } catch {
      return "";
    }
  });
}

const hex = (code) => code.map((byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();

function* range(from, to) {
  for (let i = from; i <= to; i++) yield i;
}

async function writeTwoByte(page, label, trails) {
  const rows = [], apart = [];
  for (const lead of range(0x81, 0xfe)) {
    const codes = trails.map((trail) => [lead, trail]);
    const texts = await page.evaluate(decodeAll, [label, codes]);
    const row = texts.map((text, i) => {
      if ([...text].length > 1) apart.push(`${hex(codes[i])} ${text}`);
      return [...text].length === 1 ? text : "\uFFFD";
    });
    rows.push(`${hex([lead])} ${row.join("")}`);
  }
  writeFileSync(`${process.argv[2]}/${label}.txt`, [...rows, ...apart, ""].join("\n"));
}

async function writeFourByte(page) {
  const codes = [];
  for (const a of range(0x81, 0x84))
    for (const b of range(0x30, 0x39))
      for (const c of range(0x81, 0xfe)) for (const d of range(0x30, 0x39)) codes.push([a, b, c, d]);
  const texts = await page.evaluate(decodeAll, ["gb18030", codes]);
  const runs = [];
  texts.forEach((text, i) => {
    const last = runs.at(-1), rune = text ? text.codePointAt(0) : 0;
    if (last && (rune ? rune === last.rune + last.count : !last.rune)) last.count++;
    else runs.push({ code: hex(codes[i]), rune, count: 1 });
  });
  const lines = runs.filter((run) => run.rune)
    .map((run) => `${run.code} ${run.rune.toString(16).toUpperCase().padStart(4, "0")} ${run.count}`);
  writeFileSync(`${process.argv[2]}/gb18030-four.txt`, [...lines, ""].join("\n"));
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
const low = [...range(0x40, 0x7e)];
await writeTwoByte(page, "gb18030", [...low, ...range(0x80, 0xfe)]);
await writeTwoByte(page, "big5", [...low, ...range(0xa1, 0xfe)]);
await writeFourByte(page);
console.log(browser.version());
await browser.close();
