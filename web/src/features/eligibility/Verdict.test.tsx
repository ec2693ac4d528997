import { cleanup, render } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, test } from "vitest";
import { en } from "../../locales/en";
import { zh } from "../../locales/zh";
import type { OfficeVerdict } from "./Answer";
import { Verdict } from "./Verdict";

const KINDS = ["ELIGIBLE", "INELIGIBLE", "CONDITIONAL", "SUSPENDED", "UNDETERMINED", "INSUFFICIENT_IDENTIFICATION"] as const;
const BARS = /不得担任|禁入|not to hold/;

function verdictOf(verdict: OfficeVerdict["verdict"], more: Partial<OfficeVerdict> = {}): OfficeVerdict {
  const nothing = { grounds: [], unknowns: [], waysOut: [], notChecked: [], coverage: [], notes: [], proof: [] };
  const effect = verdict === "INELIGIBLE" ? "BARRED" : "ORGAN_DECIDES";
  return { ...nothing, verdict, effect, asOf: "2026-09-30", position: "DIRECTOR", conditionKind: null, endsOn: null, ...more } as unknown as OfficeVerdict;
}

function shown(verdict: OfficeVerdict) {
  const { container } = render(<Verdict verdict={verdict} context={{ who: "林致远", where: "", bodyClass: "COMPANY" }} />);
  const header = container.querySelector("header");
  if (!header) throw new Error("no verdict is shown");
  return { words: header.textContent, title: header.querySelector("h2")?.textContent, shape: header.querySelector("svg")?.innerHTML, look: header.className };
}

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: "zh", resources: { zh: { translation: zh }, en: { translation: en } } });
});
afterEach(cleanup);

test("every verdict has words, a shape and a look of its own", () => {
  const seen = KINDS.map((kind) => shown(verdictOf(kind)));
  for (const part of ["title", "shape", "look"] as const) expect(new Set(seen.map((each) => each[part])).size).toBe(KINDS.length);
});

test.each(["zh", "en"])("only a bar is worded as one (%s)", async (language) => {
  await i18next.changeLanguage(language);
  for (const kind of KINDS) expect([kind, BARS.test(shown(verdictOf(kind)).words ?? "")]).toEqual([kind, kind === "INELIGIBLE"]);
  await i18next.changeLanguage("zh");
});

test("what is undetermined says that it is no bar", () => {
  const { title, words, look } = shown(verdictOf("UNDETERMINED"));
  expect(title).toBe("现有事实不足以判断");
  expect(words).toContain("这不是禁止。请先查清下列事项，再作判断。");
  expect(look).toBe("verdict undetermined");
});

test("each kind of condition is told apart", () => {
  const kinds = ["PERMISSION", "REFERENCE", "INFERENCE", "SELF_DISCIPLINE", "PROOF"] as const;
  expect(kinds.map((conditionKind) => shown(verdictOf("CONDITIONAL", { conditionKind })).title)).toEqual(kinds.map((kind) => zh.condition[kind]));
});

test("the question it answers and the last day stand with the verdict", () => {
  const { words } = shown(verdictOf("INELIGIBLE", { endsOn: "2028-03-18" }));
  expect(words).toContain("林致远 · 公司 · DIRECTOR · 2026年9月30日");
  expect(words).toContain("限制的最后一日：2028年3月18日，次日起不再受限。");
});
