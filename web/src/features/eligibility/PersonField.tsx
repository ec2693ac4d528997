import { Button, Input, Radio, Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../shared/Trouble";
import { Bodies } from "./Bodies";
import { Candidates } from "./Candidates";
import { PositionField } from "./PositionField";
import type { Who } from "./question";
import { SubjectName } from "./SubjectName";

const DOCUMENTS = ["RESIDENT_ID", "PASSPORT", "HK_MACAO_PERMIT", "TAIWAN_PERMIT", "FOREIGN_PERMIT"] as const;

interface Properties {
  readonly who: Who;
  readonly on: string;
  readonly wrong: Failure | undefined;
  readonly change: (who: Who) => void;
}

/** Who: by the number of a document, or by a name among the people who bear it. */
export function PersonField({ who, on, wrong, change }: Properties) {
  const { t } = useTranslation();
  return (
    <fieldset className="field">
      <legend>{t("person.title")}</legend>
      <Radio.Group
        optionType="button"
        value={who.way}
        options={(["number", "name", "named"] as const).map((value) => ({ value, label: t(`person.${value}`) }))}
        onChange={(event) => change({ ...who, way: event.target.value as Who["way"] })}
      />
      {who.way === "number" ? (
        <Numbered who={who} wrong={wrong} change={change} />
      ) : who.way === "named" ? (
        <Named who={who} on={on} change={change} />
      ) : who.subject ? (
        <div className="chosen">
          <SubjectName id={who.subject.id} told={(name) => change({ ...who, subject: { id: who.subject?.id ?? "", name } })} />
          <Button size="small" onClick={() => change({ ...who, subject: null })}>
            {t("person.another")}
          </Button>
        </div>
      ) : (
        <Candidates on={on} choose={(subject) => change({ ...who, subject })} />
      )}
    </fieldset>
  );
}

function Named({ who, on, change }: { who: Who; on: string; change: (who: Who) => void }) {
  const { t } = useTranslation();
  const name = useId();
  const { home } = who;
  return (
    <>
      <label htmlFor={name}>{t("person.nameAsked")}</label>
      <Input id={name} value={who.name} onChange={(event) => change({ ...who, name: event.target.value })} />
      {home ? (
        <div className="chosen">
          <SubjectName id={home.id} told={(told) => change({ ...who, home: { id: home.id, name: told } })} />
          <Button size="small" onClick={() => change({ ...who, home: null })}>
            {t("body.another")}
          </Button>
        </div>
      ) : (
        <Bodies label={t("person.home")} on={on} choose={(body) => change({ ...who, home: body })} />
      )}
      <PositionField label={t("person.role")} code={who.role} change={(role) => change({ ...who, role })} />
      <p className="hint">{t("person.namedHint")}</p>
    </>
  );
}

function Numbered({ who, wrong, change }: { who: Who; wrong: Failure | undefined; change: (who: Who) => void }) {
  const { t } = useTranslation();
  const type = useId();
  const number = useId();
  const name = useId();
  const bad = wrong?.code === "INVALID_IDENTIFIER";
  return (
    <>
      <label htmlFor={type}>{t("person.document")}</label>
      <Select
        id={type}
        value={who.documentType}
        options={DOCUMENTS.map((value) => ({ value, label: t(`document.${value}`) }))}
        onChange={(documentType) => change({ ...who, documentType })}
      />
      <label htmlFor={number}>{t("person.numberLabel")}</label>
      <Input
        id={number}
        value={who.number}
        status={bad ? "error" : ""}
        aria-invalid={bad}
        spellCheck={false}
        onChange={(event) => change({ ...who, number: event.target.value })}
      />
      <label htmlFor={name}>{t("person.nameLabel")}</label>
      <Input id={name} value={who.name} onChange={(event) => change({ ...who, name: event.target.value })} />
      <p className="hint">{t("person.numberHint")}</p>
    </>
  );
}
