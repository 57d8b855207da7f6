/** Labels of boxes and the manifest as papers: laid out, counted, and read back with codes that scanners read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScan } from '../../src/kernel/codes/scan.ts';
import { paths } from '../../src/paths.ts';
import { ask, printed, scanned } from '../papers/print-world.ts';
import { readPages } from '../print/read-pdf.ts';
import { openRoundWorld, planned, type RoundWorld } from '../rounds/round-world.ts';
import { type Browser, signIn } from '../support/login.ts';
import { boxOf, packAll, pickedDispatch } from './packing-world.ts';

let world: RoundWorld;
let picker: Browser;
beforeAll(async () => {
  world = await openRoundWorld();
  picker = await signIn(world.app, world.people.picker.login);
});
afterAll(() => world.drop());

const words = async (kind: string, number: string) =>
  readPages(await printed(world, picker, { number, kind })).join(' ');

describe('papers of packing', () => {
  it('labels each box on a sheet of its own, and counts a reprint', async () => {
    const number = await pickedDispatch(world);
    expect((await ask(picker, { number, kind: 'box_label' })).status).toBe(422);
    await packAll(world, number, 2);
    const pdf = await printed(world, picker, { number, kind: 'box_label' });
    const { code } = await boxOf(world, number, 1);
    expect(readPages(pdf)).toHaveLength(2);
    expect(readPages(pdf)[1]).toContain('第2箱 / 共2箱');
    const { codes } = scanned(pdf);
    expect(codes.join(' ')).toContain(code);
    expect(readScan(`]d291${code}`)).toMatchObject({ ok: true, value: { label: { kind: 'carton' } } });
    expect(await words('box_label', number)).toContain('补打 第2次');
  });

  it('prints the manifest with boxes, and its layout is a kind of its own', async () => {
    const number = await pickedDispatch(world);
    await packAll(world, number, 2);
    const round = await planned(world, [number]);
    expect(await words('manifest', round)).toContain('2箱');
    const chief = await signIn(world.app, world.people.checker.login);
    for (const kind of ['box_label', 'manifest']) expect((await chief.get(paths.layout(kind))).status).toBe(200);
  });

  it('prefills vehicle and driver of what rides, and the count of its boxes', async () => {
    const number = await pickedDispatch(world);
    await packAll(world, number, 2);
    await planned(world, [number]);
    const checker = await signIn(world.app, world.people.checker.login);
    const { text } = await checker.get(paths.dispatch(number));
    expect(text).toContain('value="赣B12345"');
    expect(text).toContain('value="马师傅"');
    expect(text).toContain('value="2箱"');
  });
});
