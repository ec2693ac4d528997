import { Button, Input } from "antd";
import { type DragEvent, type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";
import { DayField } from "../../shared/DayField";
import { Trouble } from "../../shared/Trouble";
import { sheetOf, textOf } from "./batch";
import { BatchResult } from "./BatchResult";
import { BodyField } from "./BodyField";
import { PositionField } from "./PositionField";
import { type Gap, type Question, gapsOf, officeOf, questionOf } from "./question";
import { useBatch } from "./useBatch";

/** The same office asked about many people, pasted or dropped from a spreadsheet. */
export default function BatchPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [question, setQuestion] = useState<Question>(() => questionOf(new URLSearchParams()));
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const { run, start, stop, clear } = useBatch();
  const sheet = sheetOf(text);
  const gaps = gapsOf({ ...question, who: { ...question.who, way: "number", number: sheet.lines[0]?.number ?? "" } });
  const before = useRef(session);
  useEffect(() => {
    if (before.current !== session) clear();
    before.current = session;
  });
  const change = (changed: Partial<Question>) => {
    const next = { ...question, ...changed };
    // No result stays under another office or another day; a name that was looked up changes neither.
    if (next.on !== question.on || JSON.stringify(officeOf(next)) !== JSON.stringify(officeOf(question))) clear();
    setQuestion(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (gaps.length === 0) void start(sheet.lines, officeOf(question), question.on);
  };
  return (
    <div className="asking">
      <form className="question" onSubmit={submit} noValidate autoComplete="off" aria-label={t("batch.title")}>
        <h1>{t("batch.title")}</h1>
        <SheetField
          text={text}
          change={(given) => {
            setText(given);
            clear();
          }}
        />
        <p className="hint" role="status">
          {text !== "" && t("batch.read", { count: sheet.lines.length })}
          {sheet.unread.length > 0 && ` ${t("batch.unread", { rows: sheet.unread.slice(0, 20).join(t("comma")) })}`}
        </p>
        <PositionField label={t("ask.position")} code={question.position} change={(position) => change({ position })} />
        <BodyField where={question.where} on={question.on} change={(where) => change({ where })} />
        <DayField label={t("ask.day")} day={question.on} change={(on) => change({ on })} />
        {tried && gaps.length > 0 && <Gaps gaps={gaps} />}
        <Button type="primary" htmlType="submit" size="large" block disabled={run?.running ?? false}>
          {t("batch.submit")}
        </Button>
      </form>
      <section className="answering" aria-label={t("answer.region")}>
        {run === null ? (
          <div className="beginning">
            <h2>{t("batch.how")}</h2>
            <p>{t("batch.columns")}</p>
            <p className="quiet">{t("batch.privacy")}</p>
          </div>
        ) : (
          <BatchResult answered={run.answered} total={run.total} running={run.running} stop={stop} question={question} />
        )}
        {run?.error && <Trouble error={run.error} />}
      </section>
    </div>
  );
}

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useTranslation();
  return (
    <p className="notice" role="alert">
      {t("ask.gaps", { gaps: gaps.map((gap) => t(`gap.${gap}`)).join(t("comma")) })}
    </p>
  );
}

function SheetField({ text, change }: { text: string; change: (text: string) => void }) {
  const { t } = useTranslation();
  const field = useId();
  const file = useId();
  const take = async (files: FileList | null) => {
    const [first] = files ?? [];
    if (first) change(textOf(await first.arrayBuffer()));
  };
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void take(event.dataTransfer.files);
  };
  return (
    <div className="field" onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <label htmlFor={field}>{t("batch.paste")}</label>
      <Input.TextArea id={field} rows={7} value={text} spellCheck={false} onChange={(event) => change(event.target.value)} />
      <label htmlFor={file}>{t("batch.file")}</label>
      <input id={file} type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(event) => void take(event.target.files)} />
    </div>
  );
}
