import { useRef, useState } from "react";
import type { CombinedError } from "@urql/core";
import { useClient } from "urql";
import type { ResultOf } from "../../api/graphql";
import { type Line, inputsOf } from "./batch";
import { AskOffices } from "./operations";
import type { Asked } from "./question";

export type Result = ResultOf<typeof AskOffices>["officerEligibilities"][number];

export interface Answered {
  readonly line: Line;
  readonly result: Result;
}

interface Run {
  readonly total: number;
  readonly answered: readonly Answered[];
  readonly running: boolean;
  readonly error: CombinedError | undefined;
}

/** As many as the service answers at once without keeping others waiting. */
const AT_ONCE = 100;

/** Puts many questions, some at a time; what was answered stays when it is stopped or fails. */
export function useBatch() {
  const client = useClient();
  const [run, setRun] = useState<Run | null>(null);
  const turn = useRef(0);

  const stop = () => {
    turn.current += 1;
    setRun((last) => last && { ...last, running: false });
  };
  const clear = () => {
    turn.current += 1;
    setRun(null);
  };
  const start = async (lines: readonly Line[], office: Asked["input"]["office"], asOf: string) => {
    turn.current += 1;
    const mine = turn.current;
    let answered: readonly Answered[] = [];
    setRun({ total: lines.length, answered, running: true, error: undefined });
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const some = lines.slice(from, from + AT_ONCE);
      const { data, error } = await client.query(AskOffices, { inputs: inputsOf(some, office), asOf }).toPromise();
      if (turn.current !== mine) return;
      const results = data?.officerEligibilities;
      if (error || results?.length !== some.length) {
        setRun({ total: lines.length, answered, running: false, error });
        return;
      }
      answered = [...answered, ...some.map((line, place) => ({ line, result: results[place] as Result }))];
      setRun({ total: lines.length, answered, running: from + AT_ONCE < lines.length, error: undefined });
    }
  };
  return { run, start, stop, clear };
}
