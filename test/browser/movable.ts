/** What the proposal of this day lets one member give to another, and the people on both sides who see it through. */
import type { Page } from 'playwright-core';
import { organisations } from '../../seeds/demo/data/organisations.ts';
import { users } from '../../seeds/demo/data/users.ts';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { ask } from './candidates.ts';
import { look } from './steps.ts';

const KEEPERS = ['village_doctor', 'branch_pharmacist'];
const HUB = { code: 'XG00', head: 'liuyaoshi', keeper: 'zhongkuguan' };
const MOST_PACKS = 999;

export interface Giver {
  code: string;
  name: string;
  /** Login of who grants and sends, and of who picks. */
  head: string;
  keeper: string;
}

export interface Move {
  giver: Giver;
  /** Name of its boxes, and what stands in them. */
  name: string;
  packs: number;
  packSize: number;
  itemCode: string;
  lot: string;
  taker: string;
  /** Login of who keeps the store of the taker. */
  receiver: string;
}

/** Who keeps the store of a member; colleagues without a name in the demonstration sign in by its code. */
export const keeperOf = (code: string): string =>
  users.find((one) => one.organisation === code && one.roles.some((role) => KEEPERS.includes(role)))?.login ??
  code.toLowerCase();

/** The head of a member, or of the next one above it that has a head. */
function headOf(code: string): string | undefined {
  const head = users.find((one) => one.organisation === code && one.roles.includes('branch_head'));
  const above = organisations.find((one) => one.code === code)?.parent ?? undefined;
  return head?.login ?? (above === undefined ? undefined : headOf(above));
}

/** Members somebody can give for: those with a head of their own, the hub, and those below such a head. */
function givers(): Giver[] {
  const all = organisations.flatMap(({ code, shortName: name }): Giver[] => {
    if (code === HUB.code) return [{ ...HUB, name }];
    const head = headOf(code);
    return head === undefined ? [] : [{ code, name, head, keeper: keeperOf(code) }];
  });
  const own = (giver: Giver) => giver.code === HUB.code || users.some((one) => one.organisation === giver.code);
  return [...all.filter((one) => one.code === 'XG18'), ...all.filter(own), ...all.filter((one) => !own(one))];
}

/** Branches and campuses by the names under which pages show them. */
const takers = new Map(
  organisations.filter((one) => /^(branch|campus)$/.test(one.kind)).map((one) => [one.shortName, one.code]),
);

/** Base units in a pack of an ordinary drug of which nothing is kept at the giver yet, nor on its way to the taker. */
function packSizeOf(itemCode: string, giver: string, taker: string): number | undefined {
  const at = (member: string, kind: string) =>
    `JOIN location place ON place.id = b.location_id AND place.kind = '${kind}'
     JOIN organisation o ON o.id = place.keeper_id AND o.code = '${member}' WHERE b.item_id = i.id`;
  return ask<{ packSize: number }>(`
    SELECT i.pack_size AS "packSize" FROM item i
    WHERE i.code = '${itemCode}' AND i.kind = 'drug' AND i.control_class = 'none' AND i.scale = 1 AND i.pack_size > 1
      AND NOT EXISTS (SELECT 1 FROM balance b ${at(giver, 'store')} AND (b.reserved > 0 OR place.zone <> 'room'))
      AND NOT EXISTS (SELECT 1 FROM balance b ${at(taker, 'transit')} AND b.on_hand > 0)`)[0]?.packSize;
}

interface Row {
  id: string;
  item: string;
  lot: string;
  from: string;
  to: string;
  packs: string;
  units: string;
}

/** Lines of the page that can be ticked, as it shows them. */
function rowsOf(page: Page): Promise<Row[]> {
  return page.locator('main tbody tr:has(input[name="chosen"])').evaluateAll((rows) =>
    rows.map((row) => {
      const cell = (n: number) => row.querySelector(`td:nth-child(${n})`)?.textContent?.trim() ?? '';
      const box = (part: string) => row.querySelector<HTMLInputElement>(`input[name$=".${part}"]`)?.value ?? '';
      return {
        id: row.querySelector<HTMLInputElement>('input[name="chosen"]')?.value ?? '',
        item: cell(2),
        lot: row.querySelector('.lot .code')?.textContent?.trim() ?? '',
        from: cell(4),
        to: cell(5),
        packs: box('packs'),
        units: box('units'),
      };
    }),
  );
}

/** The move of a line, where the giver gives whole packs, two or more, to a branch or a campus. */
function moveOf(giver: Giver, row: Row): Move | undefined {
  const [from, to] = [row.from, row.to].map((text) => text.split(/\s+/)[0] ?? '');
  const taker = takers.get(to ?? '');
  const packs = Number(row.packs);
  if (from !== giver.name || taker === undefined || Number(row.units || '0') > 0) return undefined;
  if (!(packs >= 2 && packs <= MOST_PACKS)) return undefined;
  const itemCode = /[A-Z]{2}\d{3}/.exec(row.item)?.[0] ?? '';
  const packSize = packSizeOf(itemCode, giver.code, taker);
  if (packSize === undefined) return undefined;
  const name = `line.${row.id}`;
  return { giver, name, packs, packSize, itemCode, lot: row.lot, taker, receiver: keeperOf(taker) };
}

/**
 * Looks through the pages of the proposal, narrowed to one giver after the other, and stays on the page of the first
 * line that fits.
 */
export async function chooseMove(person: Person, proposal: string): Promise<Move> {
  const { page } = person;
  for (const giver of givers()) {
    let address: string | undefined = paths.proposal(proposal, { q: giver.name });
    while (address !== undefined) {
      await look(person, address);
      for (const row of await rowsOf(page)) {
        const move = moveOf(giver, row);
        if (move !== undefined) return move;
      }
      const next = page.locator('main a[href*="after="]').last();
      address = (await next.count()) === 0 ? undefined : ((await next.getAttribute('href')) ?? undefined);
    }
  }
  throw new Error('nobody with people in the demonstration is asked to give anything');
}
