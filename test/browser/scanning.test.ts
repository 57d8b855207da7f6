/** Scanning as it is done: a wedge scanner that types fast and ends twice, one fired beside the box, a camera. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { someScans } from './candidates.ts';
import { expectCalm } from './steps.ts';

let browser: Browser;
let branch: Person;
let scans: ReturnType<typeof someScans>;
beforeAll(async () => {
  browser = await launch();
  branch = await signIn(browser, 'xieyaoshi', 'desktop');
  scans = someScans('xieyaoshi');
});
afterAll(() => browser.close());

/** Addresses of the scan page that were asked for with a code. */
function asked(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/scan' && searchParams.has('code')) found.push(searchParams.get('code') ?? '');
  });
  return found;
}

/** Types as scanners do: no pause, the separator as Ctrl and the bracket, then the end of line. */
async function wedge(page: Page, code: string, end = 'Enter'): Promise<void> {
  for (const [index, part] of code.split('\u001d').entries()) {
    if (index > 0) await page.keyboard.press('Control+BracketRight');
    await page.keyboard.type(part);
  }
  await page.keyboard.press(end);
}

describe('a wedge scanner', () => {
  it('keeps the separator, and an end of line sent twice asks once', async () => {
    const { page } = branch;
    const sent = asked(page);
    await branch.visit(paths.scan());
    await wedge(page, scans.first.separated);
    await page.keyboard.press('Enter');
    await page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('\u241d');
    await expectCalm(branch);
    await picture(page, 'scan-lot-1440');
  });

  it.each([0, 150, 600])('may be fired beside the box while the last code is %i ms on its way', async (delay) => {
    const { page } = branch;
    await branch.visit(paths.scan());
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const sent = asked(page);
    await page.route(
      (url) => url.pathname === '/scan' && url.searchParams.has('code'),
      async (route) => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        await route.continue();
      },
    );
    const codes = [scans.first.plain, scans.second.plain, scans.first.plain];
    for (const code of codes) await wedge(page, code);
    await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(codes.length);
    await page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    expect(sent).toEqual(codes);
  });

  it('keeps the way back to what was scanned before', async () => {
    const { page } = branch;
    await branch.visit(paths.scan());
    for (const { plain, lotId } of [scans.first, scans.second]) {
      await wedge(page, plain);
      await page.locator(`a.button[href="${paths.lot(lotId)}"]`).waitFor();
    }
    await page.goBack();
    await page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
    expect(new URL(page.url()).searchParams.get('code')).toBe(scans.first.plain);
    await page.reload();
    await page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
  });

  it('is answered by the browser itself where the answer is no page of the program', async () => {
    const person = await signIn(browser, 'xieyaoshi', 'desktop');
    const { page } = person;
    await person.visit(paths.scan());
    await person.context.clearCookies();
    await wedge(page, scans.first.plain);
    await page.waitForURL((url) => url.pathname === paths.login());
    await person.context.close();
  });

  it('asks about a swallowed expiry, and one press answers', async () => {
    const { page } = branch;
    await branch.visit(paths.scan());
    await wedge(page, scans.first.swallowed);
    await page.locator('.scan-question .button.primary').click();
    await page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
  });

  it('works without scripts', async () => {
    const plain = await signIn(browser, 'xieyaoshi', 'phone', { javaScriptEnabled: false });
    await plain.visit(paths.scan());
    expect(await plain.page.locator('.scan-camera-button').isVisible()).toBe(false);
    await plain.page.locator('main .scan input').fill(scans.first.plain);
    await plain.page.keyboard.press('Enter');
    await plain.page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
    await plain.context.close();
  });
});

describe('a camera', () => {
  /** A browser that reads codes: what lies before its camera is what the test says. */
  async function withCamera(): Promise<Person> {
    const phone = await signIn(browser, 'xieyaoshi', 'phone');
    await phone.context.addInitScript(() => {
      class Detector {
        static getSupportedFormats = async () => ['data_matrix', 'ean_13'];
        async detect() {
          const code = localStorage.getItem('before-the-camera');
          return code === null ? [] : [{ rawValue: code }];
        }
      }
      Object.assign(window, { BarcodeDetector: Detector });
      const getUserMedia = async () => {
        const canvas = document.createElement('canvas');
        const paint = canvas.getContext('2d');
        setInterval(() => paint?.fillRect(0, 0, 9, Math.random() * 9), 40);
        return canvas.captureStream(25);
      };
      Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
    });
    return phone;
  }

  const hold = (page: Page, code: string) =>
    page.evaluate((text) => localStorage.setItem('before-the-camera', text), code);

  it('reads on and on, and never sends the pack that still lies there a second time', async () => {
    const phone = await withCamera();
    const { page } = phone;
    const sent = asked(page);
    await phone.visit(paths.scan());
    await page.locator('.scan-camera-button').click();
    await page.locator('dialog.scan-camera video').waitFor();
    await hold(page, scans.first.separated);
    await page.locator(`a.button[href="${paths.lot(scans.first.lotId)}"]`).waitFor();
    // The next page goes on looking, at the same pack
    await page.locator('dialog.scan-camera video').waitFor();
    await page.waitForTimeout(2500);
    expect(sent).toHaveLength(1);
    await picture(page, 'scan-camera-390');
    await hold(page, scans.second.plain);
    await page.locator(`a.button[href="${paths.lot(scans.second.lotId)}"]`).waitFor();
    expect(sent).toHaveLength(2);
    await page.locator('dialog.scan-camera button').click();
    expect(await page.locator('dialog.scan-camera').count()).toBe(0);
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  });

  it('that may not be used says so', async () => {
    const phone = await withCamera();
    const { page } = phone;
    await phone.context.addInitScript(() => {
      const getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia } });
    });
    await phone.visit(paths.scan());
    await page.locator('.scan-camera-button').click();
    await page.getByText('打不开摄像头').waitFor();
    await phone.context.close();
  });
});
