// Opens GraphiQL in Chromium, asks one question as a person would, and prints what was sent and seen as JSON.
import { join } from "node:path";
import { browsing } from "./browsing.mjs";

const [address, executablePath, number, office, headers, screenshots] = process.argv.slice(2);
const origin = new URL(address).origin;
/** Pastes over what stands in the visible editor of that section; typed brackets would be closed twice. */
async function write(page, section, text) {
  await page.locator(`${section} .graphiql-editor:not(.hidden) .view-lines`).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate((each) => navigator.clipboard.writeText(each), text);
  await page.keyboard.press("ControlOrMeta+V");
}

/** What the browser has kept, in every store a page can write to by itself. */
async function kept(page) {
  const stores = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
  }));
  return { ...stores, address: page.url() };
}

const told = await browsing(executablePath, origin, async (page) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const tools = "section.graphiql-editor-tool";
  await page.goto(address);
  await page.getByText("officerEligibility").first().waitFor();
  const variables = { input: { person: { document: { type: "RESIDENT_ID", number } }, office: JSON.parse(office) } };
  await write(page, tools, JSON.stringify(variables));
  await page.getByRole("button", { name: "Headers" }).click();
  await write(page, tools, headers);
  // The editor hands over what was written after half a second of rest.
  await page.waitForTimeout(700);
  const [answered] = await Promise.all([
    page.waitForResponse((response) => response.request().postData()?.includes("OfficerEligibility") ?? false),
    page.getByRole("button", { name: /^Execute query/ }).click(),
  ]);
  const result = await answered.json();
  const seen = page.locator(".result-window .view-lines");
  await seen.getByText("verdict").first().waitFor();
  const shown = await seen.innerText();
  await page.screenshot({ path: join(screenshots, "answered.png") });

  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByRole("combobox").fill("officerEligibility");
  await page.getByRole("option", { name: "Query.officerEligibility", exact: true }).click();
  const documented = await page.locator(".graphiql-doc-explorer").innerText();
  await page.screenshot({ path: join(screenshots, "documented.png") });
  const stored = await kept(page);
  const sent = answered.request().headers();
  return { result, shown, documented, sent, stored };
});
process.stdout.write(JSON.stringify(told));
