import { useTranslation } from "react-i18next";
import { useSaid } from "../../shared/language";
import type { OfficeVerdict } from "./Answer";

/** What the law looks to and was not looked at, with the evidence that closes each gap. */
export function NotChecked({ gaps }: { gaps: OfficeVerdict["notChecked"] }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (gaps.length === 0) return null;
  return (
    <section>
      <h3>{t("answer.notChecked", { count: gaps.length })}</h3>
      <p className="quiet">{t("answer.notCheckedMeans")}</p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("answer.gap")}</th>
            <th scope="col">{t("answer.why")}</th>
            <th scope="col">{t("answer.closedBy")}</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={gap.trigger}>
              <td>{headOf(said(gap.textZh, gap.textEn))}</td>
              <td>{gap.outside ? t("answer.outside") : t("answer.notLoaded")}</td>
              <td>{said(gap.closedByZh, gap.closedByEn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A sentence names the matter before its colon; the reason after it stands in a column of its own. */
function headOf(sentence: string): string {
  const place = Math.max(sentence.lastIndexOf("："), sentence.lastIndexOf(": "));
  return place > 0 ? sentence.slice(0, place) : sentence;
}
