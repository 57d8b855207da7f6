/** Labels of equipment: read back to the very card by a foreign reader, counted, printed by those who keep things. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../db/engine.ts';
import { assetMeant } from '../../src/assets/find-queries.ts';
import { printAssetLabels } from '../../src/assets/label-commands.ts';
import { labelledAssets } from '../../src/assets/label-queries.ts';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { paths } from '../../src/paths.ts';
import { equipmentLabel } from '../../src/scanning/equipment-paper.ts';
import { layOut } from '../../src/scanning/label-paper.ts';
import { checkOrder, LABEL_SIZE_NAMES, type LabelOrder } from '../../src/scanning/rules.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { overlaps, readPages, readWords } from '../print/read-pdf.ts';
import { accepted } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from './asset-world.ts';

let world: AssetWorld;
let custodian: Browser;
beforeAll(async () => {
  world = await openAssetWorld();
  custodian = await signIn(world.app, world.custodian.login);
});
afterAll(() => endWhole(world));

const t = wordsOf('zh');
const ORDER: LabelOrder = { size: '60x40', copies: 1, boxes: 1, skip: 0 };

async function cardOf(number: string) {
  const [card] = await labelledAssets(world.services.db.read, '/', { number }, 1);
  if (card === undefined) throw new Error(`${number} has no label`);
  return card;
}

function readMatrix(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'label-'));
  try {
    const path = join(folder, 'label.pdf');
    writeFileSync(path, pdf);
    execFileSync('pdftoppm', ['-r', '203', '-gray', '-png', '-l', '1', path, join(folder, 'page')]);
    const [image = ''] = readdirSync(folder).filter((name) => name.endsWith('.png'));
    const options = ['-N', '1', '-m', '8000', '-G', '29', join(folder, image)];
    return execFileSync('dmtxread', options, { encoding: 'latin1', stdio: ['ignore', 'pipe', 'ignore'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.runIf(engine === 'sqlite')('a printed label of equipment', () => {
  it.each(LABEL_SIZE_NAMES)('of %s reads back to the very card, its UDI with it', async (size) => {
    const serialNumber = `QX-${size}`;
    const number = await addCard(world, { serialNumber, udi: '06901234567892' });
    const printing = { title: '标签', by: '保管员甲', at: world.services.clock.now() };
    const pdf = await layOut([equipmentLabel(t, await cardOf(number))], { ...ORDER, size }, printing);
    const code = readMatrix(pdf);
    for (const part of ['0106901234567892', serialNumber]) expect(code).toContain(part);
    expect(await assetMeant(world.services.db.read, world.custodian, code)).toBe(number);
    const page = readPages(pdf).join('').replaceAll(/\s/g, '');
    for (const text of [number, '彩色多普勒', '超声室']) expect(page).toContain(text);
    expect(overlaps(readWords(pdf).words)).toEqual([]);
  });
});

describe('the code of a label', () => {
  it('opens the card from the scan box, to those in reach alone', async () => {
    const number = await addCard(world, { serialNumber: null });
    const code = labelCode({ kind: 'asset', id: (await cardOf(number)).id });
    expect((await custodian.get(paths.scan(code))).location).toBe(paths.equipmentCard(number));
    const stranger = await signIn(world.app, world.stranger.login);
    expect((await stranger.get(paths.scan(code))).location).not.toBe(paths.equipmentCard(number));
  });
});

describe('printing', () => {
  const print = (actor: AssetWorld['officer'], cards: object, copies = 1) =>
    printAssetLabels(world.services, actor, key(), { cards, copies, most: 500, size: '60x40', skip: 0 }, (different) =>
      checkOrder({ ...ORDER, copies }, different),
    );

  it('counts reprints card by card, and refuses what it must', async () => {
    const number = await addCard(world, { name: '输液泵' });
    expect(accepted(await print(world.custodian, { number })).reprint).toBe(0);
    expect(accepted(await print(world.officer, { q: '输液泵' })).reprint).toBe(1);
    expect(accepted(await print(world.custodian, { number })).reprint).toBe(2);
    expect(await print(world.stranger, { number })).toMatchObject({ reason: 'not_found' });
    expect(await print(world.custodian, { q: '没有这个' })).toMatchObject({ reason: 'label_nothing' });
    expect(await print(world.custodian, { number }, 501)).toMatchObject({ reason: 'label_copies' });
  });

  it('answers with the sheet, for one card and for what the register shows', async () => {
    const number = await addCard(world, { name: '雾化器' });
    expect((await custodian.get(paths.equipmentCard(number))).text).toContain(paths.equipmentLabels({ number }));
    for (const query of [{ number }, { q: 'whq' }]) {
      const page = await custodian.get(paths.equipmentLabels(query));
      expect([page.status, page.text.includes('雾化器')]).toEqual([200, true]);
      const fields = { idempotency_key: key(), size: 'a4-3x8', copies: '1', skip: '' };
      const sheet = await custodian.post(paths.equipmentLabels(query), fields);
      expect([sheet.status, sheet.text.startsWith('%PDF')]).toEqual([200, true]);
    }
    expect((await custodian.get(paths.equipmentLabels({ number }))).text).toContain('补打');
  });
});
