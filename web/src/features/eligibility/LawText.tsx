import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "urql";
import { written } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import { Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import type { GroundOf } from "./Ground";
import { DocumentOfLaw } from "./operations";

/** What the law data hold of the document behind a ground, once it is asked for. */
export function LawText({ document, ground }: { document: string; ground: GroundOf }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className="lawtext noprint">
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("law.fold") : t("law.open", { title: ground.documentTitle })}
      </button>
      {open && <Shown document={document} version={ground.version} />}
    </div>
  );
}

function Shown({ document, version }: { document: string; version: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = useSaid();
  const [{ data, error, fetching }, again] = useQuery({ query: DocumentOfLaw, variables: { document } });
  if (fetching) return <Waiting what={t("law.waiting")} />;
  if (error) return <Trouble error={error} again={() => again()} />;
  const found = data?.measures.edges[0]?.node.document;
  if (!found) return <p className="hint">{t("law.none")}</p>;
  return (
    <dl className="terms">
      <dt>{t("law.title")}</dt>
      <dd lang="zh-CN">
        {found.title} {found.number}
      </dd>
      <dt>{t("law.level")}</dt>
      <dd>{said(found.level.nameZh, found.level.nameEn)}</dd>
      <dt>{t("law.effective")}</dt>
      <dd>
        {written(found.effective, language)} – {found.until ? written(found.until, language) : t("law.stillInForce")}
      </dd>
      <dt>{t("law.version")}</dt>
      <dd>{written(version, language)}</dd>
      <dt>{t("law.checked")}</dt>
      <dd>{found.textSeen ? t("law.seen") : t("law.notSeen")}</dd>
    </dl>
  );
}
