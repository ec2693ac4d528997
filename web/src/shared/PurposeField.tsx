import { Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../api/session";

const PURPOSES = [
  "OFFICE_CHECK",
  "LICENSING",
  "SUPERVISION",
  "INVESTIGATION",
  "LENDING",
  "PROCUREMENT",
  "CORRECTION",
  "ANALYSIS",
  "AUDIT",
  "OPERATION",
  "SELF",
] as const;

/** What the requests of this page are for; stated once, it holds until it is changed. */
export function PurposeField({ small = false }: { small?: boolean }) {
  const { t } = useTranslation();
  const { session, change } = useSession();
  const field = useId();
  return (
    <span className={small ? "inline" : "field"}>
      <label htmlFor={field}>{t("who.purpose")}</label>
      <Select
        id={field}
        size={small ? "small" : "medium"}
        allowClear
        value={session.purpose}
        placeholder={t("who.noPurpose")}
        options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        onChange={(purpose: string | undefined) => change({ purpose: purpose ?? null })}
        popupMatchSelectWidth={false}
      />
    </span>
  );
}
