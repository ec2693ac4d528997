import { Button, Input, Radio, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "urql";
import { nearest } from "../../shared/nearest";
import { Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import { useWords } from "../../shared/words";
import { BodiesOfName, BodyOfNumber } from "./operations";
import type { Where } from "./question";
import { SubjectName } from "./SubjectName";

const CAPITAL = ["NONE", "PARTICIPATED", "CONTROLLED", "WHOLLY"] as const;

const USCC = /^[0-9A-HJ-NPQRTUWXY]{18}$/i;

interface Body {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly status: string | null;
  readonly formerNames: string[];
}

interface Properties {
  readonly where: Where;
  readonly on: string;
  readonly change: (where: Where) => void;
}

/** Where: a body of the register, or a class of bodies. */
export function BodyField({ where, on, change }: Properties) {
  const { t } = useTranslation();
  return (
    <fieldset className="field">
      <legend>{t("body.title")}</legend>
      <Radio.Group
        optionType="button"
        value={where.way}
        options={(["body", "class"] as const).map((value) => ({ value, label: t(`body.${value}`) }))}
        onChange={(event) => change({ ...where, way: event.target.value as Where["way"] })}
      />
      {where.way === "class" ? (
        <Classes where={where} change={change} />
      ) : where.body ? (
        <div className="chosen">
          <SubjectName id={where.body.id} told={(name) => change({ ...where, body: { id: where.body?.id ?? "", name } })} />
          <Button size="small" onClick={() => change({ ...where, body: null })}>
            {t("body.another")}
          </Button>
        </div>
      ) : (
        <Bodies label={t("body.nameLabel")} on={on} choose={(body) => change({ ...where, body })} />
      )}
    </fieldset>
  );
}

function Classes({ where, change }: { where: Where; change: (where: Where) => void }) {
  const { t } = useTranslation();
  const kinds = useWords("org_kind");
  const field = useId();
  const capital = useId();
  return (
    <>
      <label htmlFor={field}>{t("body.classLabel")}</label>
      <Select
        id={field}
        showSearch={{ optionFilterProp: "label", filterSort: nearest }}
        value={where.bodyClass}
        placeholder={t("body.classHint")}
        options={kinds.codes.map((value) => ({ value, label: kinds.name(value) }))}
        onChange={(bodyClass: string) => change({ ...where, bodyClass })}
      />
      <label htmlFor={capital}>{t("body.capital")}</label>
      <Select
        id={capital}
        allowClear
        value={where.stateCapital}
        placeholder={t("body.capitalUnknown")}
        options={CAPITAL.map((value) => ({ value, label: t(`capital.${value}`) }))}
        onChange={(chosen: string | undefined) => change({ ...where, stateCapital: chosen ?? null })}
      />
    </>
  );
}

/** What a search for bodies gave: the one of a code, or those of a name. */
function useBodies(asked: string, asOf: string) {
  const byNumber = USCC.test(asked);
  const [named, again] = useQuery({ query: BodiesOfName, variables: { text: asked, asOf }, pause: asked === "" || byNumber });
  const [numbered, ask] = useQuery({ query: BodyOfNumber, variables: { uscc: asked.toUpperCase(), asOf }, pause: !byNumber });
  const { fetching, error } = byNumber ? numbered : named;
  const found = asked === "" || fetching ? undefined : byNumber ? numbered.data?.organization : named.data?.searchSubjects;
  const bodies: Body[] | undefined =
    found?.__typename === "Organization"
      ? [found]
      : found?.__typename === "SearchResult"
        ? found.edges.flatMap(({ node: { subject } }) => (subject.__typename === "Organization" ? [subject] : []))
        : undefined;
  const failure = found && "code" in found ? found : undefined;
  return { fetching, error, bodies, failure, again: byNumber ? ask : again };
}

interface Looking {
  readonly label: string;
  readonly on: string;
  readonly choose: (body: { id: string; name: string }) => void;
}

/** Finds a body by name or code and lets it be chosen. */
export function Bodies({ label, on, choose }: Looking) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const { fetching, error, bodies, failure, again } = useBodies(asked, on);
  const field = useId();
  const search = () => setAsked(text.trim());
  return (
    <>
      <label htmlFor={field}>{label}</label>
      <span className="row">
        <Input
          id={field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            search();
          }}
        />
        <Button onClick={search}>{t("person.find")}</Button>
      </span>
      {fetching && <Waiting what={t("body.finding")} />}
      {error && <Trouble error={error} again={() => again()} />}
      {failure && <Trouble failure={failure} />}
      {bodies?.length === 0 && <p className="hint">{t("body.nothing")}</p>}
      {bodies && bodies.length > 0 && <List bodies={bodies} choose={choose} />}
    </>
  );
}

function List({ bodies, choose }: { bodies: Body[]; choose: (body: { id: string; name: string }) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      className="candidates"
      value={null}
      aria-label={t("body.candidates")}
      onChange={(event) => {
        const chosen = bodies.find((body) => body.id === event.target.value);
        if (chosen) choose({ id: chosen.id, name: chosen.name });
      }}
    >
      {bodies.map((body) => (
        <Radio key={body.id} value={body.id}>
          <span className="candidate">
            <strong>{body.name}</strong>
            <span className="quiet">
              {body.uscc ?? t("body.noUscc")}
              {body.status && body.status !== "OPERATING" ? ` · ${t(`status.${body.status}`, body.status)}` : ""}
              {body.formerNames.length > 0 ? ` · ${t("body.formerly")} ${body.formerNames.join(t("comma"))}` : ""}
            </span>
          </span>
        </Radio>
      ))}
    </Radio.Group>
  );
}
