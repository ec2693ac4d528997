import "graphiql/setup-workers/vite";
// The four sheets by themselves: the one that joins them carries half a megabyte of fonts as data: addresses.
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { QueryPage } from "./QueryPage";

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no element `page`");
createRoot(place).render(
  <StrictMode>
    <QueryPage />
  </StrictMode>,
);
