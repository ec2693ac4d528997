import { expect, test } from "vitest";
import { addressOf, askedBy, gapsOf, questionOf } from "./question";

const EMPTY = questionOf(new URLSearchParams("on=2026-09-30"));
const NUMBERED = {
  ...EMPTY,
  position: "DIRECTOR",
  who: { ...EMPTY.who, number: " 99090019750312017x ", name: "林致远" },
  where: { ...EMPTY.where, way: "class" as const, bodyClass: "COMPANY", stateCapital: "CONTROLLED" },
};

test("an empty question says what is missing", () => {
  expect(gapsOf(EMPTY)).toEqual(["person", "position", "body"]);
  expect(gapsOf({ ...NUMBERED, on: "" })).toEqual(["day"]);
});

test("a question by number becomes the input of the service", () => {
  expect(askedBy(NUMBERED)).toEqual({
    input: {
      person: { document: { type: "RESIDENT_ID", number: "99090019750312017X", name: "林致远" } },
      office: { position: "DIRECTOR", bodyClass: ["COMPANY"], stateCapital: "CONTROLLED" },
      keep: false,
    },
    asOf: "2026-09-30",
  });
});

test("neither number nor name ever stands in an address", () => {
  expect(addressOf(NUMBERED)).toBe("/ask?position=DIRECTOR&class=COMPANY&capital=CONTROLLED&on=2026-09-30");
});

test("a question about somebody chosen comes back from its address whole", () => {
  const address = "/ask?subject=s1&position=DIRECTOR&body=o1&on=2026-09-30";
  const question = questionOf(new URL(address, "http://localhost").searchParams);
  expect(addressOf(question)).toBe(address);
  expect(gapsOf(question)).toEqual([]);
  expect(askedBy({ ...question, keep: true, caseRef: " A-1 " })).toEqual({
    input: {
      person: { subjectId: "s1" },
      office: { position: "DIRECTOR", body: { subjectId: "o1" } },
      keep: true,
      caseRef: "A-1",
    },
    asOf: "2026-09-30",
  });
});

test("a name within a body is asked about with the post that tells namesakes apart", () => {
  const named = { ...NUMBERED, who: { ...NUMBERED.who, way: "named" as const, home: { id: "o2", name: "某公司" }, role: "MANAGER" } };
  expect(askedBy(named).input.person).toEqual({ named: { name: "林致远", body: { subjectId: "o2" }, role: "MANAGER" } });
  expect(addressOf(named)).toBe("/ask?position=DIRECTOR&class=COMPANY&capital=CONTROLLED&on=2026-09-30");
  expect(gapsOf({ ...named, who: { ...named.who, home: null } })).toEqual(["person"]);
});

test("changing the way of asking leaves nothing of the other way in the question", () => {
  const other = { ...NUMBERED, who: { ...NUMBERED.who, way: "name" as const, subject: { id: "s2", name: "林致远" } } };
  expect(askedBy(other).input.person).toEqual({ subjectId: "s2" });
  expect(gapsOf({ ...other, who: { ...other.who, subject: null } })).toEqual(["person"]);
});
