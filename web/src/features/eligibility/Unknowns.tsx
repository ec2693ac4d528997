import { useTranslation } from "react-i18next";
import { useSaid } from "../../shared/language";
import type { OfficeVerdict } from "./Answer";

/** What is not known, and what would settle it. */
export function Unknowns({ unknowns }: { unknowns: OfficeVerdict["unknowns"] }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (unknowns.length === 0) return null;
  return (
    <section className="unknowns">
      <h3>{t("answer.unknowns", { count: unknowns.length })}</h3>
      <ul className="gaps">
        {unknowns.map((each) => (
          <li key={`${each.code} ${each.subject}`}>
            {said(each.textZh, each.textEn)}
            <span className="settled">
              {t("answer.settledBy")}
              {said(each.settledByZh, each.settledByEn)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
