// Opens the query page in Chromium, asks one question as a person would, and prints what came back as JSON.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, executablePath, number, screenshot] = process.argv.slice(2);
const origin = new URL(address).origin;
const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "chromium-")), {
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
  viewport: { width: 1280, height: 800 },
});
const page = await context.newPage();
const elsewhere = [];
const complaints = [];
page.on("request", (request) => request.url().startsWith(origin) || elsewhere.push(request.url()));
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
await page.goto(address);
await page.selectOption("#examples", { index: 1 });
await page.fill("#variables", JSON.stringify({ number }));
await page.click("#run");
await page.waitForFunction(() => document.getElementById("result").textContent.includes("{"));
const result = JSON.parse(await page.textContent("#result"));
await page.fill("#search", "OfficeVerdict");
await page.waitForFunction(() => document.getElementById("documentation").textContent.includes("OfficeVerdict"));
await page.screenshot({ path: screenshot });
await context.close();
process.stdout.write(JSON.stringify({ result, elsewhere, complaints }));
