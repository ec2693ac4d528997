import type { Asked } from "./question";

/** One line of what was pasted or dropped. */
export interface Line {
  /** Its place in the sheet, from 1, so that it is found again there. */
  readonly row: number;
  readonly number: string;
  readonly name: string;
}

export interface Sheet {
  readonly lines: readonly Line[];
  /** Rows in which no number could be found; they are shown and never guessed at. */
  readonly unread: readonly number[];
}

const NUMBER = /^(?:\d{15}|\d{17}[\dXx])$/;

/** The cells of a sheet as spreadsheets copy it (tabs) or save it (commas, quotes doubled). */
export function cellsOf(text: string): string[][] {
  const separator = text.includes("\t") ? "\t" : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const end = () => {
    row.push(cell.trim());
    cell = "";
  };
  for (let place = 0; place < text.length; place++) {
    const sign = text[place];
    if (quoted) {
      if (sign === '"' && text[place + 1] === '"') cell += text[++place];
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (sign === separator) end();
    else if (sign === "\n") {
      end();
      rows.push(row);
      row = [];
    } else if (sign !== "\r") cell += sign;
  }
  end();
  rows.push(row);
  return rows;
}

/** The people of a sheet: in each row the one cell that is a number, and the first other text as the name. */
export function sheetOf(text: string): Sheet {
  const lines: Line[] = [];
  const unread: number[] = [];
  cellsOf(text.replace(/^\ufeff/, "")).forEach((cells, place) => {
    const given = cells.map((cell) => cell.replace(/^'/, "")).filter((cell) => cell !== "");
    const numbers = given.filter((cell) => NUMBER.test(cell.replace(/\s/g, "")));
    if (given.length === 0) return;
    if (numbers.length === 1 && numbers[0] !== undefined) {
      const name = given.find((cell) => /\p{L}/u.test(cell) && !numbers.includes(cell)) ?? "";
      lines.push({ row: place + 1, number: numbers[0].replace(/\s/g, "").toUpperCase(), name });
    } else if (place > 0 || given.some((cell) => /\d{6}/.test(cell))) unread.push(place + 1);
  });
  return { lines, unread };
}

/** The text of a file: UTF-8, or GB 18030 as older spreadsheets save it. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The inputs of some lines: all about the same office. */
export function inputsOf(lines: readonly Line[], office: Asked["input"]["office"]): Asked["input"][] {
  return lines.map(({ number, name }) => ({
    person: { document: { type: "RESIDENT_ID", number, ...(name === "" ? {} : { name }) } },
    office,
    keep: false,
  }));
}

const FORMULA = /^[\s]*[=+\-@\t\r]/;

/** A table as a spreadsheet opens it; a cell that would be taken for a formula is marked as text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
