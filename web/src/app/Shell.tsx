import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";
import { WhoBar } from "../features/callers/WhoBar";
import { useLanguage } from "../shared/language";
import { Waiting } from "../shared/Waiting";
import { changeLanguage } from "./i18n";

/** What stands around every page: its name, where one can go, who one is, the other language. */
export function Shell() {
  const { t } = useTranslation();
  const language = useLanguage();
  const asking = ["/", "/ask"].includes(useLocation().pathname);
  const other = language === "en" ? "zh" : "en";
  return (
    <>
      <a className="skip" href="#main">
        {t("app.skip")}
      </a>
      <header className="top noprint">
        <div className="wide">
          <span className="brand">{t("app.title")}</span>
          <nav aria-label={t("app.nav")}>
            <NavLink to="/" className={() => (asking ? "active" : "")} aria-current={asking ? "page" : undefined}>
              {t("nav.ask")}
            </NavLink>
            <NavLink to="/batch">{t("nav.batch")}</NavLink>
          </nav>
          <button type="button" className="link language" lang={other === "en" ? "en" : "zh-CN"} onClick={() => void changeLanguage(other)}>
            {other === "en" ? "English" : "中文"}
          </button>
        </div>
        <WhoBar />
      </header>
      <main id="main" className="wide" tabIndex={-1}>
        <Suspense fallback={<Waiting what={t("app.loading")} />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="wide quiet">{t("app.foot")}</footer>
    </>
  );
}
