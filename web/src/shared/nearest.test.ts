import { expect, test } from "vitest";
import { nearest } from "./nearest";

test("what was typed comes before anything longer", () => {
  const labels = ["董事会秘书", "执行董事", "董事长", "董事", "职工董事"].map((label) => ({ label }));
  const sorted = labels.sort((one, other) => nearest(one, other, { searchValue: " 董事 " })).map(({ label }) => label);
  expect(sorted).toEqual(["董事", "董事长", "董事会秘书", "执行董事", "职工董事"]);
});
