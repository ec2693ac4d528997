import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSaid } from "../../shared/language";
import { Listing } from "./Listing";
import { byTenure, useSpans } from "./spans";
import type { Organization } from "./SubjectPage";

/** Posts, of a body by who holds them, of a person by the body: now, perhaps, then. */
export function Posts({ posts, title, other }: { posts: Organization["holders"]; title: string; other: "holder" | "organization" }) {
  const { t } = useTranslation();
  const said = useSaid();
  const spans = useSpans();
  const rows = byTenure(posts.edges.map(({ node }) => node)).map((post) => {
    const { since, until } = spans(post.days);
    const who = post[other];
    return {
      key: post.id,
      cells: [
        who ? <Link to={`/subjects/${who.id}`}>{who.name}</Link> : t("unknown"),
        said(post.position.nameZh, post.position.nameEn),
        `${t(`state.${post.tenure}`)}${post.disputed ? `${t("comma")}${t("ground.disputed")}` : ""}`,
        since,
        until,
      ],
    };
  });
  const head = [t(`column.${other}`), t("column.position"), t("column.tenure"), t("column.since"), t("column.until")];
  return <Listing title={title} head={head} rows={rows} masked={posts.masked} more={posts.pageInfo.hasNextPage} />;
}
