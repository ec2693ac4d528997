import { Button, Checkbox, Input } from "antd";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";
import { useViewer } from "../../api/viewer";
import { DayField } from "../../shared/DayField";
import { PurposeField } from "../../shared/PurposeField";
import type { Failure } from "../../shared/Trouble";
import { BodyField } from "./BodyField";
import { PersonField } from "./PersonField";
import { PositionField } from "./PositionField";
import { type Question, gapsOf } from "./question";

interface Properties {
  readonly question: Question;
  readonly change: (question: Question) => void;
  readonly ask: () => void;
  readonly wrong: Failure | undefined;
}

/** The question: who, which office, where, on which day. */
export function AskForm({ question, change, ask, wrong }: Properties) {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const gaps = gapsOf(question);
  const { session } = useSession();
  const { viewer } = useViewer();
  const purposeless = viewer !== undefined && !["OPEN", "PUBLIC"].includes(viewer.role) && viewer.purpose === null && session.purpose === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (gaps.length === 0) ask();
  };
  const caseRef = useId();
  return (
    <form className="question" onSubmit={submit} noValidate autoComplete="off" aria-label={t("ask.form")}>
      <h1>{t("ask.title")}</h1>
      {viewer?.role === "PUBLIC" && <p className="notice">{t("ask.signInFirst")}</p>}
      {purposeless && (
        <div className="notice">
          <p className="plain">{t("ask.purposeFirst")}</p>
          <PurposeField />
        </div>
      )}
      <PersonField who={question.who} on={question.on} wrong={wrong} change={(who) => change({ ...question, who })} />
      <PositionField label={t("ask.position")} code={question.position} change={(position) => change({ ...question, position })} />
      <BodyField where={question.where} on={question.on} change={(where) => change({ ...question, where })} />
      <DayField label={t("ask.day")} day={question.on} change={(on) => change({ ...question, on })} />
      <div className="field">
        <Checkbox checked={question.keep} onChange={(event) => change({ ...question, keep: event.target.checked })}>
          {t("ask.keep")}
        </Checkbox>
        {question.keep && (
          <>
            <label htmlFor={caseRef}>{t("ask.case")}</label>
            <Input
              id={caseRef}
              maxLength={100}
              value={question.caseRef}
              onChange={(event) => change({ ...question, caseRef: event.target.value })}
            />
          </>
        )}
      </div>
      {tried && gaps.length > 0 && (
        <p className="notice" role="alert">
          {t("ask.gaps", { gaps: gaps.map((gap) => t(`gap.${gap}`)).join(t("comma")) })}
        </p>
      )}
      <Button type="primary" htmlType="submit" size="large" block>
        {t("ask.submit")}
      </Button>
    </form>
  );
}
