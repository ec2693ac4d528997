import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const service = "http://127.0.0.1:8077";

/** Monaco brings works of others, among them its icons (CC-BY-4.0); what it says of them goes along. */
const editorNotices: Plugin = {
  name: "editor-notices",
  apply: "build",
  generateBundle() {
    const source = readFileSync("node_modules/monaco-editor/ThirdPartyNotices.txt");
    this.emitFile({ type: "asset", fileName: "graphiql/editor-notices.txt", source });
  },
};

export default defineConfig({
  // Relative addresses, so that a service behind a path prefix works without another build.
  base: "./",
  plugins: [react(), editorNotices],
  build: {
    outDir: "../graph_api/_web",
    emptyOutDir: true,
    assetsDir: "graphiql/assets",
    // Files, not data: addresses: the policy of the page wants every font and script from a file of its own.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    license: { fileName: "graphiql/licences.md" },
    rolldownOptions: {
      input: { graphiql: "graphiql/index.html" },
      // "use no memo" in GraphiQL speaks to React's compiler, which has run already.
      checks: { moduleLevelDirective: false },
    },
  },
  server: { host: "127.0.0.1", proxy: { "/graphql": service } },
});
