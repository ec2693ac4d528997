import { useMonaco } from "@graphiql/react";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { useEffect, useState } from "react";
import { AppearanceOnly } from "./AppearanceOnly";
import question from "./officer_eligibility.graphql?raw";
import variables from "./officer_eligibility.json?raw";

const fetcher = createGraphiQLFetcher({ url: new URL("../graphql", document.baseURI).href });

/** Chinese punctuation is no imitation of Latin, so the editors draw no box around it. */
const plain = { unicodeHighlight: { ambiguousCharacters: false } };

function useChinesePunctuation() {
  const editors = useMonaco((state) => state.monaco?.editor);
  useEffect(() => {
    for (const editor of editors?.getEditors() ?? []) editor.updateOptions(plain);
    const made = editors?.onDidCreateEditor((editor) => editor.updateOptions(plain));
    return () => made?.dispose();
  }, [editors]);
}

/** GraphiQL on the service it came from, with one question ready to be asked. */
export function QueryPage() {
  const [storage] = useState(() => new AppearanceOnly(window.localStorage));
  useChinesePunctuation();
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      initialQuery={question}
      initialVariables={variables}
      showPersistHeadersSettings={false}
      inputValueDeprecation
    >
      <GraphiQL.Logo>credit-graph</GraphiQL.Logo>
    </GraphiQL>
  );
}
