import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type DocumentNode, buildSchema, print, validate } from "graphql";
import { type Plugin, runnerImport } from "vite";

const OPERATIONS = /\/operations\.ts$/;

/**
 * Takes the documents out of the app: a module `operations.ts` becomes the ids of what it exports, each document is
 * held to the schema, and all of them are written to `documents.json`, which the service reads at its start. The types
 * of the answers stay those that gql.tada infers from the text. The app so carries neither texts nor a parser.
 */
export function trustedDocuments(schemaFile: string): Plugin {
  const schema = buildSchema(readFileSync(schemaFile, "utf8"));
  const manifest = new Map<string, string>();
  return {
    name: "trusted-documents",
    enforce: "pre",
    async load(id) {
      if (!OPERATIONS.test(id)) return undefined;
      const { module } = await runnerImport<Record<string, DocumentNode>>(id, { configFile: false, logLevel: "error" });
      const lines = Object.entries(module).map(([name, document]) => {
        const [definition] = document.definitions;
        if (definition?.kind !== "OperationDefinition") return `export const ${name} = undefined;`;
        const [wrong] = validate(schema, document);
        if (wrong) throw new Error(`${name} in ${id}: ${wrong.message}`);
        const text = print(document);
        const hash = createHash("sha256").update(text).digest("hex");
        manifest.set(hash, text);
        return `export const ${name} = { kind: "Document", definitions: [], documentId: "sha256:${hash}" };`;
      });
      return { code: lines.join("\n"), map: null };
    },
    generateBundle() {
      const sorted = Object.fromEntries([...manifest].sort(([one], [other]) => (one < other ? -1 : 1)));
      this.emitFile({ type: "asset", fileName: "documents.json", source: `${JSON.stringify(sorted, null, 1)}\n` });
    },
  };
}
