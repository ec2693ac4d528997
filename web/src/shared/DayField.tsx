import { Button, Input } from "antd";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { read, today } from "./days";

/** A day as people here write it; what it means stands in the form once it can be read. */
export function DayField({ label, day, change }: { label: string; day: string; change: (day: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(day);
  const field = useId();
  const hint = useId();
  const wrong = text !== "" && read(text) === null;
  useEffect(() => {
    // A day that came from elsewhere, such as an address.
    if (day !== "") setText((shown) => (read(shown) === day ? shown : day));
  }, [day]);
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      <span className="row">
        <Input
          id={field}
          value={text}
          placeholder="2026-01-31"
          status={wrong ? "error" : ""}
          aria-invalid={wrong}
          aria-describedby={hint}
          onChange={(event) => {
            setText(event.target.value);
            change(read(event.target.value) ?? "");
          }}
          onBlur={() => setText(read(text) ?? text)}
        />
        <Button onClick={() => change(today())}>{t("ask.today")}</Button>
      </span>
      <p id={hint} className="hint" role={wrong ? "alert" : undefined}>
        {wrong ? t("ask.dayWrong") : ""}
      </p>
    </div>
  );
}
