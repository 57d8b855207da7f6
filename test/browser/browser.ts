/** A real browser at the two widths that count, signed in as people of the demonstration. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { projectRoot } from '../../db/root.ts';
import { DEMO_PASSWORD } from '../../seeds/demo/people.ts';
import { paths } from '../../src/paths.ts';

export const WIDTHS = { desktop: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } } as const;
export type Width = keyof typeof WIDTHS;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

export interface Person {
  page: Page;
  context: BrowserContext;
  /** Goes to an address of the program. */
  visit(path: string): Promise<void>;
  /** What the browser complained about: refused scripts, failed loads. A test that expects none checks it. */
  complaints: string[];
}

type WindowOptions = { javaScriptEnabled?: boolean; colorScheme?: 'light' | 'dark'; baseURL?: string };

/** Opens a window of that width at the login page. */
export async function arrive(browser: Browser, width: Width, options: WindowOptions = {}): Promise<Person> {
  const baseURL = inject('baseUrl');
  const context = await browser.newContext({ baseURL, viewport: WIDTHS[width], locale: 'zh-CN', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(paths.login());
  return { page, context, complaints, visit: async (path) => void (await page.goto(path)) };
}

/** Opens a window of that width, signed in: by one press where the login page offers it, else by name and password. */
export async function signIn(
  browser: Browser,
  login: string,
  width: Width,
  options: WindowOptions = {},
): Promise<Person> {
  const person = await arrive(browser, width, options);
  const { page } = person;
  const offered = page.locator(`button[name="account"][value="${login}"]`).first();
  if ((await offered.count()) > 0) {
    await offered.click();
  } else {
    await page.locator('input[name="account"]').fill(login);
    await page.locator('input[name="password"]').fill(DEMO_PASSWORD);
    await page.locator('input[name="password"]').press('Enter');
  }
  await page.waitForURL((url) => url.pathname !== '/login');
  return person;
}

/** Keeps a picture of the page in dist/pictures; with UPDATE_PICTURES=1 also where the README shows it. */
export async function picture(page: Page, name: string, options: { readme?: boolean } = {}): Promise<void> {
  const kept = join(projectRoot, 'dist', 'pictures');
  mkdirSync(kept, { recursive: true });
  // Hiding the caret would put a style into the page, which its policy refuses aloud
  const caret = 'initial';
  await page.screenshot({ path: join(kept, `${name}.png`), fullPage: options.readme !== true, caret });
  if (options.readme === true && process.env['UPDATE_PICTURES'] === '1') {
    const shown = join(projectRoot, 'test', 'browser', 'pictures');
    mkdirSync(shown, { recursive: true });
    const size = page.viewportSize() ?? WIDTHS.desktop;
    // Beside two others a picture is shown small: a smaller window keeps it readable and light
    await page.setViewportSize({ width: Math.min(size.width, 1120), height: size.width < 640 ? size.height : 660 });
    await page.screenshot({ path: join(shown, `${name}.png`), caret });
    await page.setViewportSize(size);
  }
}

/** Nothing sticks out sideways: a phone never scrolls the page itself. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
