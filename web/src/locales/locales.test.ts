import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

type Words = { readonly [key: string]: string | Words };

function keysOf(words: Words, before = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [`${before}${key}`] : keysOf(value, `${before}${key}.`)));
}

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test.") && !name.startsWith("locales"))
  .map((name) => readFileSync(join("src", name), "utf8"));

test("both languages say the same things", () => {
  expect(keysOf(en)).toEqual(keysOf(zh));
  const holes = (text: string) => text.match(/\{\{\w+\}\}/g)?.sort() ?? [];
  const at = (words: Words, key: string) => key.split(".").reduce<string | Words>((found, part) => (found as Words)[part] ?? "", words) as string;
  for (const key of keysOf(zh)) expect([key, holes(at(en, key))]).toEqual([key, holes(at(zh, key))]);
});

test("every sentence that is asked for is there, and every one that is there is asked for", () => {
  const asked = SOURCES.flatMap((text) => [...text.matchAll(/\bt\(\s*"([\w.]+)"/g)].map((found) => found[1] ?? ""));
  const more = SOURCES.flatMap((text) => [...text.matchAll(/"(\w+\.\w+)"/g)].map((found) => found[1] ?? ""));
  const rooms = SOURCES.flatMap((text) => [...text.matchAll(/t\(`(\w+)\.\$\{/g)].map((found) => found[1] ?? ""));
  const known = keysOf(zh);
  expect(asked.filter((key) => !known.includes(key))).toEqual([]);
  const used = new Set([...asked, ...more]);
  expect(known.filter((key) => !used.has(key) && !rooms.some((room) => key.startsWith(`${room}.`)))).toEqual([]);
});
