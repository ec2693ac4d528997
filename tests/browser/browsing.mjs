// A Chromium that reports what it asked of whom and what it complained about; shared by the tests of both pages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** Opens a browser with an empty profile, and closes and forgets it after the work. */
export async function browsing(executablePath, origin, work) {
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
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
    viewport: { width: 1280, height: 900 },
    locale: "zh-CN",
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  const elsewhere = [];
  const complaints = [];
  const asked = [];
  context.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(`${origin}/`) && !address.startsWith("data:") && !address.startsWith("blob:")) elsewhere.push(address);
    if (address === `${origin}/graphql`) asked.push(request.postDataJSON());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  try {
    const told = await work(page);
    return { ...told, elsewhere, complaints, asked };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
