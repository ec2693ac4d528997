import { expect, test } from "vitest";
import { masked } from "../../shared/masked";
import { cellsOf, csvOf, inputsOf, sheetOf, textOf } from "./batch";

const NUMBER = "990900197503120179";
const OTHER = "990900198109240353";

test("a sheet pasted from a spreadsheet is read with or without its head", () => {
  const lines = [
    { row: 2, number: NUMBER, name: "林致远" },
    { row: 3, number: OTHER, name: "林致远" },
  ];
  expect(sheetOf(`姓名\t证件号码\n林致远\t${NUMBER}\n林致远\t${OTHER}\n`)).toEqual({ lines, unread: [] });
  expect(sheetOf(`${NUMBER}\r\n`)).toEqual({ lines: [{ row: 1, number: NUMBER, name: "" }], unread: [] });
});

test("a row without a number, or with two, is told and not guessed at", () => {
  expect(sheetOf(`姓名,证件号码\n林致远,12345678\n甲,${NUMBER},${OTHER}\n\n乙,\n`)).toEqual({ lines: [], unread: [2, 3, 5] });
});

test("quotes, commas and line ends within a cell stay in it", () => {
  expect(cellsOf('a,"b ""c"", d\ne",f\ng')).toEqual([["a", 'b "c", d\ne', "f"], ["g"]]);
});

test("a file in GB 18030 is read as well as one in UTF-8", () => {
  expect(textOf(new Uint8Array([0xc1, 0xd6]).buffer)).toBe("林");
  expect(textOf(new TextEncoder().encode("林").buffer)).toBe("林");
});

test("every line becomes one question about the same office", () => {
  const office = { position: "DIRECTOR", bodyClass: ["COMPANY"] };
  const { lines } = sheetOf(`甲\t${NUMBER}\n${OTHER}`);
  expect(inputsOf(lines, office)).toEqual([
    { person: { document: { type: "RESIDENT_ID", number: NUMBER, name: "甲" } }, office, keep: false },
    { person: { document: { type: "RESIDENT_ID", number: OTHER } }, office, keep: false },
  ]);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])("a cell %j cannot run in a spreadsheet", (text) => {
  expect(csvOf([[text]])).toBe(`\ufeff'${text}\r\n`);
});

test("what is saved opens in a spreadsheet as it stood on the page", () => {
  expect(csvOf([["a", 'b "c", d'], ["2026-09-30", "丙\n丁"]])).toBe('\ufeffa,"b ""c"", d"\r\n2026-09-30,"丙\n丁"\r\n');
});

test("a list shows the end of a number only", () => expect(masked(NUMBER)).toBe("***0179"));
