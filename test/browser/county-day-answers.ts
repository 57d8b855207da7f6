/** How the desk answers a day of the county: a fair share, many in one act, in parts, and from a neighbour. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { picture } from './browser.ts';
import { type Day, pictures } from './county-day.ts';
import { askedOf } from './county-day-cast.ts';
import { post, receive } from './county-day-road.ts';
import { accept, answerAll, sayWhy, shareButton, shareRows } from './county-day-steps.ts';
import { answerButton, choosePacks, expectCalm, look, offeredLots, press, scan, textOf } from './steps.ts';

const OVERRIDE = '村里只剩三天的量，路又断了';

/** Too little for all: shared line by line with its reason, one line otherwise with a word why. */
export async function fairShare(day: Day): Promise<void> {
  const { shot, cast, hub } = day;
  const { page } = hub;
  const { short } = cast;
  await look(hub, paths.shortageDesk({ q: short.name }));
  await pictures(page, `county-desk-${shot}`);
  await press(page, page.locator(`main a[href="${paths.shortageDeskItem(short.code)}"]`).first());
  await expectCalm(hub);
  const rows = await shareRows(page);
  expect(rows).toHaveLength(9);
  const given = rows.reduce((sum, row) => sum + row.packs, 0);
  expect(given).toBeLessThanOrEqual(short.packs);
  expect(given).toBeGreaterThan(short.packs - 9);
  expect(rows.every((row) => row.why !== '')).toBe(true);
  await picture(page, `county-share-${shot}`);
  const most = rows.toSorted((a, b) => b.packs - a.packs)[0] ?? rows[0];
  if (most === undefined) throw new Error('nobody is given anything');
  const go = shareButton(page, short);
  await page.locator(`[name="${most.name}.quantity.packs"]`).fill(String(most.packs - 1));
  await press(page, go);
  const why = page.locator(`[name="${most.name}.reason"]`);
  expect(await why.getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator(`[name="${most.name}.quantity.packs"]`).inputValue()).toBe(String(most.packs - 1));
  await pictures(page, `county-share-why-${shot}`);
  await why.fill(OVERRIDE);
  await press(page, go);
  await expectCalm(hub);
  const givenTo = (row: (typeof rows)[number]) => row.packs - (row === most ? 1 : 0);
  day.shared = rows.filter((row) => givenTo(row) > 0).length;
  day.whole = rows.filter((row) => givenTo(row) >= askedOf(short)).map((row) => row.number);
  expect(await textOf(page.locator('#flash'))).toContain(`已为${day.shared}件安排${given - 1}${short.packUnit}`);
  await look(hub, paths.shortage(most.number));
  expect(await textOf(page.locator('main'))).toContain(OVERRIDE);
}

/** What there is enough of, in one act an item. */
export async function enoughForAll(day: Day): Promise<void> {
  const { cast, hub } = day;
  const answered: number[] = [];
  for (const drug of cast.ample) answered.push(await answerAll(hub, drug));
  expect(answered).toEqual([9, 9, 8]);
}

/** One in two parts, one refused. */
export async function partsAndRefusal(day: Day): Promise<void> {
  const { shot, cast, hub, at, request } = day;
  const { page } = hub;
  const parted = request(cast.parted, at(3));
  await accept(hub, parted);
  const [lot] = await offeredLots(page);
  await choosePacks(page, { [lot?.name ?? '']: 3 });
  await press(page, answerButton(page));
  await expectCalm(hub);
  await page.locator('#part summary').first().click();
  await page.locator('input[name="part.way"][value="refer"]').check();
  await page.locator('[name="part.note"]').fill('余下的请患者到县医院门诊取');
  await picture(page, `county-parts-${shot}`);
  await press(page, page.locator('#part form button.primary'));
  await expectCalm(hub);
  await sayWhy(hub, request(cast.refused, at(4)), 'reject', '本月厂家停产，请改用同类药');
  expect(await textOf(page.locator('main'))).toContain('已驳回');
}

/** A neighbour grants and sends, the member receives. */
export async function neighboursHelp(day: Day): Promise<void> {
  const { shot, cast, hub, person, at, request } = day;
  const { page } = hub;
  const { neighbour } = cast;
  const number = request(neighbour.drug, at(2));
  await accept(hub, number);
  const from = page.locator('select[name="neighbour.from"]');
  const option = await from.locator('option', { hasText: neighbour.name }).first().getAttribute('value');
  await from.selectOption(option);
  await picture(page, `county-neighbour-${shot}`);
  await press(page, page.locator('#neighbour form button').last());
  await expectCalm(hub);
  const transfer = /DB-\d{8}-\d{4,}/.exec(await textOf(page.locator('#neighbours')))?.[0] ?? '';
  const head = await person(neighbour.head);
  await look(head, paths.transfer(transfer));
  await press(head.page, head.page.getByRole('button', { name: '同意并留货', exact: true }));
  await expectCalm(head);
  const dispatch = /PS-\d{8}-\d{4,}/.exec(await textOf(head.page.locator('main')))?.[0] ?? '';
  const giver = await person(neighbour.keeper);
  await look(giver, paths.dispatch(dispatch));
  for (const lot of await giver.page.locator('main .lot .code').allInnerTexts()) await scan(giver.page, lot.trim());
  await look(head, paths.dispatch(dispatch));
  await head.page.locator('[name="vehicle"]').fill('赣B·D0526');
  await head.page.locator('[name="driver"]').fill('刘师傅');
  await post(head, dispatch);
  await receive(await person(at(2).login), dispatch);
  await look(hub, paths.shortage(number));
  expect(await textOf(page.locator('main'))).toContain('已到');
}
