import { useTranslation } from "react-i18next";
import { useViewer } from "../../api/viewer";
import type { Question } from "./question";
import { questionOf } from "./question";

/** What the answer will say, before there is one; and, on the sample, two questions to try. */
export function ReadyMade({ choose }: { choose: (question: Question) => void }) {
  const { t } = useTranslation();
  const { viewer } = useViewer();
  const sample = (number: string): Question => {
    const empty = questionOf(new URLSearchParams({ class: "COMPANY", capital: "CONTROLLED", on: "2026-09-30", position: "DIRECTOR" }));
    return { ...empty, who: { ...empty.who, number, name: "林致远" } };
  };
  return (
    <div className="beginning">
      <h2>{t("beginning.title")}</h2>
      <ul className="plainlist">
        <li>{t("beginning.verdict")}</li>
        <li>{t("beginning.grounds")}</li>
        <li>{t("beginning.ends")}</li>
        <li>{t("beginning.unknown")}</li>
      </ul>
      <p className="quiet">{t("beginning.notDecision")}</p>
      {viewer?.role === "OPEN" && (
      <p>
        {t("beginning.sample")}{" "}
        <button type="button" className="link" onClick={() => choose(sample("990900197503120179"))}>
          {t("beginning.first")}
        </button>
        {" · "}
        <button type="button" className="link" onClick={() => choose(sample("990900198109240353"))}>
          {t("beginning.second")}
        </button>
      </p>
      )}
    </div>
  );
}
