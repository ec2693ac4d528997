import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ResultOf } from "../../api/graphql";
import { moment } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import type { Context } from "./Asking";
import { Ground } from "./Ground";
import type { VerdictParts } from "./operations";
import { NotChecked } from "./NotChecked";
import { Unknowns } from "./Unknowns";
import { Verdict } from "./Verdict";

export type OfficeVerdict = ResultOf<typeof VerdictParts>;

interface Properties {
  readonly verdict: OfficeVerdict & { answerId?: string };
  readonly context: Pick<Context, "who" | "where" | "bodyClass">;
  readonly share?: ReactNode;
}

/** The whole answer: verdict, what to do now, grounds, what is unknown, what was not looked at. */
export function Answer({ verdict, context, share }: Properties) {
  const { t } = useTranslation();
  const said = useSaid();
  const unproven = verdict.grounds.every((ground) => ground.state === "UNPROVEN");
  return (
    <article className="answer">
      <Verdict verdict={verdict} context={context} />
      {share}
      <section className="meanwhile">
        <h3>{t("answer.meanwhile")}</h3>
        <p>{said(verdict.meanwhile.textZh, verdict.meanwhile.textEn)}</p>
        <p className="quiet">
          {[
            verdict.competentAuthority && `${t("answer.competent")}${t("colon")}${verdict.competentAuthority}`,
            verdict.meanwhile.clause && `${t("answer.clause")}${t("colon")}${verdict.meanwhile.clause}`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </section>
      <Unknowns unknowns={verdict.unknowns} />
      {verdict.grounds.length > 0 && (
        <section>
          <h3>{t(unproven ? "answer.unprovenGrounds" : "answer.grounds", { count: verdict.grounds.length })}</h3>
          <ol className="grounds">
            {verdict.grounds.map((ground) => (
              <li key={`${ground.measure} ${ground.item?.id ?? ""} ${ground.path.post?.factId ?? ""}`}>
                <Ground ground={ground} who={context.who} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <NotChecked gaps={verdict.notChecked} />
      {verdict.notes.length > 0 && (
        <section>
          <h3>{t("answer.notes")}</h3>
          <ul className="plainlist">
            {verdict.notes.map((note) => (
              <li key={note.code}>{said(note.textZh, note.textEn)}</li>
            ))}
          </ul>
        </section>
      )}
      <Provenance verdict={verdict} />
    </article>
  );
}

function Provenance({ verdict }: { verdict: OfficeVerdict & { answerId?: string } }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = useSaid();
  const sources = new Set(verdict.coverage.map((each) => each.source));
  return (
    <details className="provenance">
      <summary>{t("answer.provenance")}</summary>
      <dl>
        {verdict.answerId && (
          <>
            <dt>{t("answer.id")}</dt>
            <dd>
              <code>{verdict.answerId}</code>
            </dd>
          </>
        )}
        {verdict.knownAsOf && (
          <>
            <dt>{t("answer.known")}</dt>
            <dd>{moment(verdict.knownAsOf, language)}</dd>
          </>
        )}
        <dt>{t("answer.sources")}</dt>
        <dd>{sources.size === 0 ? t("answer.noSources") : [...sources].join(t("comma"))}</dd>
        <dt>{t("answer.law")}</dt>
        <dd>
          <code>{verdict.lawVersion.slice(0, 16)}…</code> · {t("answer.kernel")} {verdict.kernelVersion}
        </dd>
        <dt>{t("answer.closing")}</dt>
        <dd>
          {verdict.proof.map((line) => (
            <p className="plain" key={line.code}>
              {said(line.textZh, line.textEn)}
            </p>
          ))}
        </dd>
        <dt>{t("answer.whole")}</dt>
        <dd className="whole">{said(verdict.textZh, verdict.textEn)}</dd>
      </dl>
    </details>
  );
}
