import type { VariablesOf } from "../../api/graphql";
import { today } from "../../shared/days";
import type { AskOffice } from "./operations";

export type Asked = VariablesOf<typeof AskOffice>;
export type PersonRef = Asked["input"]["person"];

/** Who is asked about: by number, chosen among those of a name, or by the name under which a body knows them. */
export interface Who {
  readonly way: "number" | "name" | "named";
  readonly documentType: string;
  readonly number: string;
  readonly name: string;
  readonly subject: { readonly id: string; readonly name: string } | null;
  /** The body that knows the name, and the post held there, which tells namesakes apart. */
  readonly home: { readonly id: string; readonly name: string } | null;
  readonly role: string | null;
}

/** Where: a body of the graph, or a class of bodies. */
export interface Where {
  readonly way: "body" | "class";
  readonly body: { readonly id: string; readonly name: string } | null;
  readonly bodyClass: string | null;
  readonly stateCapital: string | null;
}

/** The form of the front page. */
export interface Question {
  readonly who: Who;
  readonly where: Where;
  readonly position: string | null;
  readonly on: string;
  readonly keep: boolean;
  readonly caseRef: string;
}

export type Gap = "person" | "position" | "body" | "day";

/** What is still missing before the question can be asked. */
export function gapsOf(question: Question): Gap[] {
  const { who, where } = question;
  const gaps: Gap[] = [];
  if (!identified(who)) gaps.push("person");
  if (question.position === null) gaps.push("position");
  if ((where.way === "body" ? where.body : where.bodyClass) === null) gaps.push("body");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(question.on)) gaps.push("day");
  return gaps;
}

function identified(who: Who): boolean {
  if (who.way === "name") return who.subject !== null;
  return who.way === "number" ? who.number.trim() !== "" : who.name.trim() !== "" && who.home !== null;
}

function personOf(who: Who): PersonRef {
  if (who.way === "name") return { subjectId: who.subject?.id ?? "" };
  const name = who.name.trim();
  if (who.way === "named") {
    return { named: { name, body: { subjectId: who.home?.id ?? "" }, ...(who.role === null ? {} : { role: who.role }) } };
  }
  const number = who.number.replace(/\s/g, "").toUpperCase();
  return { document: { type: who.documentType, number, ...(name === "" ? {} : { name }) } };
}

/** The office of a question as the service takes it. */
export function officeOf({ position, where }: Question): Asked["input"]["office"] {
  return {
    position: position ?? "",
    ...(where.way === "body" && where.body ? { body: { subjectId: where.body.id } } : {}),
    ...(where.way === "class" && where.bodyClass ? { bodyClass: [where.bodyClass] } : {}),
    ...(where.way === "class" && where.stateCapital ? { stateCapital: where.stateCapital } : {}),
  };
}

/** The question as the service takes it; only for one without gaps. */
export function askedBy(question: Question): Asked {
  const caseRef = question.caseRef.trim();
  const kept = { keep: question.keep, ...(question.keep && caseRef !== "" ? { caseRef } : {}) };
  return { input: { person: personOf(question.who), office: officeOf(question), ...kept }, asOf: question.on };
}

/** The address of a question. It never holds a number or a name: addresses are kept by browsers and proxies. */
export function addressOf(question: Question): string {
  const { who, where } = question;
  const parts = new URLSearchParams();
  if (who.way === "name" && who.subject) parts.set("subject", who.subject.id);
  if (question.position) parts.set("position", question.position);
  if (where.way === "body" && where.body) parts.set("body", where.body.id);
  if (where.way === "class" && where.bodyClass) parts.set("class", where.bodyClass);
  if (where.way === "class" && where.stateCapital) parts.set("capital", where.stateCapital);
  parts.set("on", question.on);
  return `/ask?${parts}`;
}

/** The question of an address; names are looked up by whoever shows it. */
export function questionOf(parts: URLSearchParams): Question {
  const subject = parts.get("subject");
  const body = parts.get("body");
  const bodyClass = parts.get("class");
  return {
    who: {
      way: subject === null ? "number" : "name",
      documentType: "RESIDENT_ID",
      number: "",
      name: "",
      subject: subject === null ? null : { id: subject, name: "" },
      home: null,
      role: null,
    },
    where: {
      way: bodyClass === null ? "body" : "class",
      body: body === null ? null : { id: body, name: "" },
      bodyClass,
      stateCapital: parts.get("capital"),
    },
    position: parts.get("position"),
    on: parts.get("on") ?? today(),
    keep: false,
    caseRef: "",
  };
}
