import type { ReactNode } from "react";

interface Properties {
  readonly caption: string;
  /** Whether the caption stands above the table already. */
  readonly captioned?: boolean;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string | number; readonly cells: readonly ReactNode[] }[];
}

/** A plain table: it copies into a spreadsheet cell by cell, and scrolls by itself where it is wide. */
export function Table({ caption, captioned = false, head, rows }: Properties) {
  return (
    <div className="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="list">
        <caption className={captioned ? "unseen" : ""}>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, place) => (
                <td key={head[place] ?? place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
