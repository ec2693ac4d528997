import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { spanned } from "../../shared/days";
import { useLanguage } from "../../shared/language";
import { useWords } from "../../shared/words";
import type { GroundOf } from "./Ground";
import { useOffices } from "./offices";

/** How the record reaches the person, drawn small: person, role with its dates, body, record. */
export function Path({ ground, who }: { ground: GroundOf; who: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const roles = useWords("role");
  const offices = useOffices();
  const { post, role, finding } = ground.path;
  const { item } = ground;
  const day = item && (item.entered ?? item.decided ?? item.effective);
  const until = post && (post.until ? spanned(post.until, language, "") : post.ended ? t("path.endedUnknown") : t("path.stillHeld"));
  return (
    <ol className="path" aria-label={t("path.label")}>
      <li>
        <strong>{who || t("path.person")}</strong>
        {!post && <span className="quiet">{finding ? t("path.finding", { role: roles.name(role) }) : roles.name(role)}</span>}
      </li>
      {post && (
        <li>
          <strong>{offices.name(post.position)}</strong>
          <span className="quiet">
            {spanned(post.since, language, t("path.sinceUnknown"))} – {until}
          </span>
          {post.disputed && <span className="tag">{t("ground.disputed")}</span>}
        </li>
      )}
      {post && (
        <li>
          <strong>
            <Link to={`/subjects/${post.organizationId}`}>{post.organizationName}</Link>
          </strong>
        </li>
      )}
      {item && (
        <li>
          <strong>{item.name}</strong>
          <span className="quiet">
            {[item.number, item.authority, day ? spanned(day, language, "") : t("path.dayUnknown")].filter(Boolean).join(" · ")}
          </span>
        </li>
      )}
    </ol>
  );
}
