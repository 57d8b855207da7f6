/** Which item is meant by what was typed: by code, by name, by initials; several are named with their codes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeMeant } from '../../src/catalogue/meant-queries.ts';
import { openPriceWorld, type PriceWorld } from '../prices/price-world.ts';
import { addItem } from '../support/build.ts';

let world: PriceWorld;
const meant = (typed: string) => codeMeant(world.services.db.read, typed, 'item');
beforeAll(async () => {
  world = await openPriceWorld();
  await addItem(world.services, { code: 'M01', genericName: '苯磺酸氨氯地平片' });
  await addItem(world.services, { code: 'M02', genericName: '左旋氨氯地平片' });
  await addItem(world.services, { code: 'M03', genericName: '阿卡波糖片' });
});
afterAll(() => world.drop());

it('takes a code whatever its case, a name, and initials', async () => {
  for (const typed of ['m03', ' M03 ', '阿卡波糖片', '阿卡波糖', 'akbt'])
    expect(await meant(typed), typed).toMatchObject({ ok: true, value: 'M03' });
});

it('names those that could be meant, and the whole name decides', async () => {
  const several = await meant('氨氯地平');
  expect(several).toMatchObject({ ok: false, reason: 'item_several', field: 'item' });
  expect(several.ok ? '' : several.detail.names).toMatch(/M01.*M02|M02.*M01/);
  expect(await meant('左旋氨氯地平片')).toMatchObject({ ok: true, value: 'M02' });
});

it('leaves to the command what nothing is found for', async () => {
  expect(await meant('NOWHERE9')).toMatchObject({ ok: true, value: 'NOWHERE9' });
});
