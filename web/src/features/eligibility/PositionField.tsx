import { Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { nearest } from "../../shared/nearest";
import { useOffices } from "./offices";

interface Properties {
  readonly code: string | null;
  readonly change: (code: string | null) => void;
  readonly label: string;
}

/** The office, found by typing a part of its name. */
export function PositionField({ code, change, label }: Properties) {
  const { t } = useTranslation();
  const { options, failed } = useOffices();
  const field = useId();
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
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
