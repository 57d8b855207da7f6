/** Papers printed in a small county, read back as text and by scanners. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { kindRules, type PaperLayout } from '../../src/print/rules.ts';
import { type DispatchWorld, key, PACK, send, simple } from '../dispatches/dispatch-world.ts';
import { scanPages } from '../print/read-pdf.ts';
import type { Answer, Browser, Fields } from '../support/login.ts';

/** The bytes of a paper that the person may see. */
export async function bytesOf(world: DispatchWorld, browser: Browser, path: string): Promise<Buffer> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await world.app.request(`http://localhost${path}`, { headers: { Cookie: cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer());
}

/** Asks for a print of a dispatch slip, or of what `fields` say. */
export function ask(browser: Browser, fields: Fields): Promise<Answer> {
  return browser.post(paths.prints(), { idempotency_key: key(), kind: 'dispatch_slip', ...fields });
}

/** Prints, and gives the paper. */
export async function printed(world: DispatchWorld, browser: Browser, fields: Fields): Promise<Buffer> {
  const answer = await ask(browser, fields);
  expect(answer.status, answer.text.slice(-600)).toBe(303);
  return bytesOf(world, browser, answer.location ?? '');
}

/** What a scanner finds on the first page, and where its QR code leads. */
export function scanned(pdf: Buffer): { codes: string[]; path: string } {
  const codes = scanPages(pdf, 150)[0] ?? [];
  const found = codes.find((one) => one.startsWith('QR-Code:'))?.slice('QR-Code:'.length) ?? '';
  return { codes, path: new URL(found).pathname };
}

/** A dispatch on its way. */
export async function sent(world: DispatchWorld): Promise<string> {
  const { dispatch } = await simple(world, PACK);
  await send(world, dispatch);
  return dispatch;
}

/** A layout of the dispatch slip unlike the house's. */
export function layoutWith(change: Partial<PaperLayout> = {}): PaperLayout {
  return {
    size: 'a5',
    title: '高县出库单',
    columns: kindRules('dispatch_slip').columns.map(({ key: name, width }) => ({ key: name, width })),
    signatures: ['库管', '院办'],
    footer: '请于三日内交回第二联',
    logoId: null,
    ...change,
  };
}
