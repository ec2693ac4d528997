"use strict";
// The query page: sends what is written, shows what comes back, and documents the schema by introspection.

const EXAMPLES = {
  "任职资格 Eligibility": [
    `query ($person: String!, $on: Date) {
  officerEligibility(
    input: {person: {subjectId: $person}, office: {bodyClass: ["COMPANY"], position: "DIRECTOR"}}
    asOf: $on
  ) {
    __typename
    ... on OfficeVerdict {
      verdict conditionKind effect textZh answerId
      meanwhile { textZh clause }
      grounds { nameZh documentTitle articles lastBarredDay proof { step textZh } }
      notChecked { textZh closedByZh }
    }
    ... on Failure { code path textZh textEn }
  }
}`,
    `{"person": "", "on": null}`,
  ],
  "按证件 By document number": [
    `query ($number: String!) {
  officerEligibility(
    input: {
      person: {document: {type: "RESIDENT_ID", number: $number}}
      office: {bodyClass: ["COMPANY"], position: "LEGAL_REPRESENTATIVE"}
    }
  ) {
    ... on OfficeVerdict { verdict textZh notes { textZh } }
    ... on Failure { code textZh }
  }
}`,
    `{"number": ""}`,
  ],
};

const INTROSPECTION = `{ __schema { types { name kind description
  fields { name description type { ...T } args { name type { ...T } } } inputFields { name description type { ...T } }
  enumValues { name } possibleTypes { name } } } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

const at = (id) => document.getElementById(id);
let types = [];

async function post(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

async function run() {
  let variables = null;
  try {
    variables = at("variables").value.trim() ? JSON.parse(at("variables").value) : null;
  } catch (error) {
    at("status").textContent = `变量不是 JSON：${error.message}`;
    return;
  }
  at("status").textContent = "…";
  const began = performance.now();
  try {
    const answer = await post(at("query").value, variables);
    at("result").textContent = JSON.stringify(answer, null, 2);
    at("status").textContent = `${Math.round(performance.now() - began)} ms`;
  } catch (error) {
    at("status").textContent = `服务没有应答 No answer: ${error.message}`;
  }
}

function typeText(type) {
  if (type.kind === "NON_NULL") return `${typeText(type.ofType)}!`;
  if (type.kind === "LIST") return `[${typeText(type.ofType)}]`;
  return type.name;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function show(wanted) {
  const place = at("documentation");
  place.replaceChildren();
  const sought = wanted.toLowerCase();
  for (const type of types) {
    const members = type.fields ?? type.inputFields ?? [];
    const fits = (member) => member.name.toLowerCase().includes(sought);
    if (sought ? !(fits(type) || members.some(fits)) : type.name !== "Query") continue;
    place.append(element("h2", `${type.kind.toLowerCase()} ${type.name}`), element("p", type.description ?? ""));
    for (const member of members) {
      const given = (member.args ?? []).map((each) => `${each.name}: ${typeText(each.type)}`).join(", ");
      place.append(element("code", `${member.name}${given && `(${given})`}: ${typeText(member.type)}`));
      place.append(element("p", member.description ?? ""));
    }
    const names = (type.enumValues ?? type.possibleTypes ?? []).map((each) => each.name);
    if (names.length) place.append(element("p", names.join(" | ")));
  }
}

function choose(name) {
  [at("query").value, at("variables").value] = EXAMPLES[name];
}

at("run").addEventListener("click", run);
at("search").addEventListener("input", (event) => show(event.target.value.trim()));
at("examples").addEventListener("change", (event) => choose(event.target.value));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
for (const name of Object.keys(EXAMPLES)) at("examples").append(element("option", name));
choose(Object.keys(EXAMPLES)[0]);
post(INTROSPECTION).then((answer) => {
  types = (answer.data?.__schema.types ?? []).filter((type) => !type.name.startsWith("__"));
  show("");
});
