import { Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { nearest } from "../../shared/nearest";
import { useOffices } from "./offices";

/** The office, found by typing a part of its name. */
export function PositionField({ code, change }: { code: string | null; change: (code: string | null) => void }) {
  const { t } = useTranslation();
  const { options, failed } = useOffices();
  const field = useId();
  return (
    <div className="field">
      <label htmlFor={field}>{t("ask.position")}</label>
      <Select
        id={field}
        showSearch={{ optionFilterProp: "label", filterSort: nearest }}
        allowClear
        value={options ? code : null}
        options={options ?? []}
        placeholder={options ? t("ask.positionHint") : failed ? t("trouble.unreachable") : t("ask.loadingWords")}
        onChange={(chosen: string | undefined) => change(chosen ?? null)}
      />
    </div>
  );
}
