import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { written } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import type { OfficeVerdict } from "./Answer";
import { LawText } from "./LawText";
import { Path } from "./Path";
import { Unknowns } from "./Unknowns";

export type GroundOf = OfficeVerdict["grounds"][number];

/** One ground as a card: what it is, by which article, since and until when, on which path, how it ends, and why. */
export function Ground({ ground, who }: { ground: GroundOf; who: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const name = said(ground.nameZh, ground.nameEn);
  // The sentence begins with the name of the measure, which stands above it already.
  const sentence = said(ground.textZh, ground.textEn).replace(name, "").replace(/^\s*[：:]\s*/, "");
  return (
    <section className={`ground ${ground.state.toLowerCase()}`}>
      <h4>{name}</h4>
      <p className="tags">
        <span className="tag">{t(`state.${ground.state}`)}</span>
        <span className="tag">{t(`force.${ground.force}`, ground.force)}</span>
        <span className="tag">{t(`effect.${ground.effect}`)}</span>
        {ground.item?.disputed && <span className="tag">{t("ground.disputed")}</span>}
      </p>
      <p>{sentence}</p>
      <Path ground={ground} who={who} />
      <Terms ground={ground} />
      {ground.waysOut.length > 0 && (
        <div className="block">
          <h5>{t("ground.ways")}</h5>
          <ul className="plainlist">
            {ground.waysOut.map((way) => (
              <li key={`${way.kind} ${way.textEn}`}>{said(way.textZh, way.textEn)}</li>
            ))}
          </ul>
        </div>
      )}
      <Unknowns unknowns={ground.unknowns} />
      <Proof ground={ground} />
      <LawText document={ground.document} ground={ground} />
    </section>
  );
}

function Terms({ ground }: { ground: GroundOf }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (value: string | null, otherwise: string) => (value ? written(value, language) : otherwise);
  const open = ground.state === "UNPROVEN";
  const missing = ground.item?.missing ?? [];
  return (
    <dl className="terms">
      <dt>{t(open ? "ground.ifFrom" : "ground.from")}</dt>
      <dd>{ground.from ? day(ground.from, "") : ground.possibleFrom ? t("ground.maybeFrom", { day: day(ground.possibleFrom, "") }) : t("unknown")}</dd>
      <dt>{t(open ? "ground.ifUntil" : "ground.until")}</dt>
      <dd>{ground.lastBarredDay ? day(ground.lastBarredDay, "") : t(`end.${ground.end}`, ground.end)}</dd>
      <dt>{t("ground.inOffice")}</dt>
      <dd lang="zh-CN">{ground.inOfficeTextZh}</dd>
      <dt>{t("answer.competent")}</dt>
      <dd lang="zh-CN">{ground.competentAuthority}</dd>
      {missing.length > 0 && (
        <>
          <dt>{t("ground.missing")}</dt>
          <dd>{missing.map((each) => t(`missing.${each}`, each)).join(t("comma"))}</dd>
        </>
      )}
    </dl>
  );
}

/** The proof, which unfolds line by line: the next line comes when the reader has read the last. */
function Proof({ ground }: { ground: GroundOf }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [lines, setLines] = useState(0);
  const all = ground.proof.length;
  const list = useId();
  return (
    <div className="proof">
      <div className="noprint row">
        <button type="button" className="link" aria-expanded={lines > 0} aria-controls={list} onClick={() => setLines(lines === 0 ? 1 : 0)}>
          {lines === 0 ? t("ground.proof", { count: all }) : t("ground.fold")}
        </button>
        {lines > 0 && lines < all && (
          <>
            <button type="button" className="link" onClick={() => setLines(lines + 1)}>
              {t("ground.next", { line: lines + 1, count: all })}
            </button>
            <button type="button" className="link" onClick={() => setLines(all)}>
              {t("ground.allLines")}
            </button>
          </>
        )}
      </div>
      <ol id={list} className="lines" aria-live="polite">
        {ground.proof.map((line, place) => (
          <li key={`${line.step} ${line.code}`} className={place < lines ? "" : "printonly"}>
            {said(line.textZh, line.textEn)}
          </li>
        ))}
      </ol>
    </div>
  );
}
