// Signs in where access is closed, states role and purpose, asks, signs out; prints what was seen and sent as JSON.
import { join } from "node:path";
import { browsing } from "./browsing.mjs";

const [address, executablePath, screenshots] = process.argv.slice(2);
const key = process.env.KEY_OF_THE_TEST;
const origin = new URL(address).origin;

async function ask(page) {
  await page.getByLabel("证件号码", { exact: true }).fill("11010119900307803X");
  await page.getByLabel("拟任职务", { exact: true }).fill("董事");
  await page.keyboard.press("Enter");
  await page.getByText("某类机构").click();
  await page.getByLabel("机构类别", { exact: true }).fill("公司");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "查询", exact: true }).click();
}

const choose = async (page, label, option) => {
  await page.getByLabel(label, { exact: true }).first().press("ArrowDown");
  await page.getByTitle(option, { exact: true }).click();
};

const told = await browsing(executablePath, origin, async (page) => {
  const headers = [];
  page.on("request", async (request) => {
    if (request.url() === `${origin}/graphql`) headers.push(request.headers());
  });
  const bar = page.locator(".who");
  const answering = page.locator(".answering");
  await page.goto(address);
  await page.getByText("未登录").waitFor();
  await page.getByText("查询任职资格请先登录").waitFor();
  await ask(page);
  await page.getByText("没有得到答复").waitFor();
  const refused = await answering.innerText();
  await page.screenshot({ path: join(screenshots, "public.png") });

  await page.getByRole("button", { name: "登录" }).click();
  await page.getByLabel("API 密钥或访问令牌").fill(key);
  await page.screenshot({ path: join(screenshots, "dialog.png") });
  await page.getByRole("dialog").getByRole("button", { name: "登录" }).click();
  await page.getByText("您有多个角色").waitFor();
  const before = await answering.innerText();
  await choose(page, "本次角色", "审批机关");
  await page.getByText("周窗口").waitFor();
  await page.getByText("请先声明本次查询的用途").waitFor();
  await page.screenshot({ path: join(screenshots, "purposeless.png") });
  await choose(page, "本次用途", "任职资格审查");
  await page.getByText("请先声明本次查询的用途").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "查询", exact: true }).click();
  await page.locator("[data-verdict]").waitFor();
  const verdict = await page.locator("[data-verdict]").getAttribute("data-verdict");
  const signed = await bar.innerText();
  const sent = headers.at(-1);
  await page.screenshot({ path: join(screenshots, "signed.png") });

  await page.getByRole("button", { name: "退出" }).click();
  await page.getByText("未登录").waitFor();
  const after = { answers: await page.locator("[data-verdict]").count(), last: headers.at(-1) };
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + location.href);
  return { refused, before, verdict, signed, sent, after, stored };
});
process.stdout.write(JSON.stringify(told));
