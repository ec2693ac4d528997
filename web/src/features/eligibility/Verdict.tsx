import { useTranslation } from "react-i18next";
import { written } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import { useWords } from "../../shared/words";
import type { OfficeVerdict } from "./Answer";
import type { Context } from "./Asking";
import { useOffices } from "./offices";

/** A shape for each verdict, so that none is told by its colour alone. */
const SHAPES: Record<OfficeVerdict["verdict"], string> = {
  ELIGIBLE: "M5 12.5l4.5 4.5L19 7.5",
  INELIGIBLE: "M6 12h12",
  CONDITIONAL: "M12 6v7M12 16.6v.4",
  SUSPENDED: "M9 7v10M15 7v10",
  UNDETERMINED: "M9 9.2a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2M12 17.2v.3",
  INSUFFICIENT_IDENTIFICATION: "M8 10a2 2 0 1 0 0-.1M16 10a2 2 0 1 0 0-.1M5 17c.6-2 1.7-3 3-3s2.4 1 3 3M13 17c.6-2 1.7-3 3-3s2.4 1 3 3",
};

/** The verdict in words, with its shape and its colour, and the question it answers. */
export function Verdict({ verdict, context }: { verdict: OfficeVerdict; context: Pick<Context, "who" | "where" | "bodyClass"> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = useSaid();
  const kinds = useWords("org_kind");
  const offices = useOffices();
  const open = verdict.verdict === "UNDETERMINED";
  // Remedies are open against every fact; they stand with each ground. What may not run has no day on which it ends.
  const ways = verdict.waysOut.filter((way) => way.kind !== "REMEDY" && !(open && way.on !== null));
  const { verdict: kind, conditionKind } = verdict;
  const where = context.where || (context.bodyClass ? kinds.name(context.bodyClass) : "");
  const words = kind === "CONDITIONAL" && conditionKind ? t(`condition.${conditionKind}`) : t(`verdict.${kind}`);
  return (
    <header className={`verdict ${kind.toLowerCase()}`} data-verdict={kind}>
      <svg viewBox="0 0 24 24" aria-hidden="true" className="shape">
        {kind === "UNDETERMINED" || kind === "INSUFFICIENT_IDENTIFICATION" ? (
          <rect x="1.5" y="1.5" width="21" height="21" rx="4" strokeDasharray="3 2.4" />
        ) : (
          <circle cx="12" cy="12" r="10.5" />
        )}
        <path d={SHAPES[kind]} />
      </svg>
      <div>
        <p className="asked">
          {[context.who, where, offices.name(verdict.position)].filter(Boolean).join(" · ")} · {written(verdict.asOf, language)}
        </p>
        <h2>{words}</h2>
        <p className="effect">
          {t(`explained.${kind === "CONDITIONAL" && conditionKind ? conditionKind : kind}`)}{" "}
          <span className="tag">{t(`effect.${verdict.effect}`)}</span>
        </p>
        {verdict.endsOn && <p className="ends">{t(open ? "answer.endsAtMost" : "answer.endsOn", { day: written(verdict.endsOn, language) })}</p>}
        {ways.map((way) => (
          <p className="ends" key={`${way.kind} ${way.textEn}`}>
            {said(way.textZh, way.textEn)}
          </p>
        ))}
      </div>
    </header>
  );
}
