// Goes through the web app as its users do, on the sample of `make demo`, and prints what they saw as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { browsing } from "./browsing.mjs";

const [address, executablePath, screenshots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const origin = new URL(address).origin;
const DEBTOR = "990900197503120179";
const NAMESAKE = "990900198109240353";
const violations = {};

async function look(page, name, { narrow = true } = {}) {
  await page.screenshot({ path: join(screenshots, `${name}-1280.png`), fullPage: true });
  // Evaluated from outside, so the policy of the page stays as it is.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  violations[name] = found.violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  if (!narrow) return;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(screenshots, `${name}-390.png`), fullPage: true });
  violations[name].push(...(await page.evaluate("document.documentElement.scrollWidth > 390 ? ['wider than the screen'] : []")));
  await page.setViewportSize({ width: 1280, height: 900 });
}

const verdict = (page) => page.locator("[data-verdict]");
const textOf = async (place) => (await place.innerText()).trim();

async function choose(page, label, option) {
  await page.getByLabel(label, { exact: true }).fill(option);
  await page.keyboard.press("Enter");
}

/** A clerk types number, office, class and day, with the keyboard alone from the first field on. */
async function clerk(page) {
  await page.goto(address);
  await page.getByText("开放演示").waitFor();
  await look(page, "front");
  await page.getByRole("button", { name: "查询", exact: true }).click();
  const gaps = await textOf(page.getByRole("alert").filter({ hasText: "还缺" }));
  await page.getByLabel("证件号码", { exact: true }).fill("123456");
  await choose(page, "拟任职务", "董事");
  await page.getByText("某类机构").click();
  await choose(page, "机构类别", "公司");
  await page.getByLabel("国有资本", { exact: true }).press("ArrowDown");
  await page.getByTitle("控股", { exact: true }).click();
  await page.getByLabel(/^基准日/).fill("2026年9月30日");
  await page.getByRole("button", { name: "查询", exact: true }).click();
  await page.getByText("没有得到答复").waitFor();
  const refused = await textOf(page.locator(".answering"));
  await look(page, "refused", { narrow: false });
  await page.getByLabel("证件号码", { exact: true }).fill(DEBTOR);
  await page.keyboard.press("Enter");
  await verdict(page).waitFor();
  const focused = await page.evaluate("document.activeElement.className");
  const top = await verdict(page).evaluate((place) => place.getBoundingClientRect().top);
  const barred = await textOf(verdict(page));
  const steps = [];
  await page.getByRole("button", { name: /逐行看推理/ }).first().click();
  const lines = page.locator(".ground").first().locator(".lines li:visible");
  steps.push(await lines.count());
  await page.getByRole("button", { name: /^下一行/ }).first().click();
  steps.push(await lines.count());
  await page.getByRole("button", { name: "全部展开" }).first().click();
  steps.push(await lines.count());
  await page.getByRole("button", { name: /^法律文件/ }).first().click();
  await page.getByText("效力位阶").waitFor();
  await look(page, "barred");
  const link = page.url().slice(origin.length);
  await page.emulateMedia({ media: "print" });
  const printed = { form: await page.locator("form.question").isVisible(), lines: await page.locator(".lines li:visible").count() };
  await page.emulateMedia({ media: "screen" });
  return { gaps, refused, focused, top, barred, steps, link, printed };
}

/** Somebody who has a name only: namesakes are listed, none is chosen, and the one who is chosen is asked about. */
async function namesakes(page) {
  await page.goto(`${address}ask?position=DIRECTOR&class=COMPANY&capital=CONTROLLED&on=2026-09-30`);
  await page.getByText("按姓名", { exact: true }).click();
  await page.getByRole("textbox", { name: "姓名", exact: true }).fill("林致远");
  await page.keyboard.press("Enter");
  await page.getByText("都叫").waitFor();
  const candidates = (await page.locator(".candidates label").allInnerTexts()).sort();
  const chosen = await page.locator(".candidates input:checked").count();
  await look(page, "namesakes");
  await page.locator(".candidates label").filter({ hasText: "0353" }).click();
  await page.locator(".chosen a").waitFor();
  await page.getByLabel(/^留存/).check();
  await page.getByLabel(/^办件编号/).fill("演示-1");
  await page.getByRole("button", { name: "查询", exact: true }).click();
  await verdict(page).waitFor();
  const free = await textOf(verdict(page));
  const link = page.url().slice(origin.length);
  await page.getByRole("button", { name: "复制答复链接" }).click();
  await page.getByText("已复制").waitFor();
  const kept = await page.evaluate("navigator.clipboard.readText()");
  await page.goto(kept);
  await page.getByText("留存的答复").waitFor();
  await page.locator(".kept a").waitFor();
  const again = (await page.locator(".kept").allInnerTexts()).join("\n");
  await look(page, "kept", { narrow: false });
  await page.goto(`${origin}${link}`);
  await verdict(page).waitFor();
  const shared = await textOf(verdict(page));
  return { candidates, chosen, free, kept: kept.slice(origin.length), again, shared, sharedLink: link };
}

/** A regulator looks at a body, its officers and one of them, and asks from there. */
async function regulator(page) {
  await page.goto(address);
  await page.getByRole("textbox", { name: "名称或统一社会信用代码" }).fill("91990900000001046H");
  await page.keyboard.press("Enter");
  await page.locator(".candidates label").first().click();
  await page.locator(".chosen a").click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByText("统一社会信用代码").waitFor();
  const body = await textOf(page.locator("article"));
  await look(page, "organization");
  await page.getByRole("link", { name: "陈望舒" }).first().click();
  await page.getByText("出生年份").waitFor();
  const person = await textOf(page.locator("article"));
  await look(page, "person");
  await page.getByRole("link", { name: "查询此人可否任职" }).click();
  await page.locator(".chosen a").waitFor();
  await choose(page, "拟任职务", "法定代表人");
  await page.getByText("某类机构").click();
  await choose(page, "机构类别", "公司");
  await page.getByLabel(/^基准日/).fill("2026-09-30");
  await page.getByRole("button", { name: "查询", exact: true }).click();
  await verdict(page).waitFor();
  const unknown = { kind: await verdict(page).getAttribute("data-verdict"), text: await textOf(verdict(page)) };
  const colours = await verdict(page).evaluate((place) => ({ border: getComputedStyle(place).borderTopStyle, tone: getComputedStyle(place).color }));
  await look(page, "undetermined");
  return { body, person, unknown, colours };
}

/** A clerk who has a name on the papers of a body and no number. */
async function named(page) {
  await page.goto(`${address}ask?position=LEGAL_REPRESENTATIVE&class=COMPANY&on=2026-09-30`);
  await page.getByText("机构内姓名", { exact: true }).click();
  await page.getByRole("textbox", { name: "姓名", exact: true }).fill("陈望舒");
  await page.getByRole("textbox", { name: /^在哪个机构/ }).fill("松泉恒屹");
  await page.keyboard.press("Enter");
  await page.locator(".candidates label").first().click();
  await page.locator(".chosen a").waitFor();
  await page.getByRole("button", { name: "查询", exact: true }).click();
  await verdict(page).waitFor();
  await look(page, "named");
  return { text: await textOf(verdict(page)), link: page.url().slice(origin.length) };
}

/** A window pastes a sheet and saves the result. */
async function batch(page) {
  await page.goto(`${address}batch`);
  await page.getByLabel("从表格中复制，粘贴在这里").fill(`姓名\t证件号码\n林致远\t${DEBTOR}\n林致远\t${NAMESAKE}\n=cmd\t11010119900307803X\n某人\t没有号码\n`);
  await choose(page, "拟任职务", "董事");
  await page.getByText("某类机构").click();
  await choose(page, "机构类别", "公司");
  await page.getByLabel(/^基准日/).fill("2026-09-30");
  const read = await textOf(page.getByText("读到"));
  await page.getByRole("button", { name: "开始查询" }).click();
  await page.getByText("已答复 3 / 3").waitFor();
  await look(page, "batch");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^下载结果/ }).click()]);
  return { read, file: readFileSync(await download.path(), "utf8") };
}

/** The same in English, and what the browser has kept after all of it. */
async function english(page) {
  await page.goto(`${address}ask?subject=${new URL(page.url()).searchParams.get("subject") ?? ""}`);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Open demo").waitFor();
  await page.getByRole("button", { name: "林致远, who is on a list" }).click();
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await verdict(page).waitFor();
  const text = await textOf(verdict(page));
  await look(page, "english");
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
  }));
  return { text, kept, lang: await page.evaluate("document.documentElement.lang") };
}

const told = await browsing(executablePath, origin, async (page) => ({
  clerk: await clerk(page),
  namesakes: await namesakes(page),
  regulator: await regulator(page),
  named: await named(page),
  batch: await batch(page),
  english: await english(page),
  violations,
}));
process.stdout.write(JSON.stringify(told));
