import { useTranslation } from "react-i18next";
import { useSaid } from "../../shared/language";

interface Hidden {
  readonly field: string;
  readonly reason: string;
  readonly textZh: string;
  readonly textEn: string;
}

/** What is not shown to this request, and why; it says nothing of whether there is anything. */
export function MaskedList({ masked }: { masked: readonly Hidden[] }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (masked.length === 0) return null;
  return (
    <section className="masked">
      <h2>{t("subject.masked")}</h2>
      <ul className="plainlist">
        {masked.map((each) => (
          <li key={each.field}>{said(each.textZh, each.textEn)}</li>
        ))}
      </ul>
    </section>
  );
}

/** Why a list is not shown whole, in one line under it. */
export function MaskedLine({ masked }: { masked: Hidden | null }) {
  const said = useSaid();
  return masked && <p className="plain quiet">{said(masked.textZh, masked.textEn)}</p>;
}
