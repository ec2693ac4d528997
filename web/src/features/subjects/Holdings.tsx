import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../../shared/language";
import { Listing } from "./Listing";
import { byTenure, useSpans } from "./spans";
import type { Organization } from "./SubjectPage";

type Holding = Organization["owners"]["edges"][number]["node"];

/** Who owns or controls a body, or what a subject owns and controls. */
export function Holdings({ holdings, title, other }: { holdings: Organization["owners"]; title: string; other: "holder" | "organization" }) {
  const { t } = useTranslation();
  const spans = useSpans();
  const share = useShare();
  const rows = byTenure(holdings.edges.map(({ node }) => node)).map((holding) => {
    const { since, until } = spans(holding.days);
    const who = holding[other];
    return {
      key: holding.id,
      cells: [
        who ? <Link to={`/subjects/${who.id}`}>{who.name}</Link> : t("unknown"),
        t(`capacity.${holding.capacity}`, holding.capacity),
        share(holding),
        t(`state.${holding.tenure}`),
        since,
        until,
      ],
    };
  });
  const head = [t(`column.${other}`), t("column.capacity"), t("column.share"), t("column.tenure"), t("column.since"), t("column.until")];
  return <Listing title={title} head={head} rows={rows} masked={holdings.masked} more={holdings.pageInfo.hasNextPage} />;
}

/** A share as far as it is known: one that lies between two bounds says both. */
function useShare(): (holding: Holding) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = new Intl.NumberFormat(language === "en" ? "en-GB" : "zh-CN", { style: "percent", maximumFractionDigits: 2 });
  return ({ shareKnown, shareMin, shareMax }) => {
    if (!shareKnown && shareMin === 0 && shareMax === 1) return t("unknown");
    return shareMin === shareMax ? format.format(shareMin) : `${format.format(shareMin)} – ${format.format(shareMax)}`;
  };
}
