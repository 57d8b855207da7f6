/** What people read off the pages of stock: what a member has of an item, what of it is kept, what is on its way. */
import type { Page } from 'playwright-core';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { look, textOf } from './steps.ts';

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The digits of a text; nothing counts as none. */
export const digits = (text: string): number => Number(text.replace(/\D/g, '') || '0');

export interface Standing {
  /** Smallest units that lie there. */
  onHand: number;
  /** Packs kept for something, as the page says it. */
  kept: string;
  /** What is on its way there, as the page says it. */
  coming: string;
  /** Papers that the ledger of the card names. */
  ledger: string;
}

/** What the stock card says of an item at a member. */
export async function standing(person: Person, member: string, item: string): Promise<Standing> {
  const { page } = person;
  await look(person, paths.stockCard(member, item));
  const figure = async (label: string) =>
    textOf(page.locator('main .figures > *', { has: page.locator('.label', { hasText: new RegExp(`^${label}$`) }) }));
  const sum = /合计([\d,]+)/.exec(await figure('现存'))?.[1] ?? '';
  const kept = /预留(.+?)，/.exec(await figure('可用'))?.[1] ?? '';
  const coming = (await figure('在途')).replace(/\s/g, '').replace(/^在途|已发出.*$/g, '');
  return { onHand: digits(sum), kept, coming, ledger: await textOf(page.locator('main')) };
}

/** Quantity boxes of a line as they are filled in: whole packs, and loose units where it can be opened. */
export async function boxesOf(page: Page, name: string): Promise<{ packs: number; units: number }> {
  const read = async (part: string) => {
    const box = page.locator(`[name="${name}.${part}"]`);
    return (await box.count()) === 0 ? 0 : digits(await box.inputValue());
  };
  return { packs: await read('packs'), units: await read('units') };
}

/** Types a quantity into the boxes of a line. */
export async function fillBoxes(page: Page, name: string, packs: number, units = 0): Promise<void> {
  await page.locator(`[name="${name}.packs"]`).fill(String(packs));
  const loose = page.locator(`[name="${name}.units"]`);
  if ((await loose.count()) > 0) await loose.fill(String(units));
}
