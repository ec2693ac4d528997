import { ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import { lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { ClientProvider, base } from "../api/client";
import { SessionProvider } from "../api/session";
import { ViewerProvider } from "../api/viewer";
import { AnswerPage } from "../features/eligibility/AnswerPage";
import { AskPage } from "../features/eligibility/AskPage";
import { OfficesProvider } from "../features/eligibility/offices";
import { useLanguage } from "../shared/language";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";
import { THEME } from "./theme";

const BatchPage = lazy(() => import("../features/eligibility/BatchPage"));
const SubjectPage = lazy(() => import("../features/subjects/SubjectPage"));

/** The nonce that the service gave this page: styles without it are not taken. */
const nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "";

export function App() {
  const language = useLanguage();
  return (
    <ConfigProvider locale={language === "en" ? english : chinese} theme={THEME} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <SessionProvider>
        <ClientProvider>
          <ViewerProvider>
          <OfficesProvider>
            <BrowserRouter basename={base}>
              <Routes>
                <Route element={<Shell />}>
                  <Route index element={<AskPage />} />
                  <Route path="ask" element={<AskPage />} />
                  <Route path="batch" element={<BatchPage />} />
                  <Route path="answers/:id" element={<AnswerPage />} />
                  <Route path="subjects/:id" element={<SubjectPage />} />
                  <Route path="*" element={<NotFound />} />
                </Route>
              </Routes>
            </BrowserRouter>
          </OfficesProvider>
          </ViewerProvider>
        </ClientProvider>
      </SessionProvider>
    </ConfigProvider>
  );
}
