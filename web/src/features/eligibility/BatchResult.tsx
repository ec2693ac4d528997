import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { written } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import { Table } from "../../shared/Table";
import { useWords } from "../../shared/words";
import { masked } from "../../shared/masked";
import { csvOf } from "./batch";
import { useOffices } from "./offices";
import type { Question } from "./question";
import type { Answered } from "./useBatch";

interface Properties {
  readonly answered: readonly Answered[];
  readonly total: number;
  readonly running: boolean;
  readonly stop: () => void;
  readonly question: Question;
}

/** What came back so far: how many of each verdict, every row, and the table as a file. */
export function BatchResult({ answered, total, running, stop, question }: Properties) {
  const { t } = useTranslation();
  const rows = useRows(answered);
  const offices = useOffices();
  const kinds = useWords("org_kind");
  const language = useLanguage();
  const { where } = question;
  const place = where.way === "body" ? (where.body?.name ?? "") : kinds.name(where.bodyClass ?? "");
  const asked = [place, offices.name(question.position ?? ""), written(question.on, language)].join(" · ");
  const head = ["row", "name", "number", "verdict", "effect", "ends", "why", "answer"].map((column) => t(`column.${column}`));
  const counts = new Map<string, number>();
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csvOf([[asked], head, ...rows.map(({ cells }) => cells)])], { type: "text/csv" }));
    link.download = `${t("batch.fileName")}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="answer">
      <section>
        <p className="plain">{asked}</p>
        <h2>{t("batch.done", { done: answered.length, total })}</h2>
        <Progress percent={Math.round((answered.length / Math.max(1, total)) * 100)} status={running ? "active" : "normal"} aria-label={t("batch.progress")} />
        <p role="status">
          {running ? t("batch.running") : answered.length < total ? t("batch.stopped") : ""}
          {[...counts].map(([verdict, count]) => `${verdict}${t("colon")}${count}`).join(" · ")}
        </p>
        <p className="row noprint">
          {running && <Button onClick={stop}>{t("batch.stop")}</Button>}
          <Button disabled={answered.length === 0} onClick={save}>
            {t("batch.save")}
          </Button>
        </p>
      </section>
      {rows.length > 0 && (
        <section>
          {/* The ids of the answers stand in the file; here they would only push the reasons aside. */}
          <Table caption={`${t("batch.table")}${t("colon")}${asked}`} head={head.slice(0, -1)} rows={rows.map(({ key, cells }) => ({ key, cells: cells.slice(0, -1) }))} />
        </section>
      )}
    </div>
  );
}

function useRows(answered: readonly Answered[]) {
  const { t } = useTranslation();
  const said = useSaid();
  return answered.map(({ line, result }) => {
    const before = [String(line.row), line.name, masked(line.number)];
    if (result.__typename !== "OfficeVerdict") {
      const verdict = t("trouble.title");
      return { key: line.row, verdict, cells: [...before, verdict, "", "", said(result.textZh, result.textEn), ""] };
    }
    const { verdict: kind, conditionKind } = result;
    const verdict = kind === "CONDITIONAL" && conditionKind ? t(`condition.${conditionKind}`) : t(`verdict.${kind}`);
    const grounds = result.grounds.map((ground) => `${said(ground.nameZh, ground.nameEn)}${ground.documentTitle}`);
    const unknowns = result.unknowns.map((each) => said(each.textZh, each.textEn));
    const why = [...grounds, ...unknowns].join(said("；", "; "));
    return { key: line.row, verdict, cells: [...before, verdict, t(`effect.${result.effect}`), result.endsOn ?? "", why, result.answerId] };
  });
}
