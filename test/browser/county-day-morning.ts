/** The morning of a day of the county: forty requests come in, and what is one need is made one. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { picture } from './browser.ts';
import type { Day } from './county-day.ts';
import { askedOf } from './county-day-cast.ts';
import { type Call, figuresOf, fillRequest, sendRequests, typeRequest } from './county-day-steps.ts';
import { kept, outbox, send, withNote } from './offline-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

/** Typed on phones, without a network, and told on the telephone. */
export async function fortyRequests(day: Day): Promise<void> {
  const { shot, cast, hub, phone, person, at, keep, period, before } = day;
  const { short, ample, parted, refused, neighbour } = cast;
  const asked = askedOf(short);
  const doctor = await person(at(0).login);
  keep(short, at(0), await typeRequest(doctor, at(0), short, asked));
  await picture(doctor.page, `county-registered-${shot}`);
  day.again.same = await typeRequest(await person(cast.above), at(0), short, asked);
  const far = await person(at(1).login);
  await kept(far, paths.newShortage());
  const note = `断网的一天${shot}`;
  await fillRequest(far.page, short, asked, note);
  await far.context.setOffline(true);
  await send(far.page);
  await outbox(far.page).getByText('1条等待发送').waitFor();
  await picture(far.page, `county-offline-${shot}`);
  expect(withNote(note)).toEqual([]);
  await far.context.setOffline(false);
  await outbox(far.page).getByText('已发送').waitFor();
  // That there was no network was meant
  far.complaints.length = 0;
  expect(withNote(note)).toHaveLength(1);
  keep(neighbour.drug, at(2), await typeRequest(await person(at(2).login), at(2), neighbour.drug, 3));
  keep(parted, at(3), await typeRequest(await person(at(3).login), at(3), parted, 5));
  keep(refused, at(4), await typeRequest(await person(at(4).login), at(4), refused, 2));
  const calls: Call[] = [
    ...cast.members.slice(2).map((member) => ({ member, drug: short, packs: asked })),
    ...ample.flatMap((drug, index) =>
      cast.members.slice(0, index === 2 ? 8 : 9).map((member) => ({ member, drug, packs: 2 })),
    ),
  ];
  const numbers = await sendRequests(phone, calls);
  for (const [index, { drug, member }] of calls.entries()) keep(drug, member, numbers[index] ?? '');
  const [twice = ''] = await sendRequests(phone, [{ member: at(1), drug: ample[0], packs: 1, again: true }]);
  day.again.more = twice;
  const now = await figuresOf(hub, period);
  expect(Number(now['登记']?.value) - Number(before['登记']?.value)).toBe(40);
}

/** Asked twice, by two people of one clinic and by one member for more. */
export async function oneNeedOnce(day: Day): Promise<void> {
  const { shot, cast, hub, at, request } = day;
  const pairs = [
    { first: request(cast.short, at(0)), second: day.again.same, adds: 'nothing' },
    { first: request(cast.ample[0], at(1)), second: day.again.more, adds: 'all' },
  ];
  for (const { first, second, adds } of pairs) {
    await look(hub, paths.shortage(first));
    const form = hub.page.locator('form[action$="/merging"]', { hasText: second });
    await picture(hub.page, `county-duplicate-${adds}-${shot}`);
    await press(hub.page, form.locator(`button[name="merge.adds"][value="${adds}"]`));
    await expectCalm(hub);
    const [gone, stays] = /\/merging/.test(hub.page.url()) ? ['', ''] : [second, first];
    await look(hub, paths.shortage(stays));
    const main = await textOf(hub.page.locator('main'));
    expect(main).toContain(gone);
    expect(main).toContain('已并进本件');
    await look(hub, paths.shortage(gone));
    expect(await textOf(hub.page.locator('main'))).toContain('本件已并入');
  }
}
