import { useTranslation } from "react-i18next";
import { written } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import { Listing } from "./Listing";
import type { Organization } from "./SubjectPage";

/** What restricts it on the day, how firmly, and on which path; an entry bars nothing and says so. */
export function Restrictions({ restrictions }: { restrictions: Organization["restrictions"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = useSaid();
  const day = (known: string | null, possible: string | null) =>
    known ? written(known, language) : possible ? t("ground.maybeDay", { day: written(possible, language) }) : t("unknown");
  const rows = restrictions.edges.map(({ node }) => ({
    key: node.id,
    cells: [
      node.measure ? `${said(node.measure.nameZh, node.measure.nameEn)}（${node.measure.document.title}）` : t("subject.entry"),
      t(`outcome.${node.effect === "ENTRY" ? "ENTRY" : node.outcome}`, node.outcome),
      t(`state.${node.state}`),
      day(node.since, node.possibleSince),
      node.lastBarredDay ? written(node.lastBarredDay, language) : t("subject.openEnd"),
      [said(node.path.role.nameZh, node.path.role.nameEn), node.path.organization?.name].filter(Boolean).join(" · "),
    ],
  }));
  const head = [t("column.measure"), t("column.outcome"), t("column.state"), t("column.since"), t("column.ends"), t("column.path")];
  const stale = restrictions.edges.some(({ node }) => node.stale);
  return (
    <>
      <Listing title={t("subject.restrictions")} head={head} rows={rows} masked={restrictions.masked} more={restrictions.pageInfo.hasNextPage} />
      {stale && <p className="plain quiet">{t("subject.stale")}</p>}
    </>
  );
}
