import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Fails the build where the script that the first page loads, compressed, is over its budget. */
export function scriptBudget(kilobytes: number): Plugin {
  return {
    name: "script-budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const first = Object.values(bundle).filter((each) => each.type === "chunk" && each.isEntry);
      const loaded = new Set<string>();
      const follow = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk" || loaded.has(name)) return;
        loaded.add(name);
        chunk.imports.forEach(follow);
      };
      for (const each of first) follow(each.fileName);
      const size = [...loaded].reduce((sum, name) => sum + gzipSync((bundle[name] as Rolldown.OutputChunk).code).length, 0);
      const told = `The first page loads ${(size / 1000).toFixed(0)} KB of script of ${kilobytes} KB allowed.`;
      if (size > kilobytes * 1000) throw new Error(told);
      this.info(told);
    },
  };
}
