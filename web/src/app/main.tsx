import "./app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startLanguage } from "./i18n";

const place = document.getElementById("app");
if (place === null) throw new Error("index.html has no element `app`");
// The icon is named from where the page was opened; said whole, it is found again from every other address.
const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
if (icon !== null) icon.href = icon.href;
await startLanguage();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
