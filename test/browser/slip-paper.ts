/** A printed slip as text: the print is asked for by its button, the PDF is read back with pdftotext. */
import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';

/** A4 and A5 on its side in points, and 241×140 mm: what the paper must measure. */
const PAPER = { a4: [595, 842], a5: [595, 420], '241': [683, 397] } as const;

function run(tool: string, args: string[], input: Buffer): string {
  const read = spawnSync(tool, args, { input });
  if (read.error) throw new Error(`${tool} is missing: install poppler-utils (apt-get install poppler-utils)`);
  if (read.status !== 0) throw new Error(`${tool} cannot read the slip: ${read.stderr.toString()}`);
  return read.stdout.toString();
}

/** Text of the PDF, line by line as it is laid out. */
export function pdfText(body: Buffer): string {
  return run('pdftotext', ['-layout', '-', '-'], body);
}

/** Presses the button that prints the slip in that size and reads the paper that opens in a new window. */
export async function slipText(person: Person, dispatch: string, size: keyof typeof PAPER): Promise<string> {
  return pdfText(await slipFile(person, dispatch, size));
}

/** The same as the file itself, for scanners. */
export async function slipFile(person: Person, dispatch: string, size: keyof typeof PAPER): Promise<Buffer> {
  const { page, context } = person;
  const button = page
    .locator(`form[action="${paths.dispatchPrints(dispatch)}"]:has(input[name="size"][value="${size}"]) button`)
    .first();
  const counted = context.waitForEvent('response', (answer) => answer.url().includes('slip.pdf'));
  const [opened] = await Promise.all([context.waitForEvent('page'), button.click()]);
  const { status, url } = await counted.then((answer) => ({ status: answer.status(), url: answer.url() }));
  expect(status).toBe(200);
  await opened.close();
  const file = await context.request.get(url);
  expect(file.headers()['content-type']).toContain('application/pdf');
  const body = await file.body();
  const measured = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(run('pdfinfo', ['-'], body)) ?? [];
  expect([Number(measured[1]), Number(measured[2])].map(Math.round)).toEqual(PAPER[size]);
  return body;
}
