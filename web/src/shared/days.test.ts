import { expect, test } from "vitest";
import { read, written } from "./days";

test.each([
  ["2026-09-30", "2026-09-30"],
  ["20260930", "2026-09-30"],
  ["2026/9/3", "2026-09-03"],
  ["2026年9月30日", "2026-09-30"],
  [" 2024.2.29 ", "2024-02-29"],
])("%s is a day", (text, day) => expect(read(text)).toBe(day));

test.each(["2026-02-30", "2025-13-01", "30-09-2026", "202609", "2026-9", "tomorrow", "", "12026-09-30"])("%s is none", (text) =>
  expect(read(text)).toBeNull(),
);

test("a day is written as people of each language write it", () => {
  expect(written("2026-09-03", "zh")).toBe("2026年9月3日");
  expect(written("2026-09-03", "en")).toBe("3 September 2026");
});
