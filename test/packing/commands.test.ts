/** Boxes as they are filled, sealed and sent: what goes in, what is refused, and that nothing outgrows the pick. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cancelDispatch, postDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { dropLine } from '../../src/dispatches/drop-commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { labelCode, readLabelCode } from '../../src/kernel/codes/own-label.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { addBox, openBox, packLine, removeBox, scanToBox, sealBox, takeOut } from '../../src/packing/commands.ts';
import { packingChecks } from '../../src/packing/verify.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { firstLine, key, PACK, transport, versionOf, viewOf } from '../dispatches/dispatch-world.ts';
import { openRoundWorld, type RoundWorld } from '../rounds/round-world.ts';
import { accepted } from '../support/build.ts';
import { boxOf, packAll, packing, pickedDispatch, withColdLine } from './packing-world.ts';

let world: RoundWorld;
beforeAll(async () => {
  world = await openRoundWorld();
});

function refused(answer: { ok: true } | Refusal): Refusal {
  if (answer.ok) throw new Error('was accepted');
  return answer;
}

async function findings(of = world) {
  const results = await verifyAll(of.services.db.read, () => undefined, packingChecks);
  return results.flatMap((one) => one.findings);
}

async function open(number: string): Promise<number> {
  return accepted(await addBox(world.services, world.people.picker, key(), number)).position;
}

const post = async (number: string) =>
  postDispatch(world.services, world.people.checker, key(), {
    number,
    version: await versionOf(world, number),
    ...transport,
  });

describe('filling boxes', () => {
  it('splits a line over two boxes and never takes more than was picked', async () => {
    const { services, people } = world;
    const number = await pickedDispatch(world);
    const { id: lineId } = await firstLine(world, number);
    await open(number);
    await open(number);
    const one = { number, position: 1, lineId };
    const two = { number, position: 2, lineId };
    expect(accepted(await packLine(services, people.picker, key(), { ...one, quantityBase: PACK }))).toMatchObject({
      linesLeft: 1,
    });
    const more = await packLine(services, people.picker, key(), { ...two, quantityBase: 4 * PACK });
    expect(refused(more)).toMatchObject({ reason: 'box_more_than_left' });
    expect(accepted(await packLine(services, people.picker, key(), { ...two, quantityBase: null }))).toMatchObject({
      linesLeft: 0,
    });
    const again = await packLine(services, people.picker, key(), { ...one, quantityBase: null });
    expect(refused(again).reason).toBe('box_line_done');
    expect((await boxOf(world, number, 2)).contents).toEqual([{ lineId, quantityBase: 3 * PACK }]);
    expect(await findings()).toEqual([]);
  });

  it('puts the line that was scanned in once, by lot, by label, and refuses what is not on the dispatch', async () => {
    const { services, people } = world;
    const number = await pickedDispatch(world);
    const position = await open(number);
    const scan = (text: string) => scanToBox(services, people.picker, key(), { number, position, text });
    expect(refused(await scan('L-SECOND')).reason).toBe('box_scan_unknown');
    expect(accepted(await scan(labelCode({ kind: 'lot', id: world.lots.first })))).toMatchObject({ lot: 'L-FIRST' });
    expect(refused(await scan('L-FIRST')).reason).toBe('box_line_done');
  });

  it('tells the slower of two who pack the same line what is left', async () => {
    const { services, people } = world;
    const number = await pickedDispatch(world);
    const { id: lineId } = await firstLine(world, number);
    await open(number);
    await open(number);
    const pack = (position: number, by: 'picker' | 'checker') =>
      packLine(services, people[by], key(), { number, position, lineId, quantityBase: 3 * PACK });
    const both = await Promise.all([pack(1, 'picker'), pack(2, 'checker')]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ reason: 'box_more_than_left' });
    expect(await findings()).toEqual([]);
  });

  it('keeps cold goods in boxes of their own', async () => {
    const fresh = await openRoundWorld();
    const { services, people } = fresh;
    const number = await withColdLine(fresh);
    const { lines } = await packing(fresh, number);
    const cold = lines.find((line) => line.zone === 'cold')?.lineId ?? 0;
    const plain = lines.find((line) => line.zone !== 'cold')?.lineId ?? 0;
    const put = (position: number, lineId: number) =>
      packLine(services, people.picker, key(), { number, position, lineId, quantityBase: null });
    accepted(await addBox(services, people.picker, key(), number));
    accepted(await addBox(services, people.picker, key(), number));
    accepted(await put(1, cold));
    expect(refused(await put(1, plain)).reason).toBe('box_keeps_cold');
    accepted(await put(2, plain));
    expect((await packing(fresh, number)).boxes.map((box) => box.cold)).toEqual([true, false]);
    expect(await findings(fresh)).toEqual([]);
  });

  it('is for the sender alone', async () => {
    const number = await pickedDispatch(world);
    expect(refused(await addBox(world.services, world.people.receiver, key(), number)).reason).toBe('not_sender');
    expect(refused(await addBox(world.services, world.people.picker, key(), 'PS-20261123-9999')).reason).toBe(
      'not_found',
    );
  });
});

describe('sealing and opening', () => {
  it('seals what holds something, once, with a number of its own, and opens it again', async () => {
    const { services, people } = world;
    const number = await pickedDispatch(world);
    const { id: lineId } = await firstLine(world, number);
    await open(number);
    const box = { number, position: 1 };
    const seal = (position: number, text: string | null) =>
      sealBox(services, people.picker, key(), { number, position, seal: text });
    expect(refused(await seal(1, null)).reason).toBe('box_empty');
    accepted(await packLine(services, people.picker, key(), { ...box, lineId, quantityBase: PACK }));
    accepted(await seal(1, 'A1'));
    expect(refused(await seal(1, 'A1')).reason).toBe('box_sealed_already');
    const into = await packLine(services, people.picker, key(), { ...box, lineId, quantityBase: PACK });
    expect(refused(into).reason).toBe('box_sealed');
    expect(refused(await takeOut(services, people.picker, key(), { ...box, lineId, quantityBase: null })).reason).toBe(
      'box_sealed',
    );
    await open(number);
    accepted(await packLine(services, people.picker, key(), { number, position: 2, lineId, quantityBase: PACK }));
    expect(refused(await seal(2, 'A1')).reason).toBe('box_seal_taken');
    accepted(await openBox(services, people.picker, key(), box));
    expect(refused(await openBox(services, people.picker, key(), box)).reason).toBe('box_open_already');
    expect(refused(await removeBox(services, people.picker, key(), box)).reason).toBe('box_not_empty');
    const over = { ...box, lineId, quantityBase: 2 * PACK };
    expect(refused(await takeOut(services, people.picker, key(), over)).reason).toBe('box_holds_less');
    accepted(await takeOut(services, people.picker, key(), { ...box, lineId, quantityBase: null }));
    accepted(await removeBox(services, people.picker, key(), box));
    expect(refused(await removeBox(services, people.picker, key(), box)).reason).toBe('box_gone');
  });

  it('labels a box by its own number with a check digit', async () => {
    const number = await pickedDispatch(world);
    await open(number);
    const { id, code } = await boxOf(world, number, 1);
    expect(readLabelCode(code)).toMatchObject({ ok: true, value: { kind: 'carton', id } });
    const wrong = `${code.slice(0, -1)}${(Number(code.slice(-1)) + 1) % 10}`;
    expect(readLabelCode(wrong)).toMatchObject({ ok: false, reason: 'scan_label_check' });
  });
});

describe('a dispatch in boxes', () => {
  it('leaves only when its boxes hold everything and are sealed', async () => {
    const { services, people } = world;
    const number = await pickedDispatch(world);
    const { id: lineId } = await firstLine(world, number);
    await open(number);
    const box = { number, position: 1 };
    accepted(await packLine(services, people.picker, key(), { ...box, lineId, quantityBase: PACK }));
    expect(refused(await post(number)).reason).toBe('boxes_incomplete');
    accepted(await packLine(services, people.picker, key(), { ...box, lineId, quantityBase: null }));
    expect(refused(await post(number)).reason).toBe('boxes_open');
    await open(number);
    expect(refused(await post(number)).reason).toBe('boxes_empty');
    accepted(await removeBox(services, people.picker, key(), { number, position: 2 }));
    accepted(await sealBox(services, people.picker, key(), { ...box, seal: null }));
    accepted(await post(number));
    expect(refused(await openBox(services, people.picker, key(), box)).reason).toMatch(/moved|stale|state|document/);
    expect(await findings()).toEqual([]);
  });

  it('keeps a pick that is packed, and the line too', async () => {
    const fresh = await openRoundWorld();
    const { services, people } = fresh;
    const number = await withColdLine(fresh);
    const view = await viewOf(fresh, number);
    const { id: lineId } = await firstLine(fresh, number);
    accepted(await addBox(services, people.picker, key(), number));
    accepted(await packLine(services, people.picker, key(), { number, position: 1, lineId, quantityBase: PACK }));
    const undo = await pickLine(services, people.picker, key(), { number, lineId, pickedBase: null, reason: '' });
    expect(refused(undo).reason).toBe('line_packed');
    const version = view.record.document.version + 2;
    const drop = await dropLine(services, people.checker, key(), { number, lineId, version, reason: '不要了' });
    expect(refused(drop).reason).toBe('line_packed');
  });

  it('is unpacked when it is cancelled after boxing, and when it is taken back', async () => {
    const { services, people } = world;
    const cancelled = await pickedDispatch(world);
    await packAll(world, cancelled, 2);
    const version = await versionOf(world, cancelled);
    accepted(await cancelDispatch(services, people.checker, key(), { number: cancelled, version, reason: '重开' }));
    expect((await packing(world, cancelled)).boxes.map((box) => [box.contents, box.sealed])).toEqual([
      [[], false],
      [[], false],
    ]);
    const sent = await pickedDispatch(world);
    await packAll(world, sent, 2);
    accepted(await post(sent));
    const seen = await versionOf(world, sent);
    accepted(await reverseDispatch(services, people.checker, key(), { number: sent, version: seen, reason: '错发' }));
    expect((await packing(world, sent)).boxes.every((box) => box.contents.length === 0)).toBe(true);
    expect(await findings()).toEqual([]);
  });
});
