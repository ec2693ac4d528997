import { useTranslation } from "react-i18next";

export type Language = "zh" | "en";

/** The language of the page. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === "en" ? "en" : "zh";
}

/** Of two sentences the one in the language of the page. */
export function useSaid(): (zh: string, en: string) => string {
  const language = useLanguage();
  return language === "en" ? english : chinese;
}

const chinese = (zh: string, _en: string) => zh;
const english = (_zh: string, en: string) => en;
