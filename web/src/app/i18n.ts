import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "../locales/en";
import { zh } from "../locales/zh";

const KEPT = "credit-graph:language";

/** Chinese first; the choice of another language is the one thing the browser remembers of this page. */
export async function startLanguage(): Promise<void> {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEPT);
  await i18next.use(initReactI18next).init({
    lng: asked === "en" ? "en" : "zh",
    fallbackLng: "zh",
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  show(i18next.language);
}

export async function changeLanguage(language: "zh" | "en"): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
  show(language);
}

function show(language: string): void {
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  document.title = i18next.t("app.title");
}
