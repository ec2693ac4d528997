import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { scriptBudget } from "./script-budget.ts";
import { trustedDocuments } from "./trusted-documents.ts";

const service = "http://127.0.0.1:8077";

export default defineConfig({
  // Relative addresses: the service names the files from where the page stands, behind a path prefix too.
  base: "./",
  plugins: [trustedDocuments("../schema.graphql"), react(), scriptBudget(300)],
  html: { cspNonce: "__NONCE__" },
  publicDir: false,
  build: {
    outDir: "../graph_api/_web/app",
    emptyOutDir: true,
    assetsDir: "app/assets",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2048,
    license: { fileName: "app/licences.md" },
  },
  server: { host: "127.0.0.1", proxy: { "/graphql": service, "/healthz": service } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
