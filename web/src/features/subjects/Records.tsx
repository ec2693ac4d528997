import { useTranslation } from "react-i18next";
import { written } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import { Listing } from "./Listing";
import type { Organization } from "./SubjectPage";

/** Records, sanctions and list entries, each with its state. */
export function Records({ records }: { records: Organization["records"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = useSaid();
  const rows = records.edges.map(({ node }) => ({
    key: node.id,
    cells: [
      node.name ?? said(node.trigger.nameZh, node.trigger.nameEn),
      t(`origin.${node.origin}`),
      `${t(`state.${node.state}`)}${node.disputed ? `${t("comma")}${t("ground.disputed")}` : ""}`,
      node.since && node.sinceKnown ? written(node.since, language) : t("unknown"),
      node.left ? written(node.left, language) : "",
      [node.authority, node.number].filter(Boolean).join(" · ") || t("unknown"),
    ],
  }));
  const head = [t("column.record"), t("subject.kind"), t("column.state"), t("column.since"), t("column.left"), t("column.authority")];
  return <Listing title={t("subject.records")} head={head} rows={rows} masked={records.masked} more={records.pageInfo.hasNextPage} />;
}
