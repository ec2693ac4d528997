import { useTranslation } from "react-i18next";
import { written } from "../../shared/days";
import { useLanguage } from "../../shared/language";
import type { Organization } from "./SubjectPage";

type Days = Organization["holders"]["edges"][number]["node"]["days"];

/** When something began and ended, as far as known: a day, between two days, or unknown. */
export function useSpans(): (days: Days) => { since: string; until: string } {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = (earliest: string | null, latest: string | null) => {
    if (earliest !== null && latest !== null && earliest !== latest) {
      return `${written(earliest, language)} – ${written(latest, language)}`;
    }
    const one = earliest ?? latest;
    return one === null ? t("unknown") : written(one, language);
  };
  return (days) => ({
    since: days.sinceKnown ? day(days.since, days.sinceLatest) : t("unknown"),
    until: days.untilKnown ? (days.until === null ? t("path.stillHeld") : day(days.until, days.untilLatest)) : days.ended ? t("path.endedUnknown") : t("path.noEnd"),
  });
}

const ORDER = ["HELD", "POSSIBLY_HELD", "FUTURE", "FORMER"];

/** Those of the day first, those of the past last. */
export function byTenure<Row extends { readonly tenure: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((one, other) => ORDER.indexOf(one.tenure) - ORDER.indexOf(other.tenure));
}
