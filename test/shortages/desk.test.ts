/** The desk: what hurts first stands first; demand against supply; many answers in one act, shared and explained. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { timelineOf } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import { deskItem, needsPage, shareNeeds } from '../../src/shortages/desk-item-queries.ts';
import { deskItems, deskLines } from '../../src/shortages/desk-queries.ts';
import type { RegisterInput } from '../../src/shortages/register-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { type ShareLine, shareItem } from '../../src/shortages/share-commands.ts';
import { accepted, addStock, type TestItem, type TestMember, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type County, key, openCounty, recordOf, registration, stockedItem, versionOf } from './county.ts';

let county: County;
let hub: Browser;
let doctor: Browser;
beforeAll(async () => {
  county = await openCounty();
  hub = await signIn(county.app, county.hub.login);
  doctor = await signIn(county.app, county.doctor.login);
});
afterAll(() => county.drop());

async function ask(by: TestPerson, place: TestMember, item: TestItem, more: Partial<RegisterInput> = {}) {
  const input = registration(county, { itemCode: item.code, organisationCode: place.code, ...more });
  return accepted(await registerShortage(county.services, by, key(), input)).number;
}

/** Three members ask for more of one item than the hub has. */
async function scarce(quantityBase = 96) {
  const item = await stockedItem(county, { quantityBase });
  const clinic = await ask(county.doctor, county.clinic, item, { urgency: 'routine', quantityBase: 96 });
  const other = await ask(county.stranger, county.otherBranch, item, { urgency: 'emergency', quantityBase: 48 });
  const branch = await ask(county.branchPharmacist, county.branch, item, { quantityBase: 96 });
  return { item, clinic, other, branch };
}

async function view(item: TestItem) {
  return deskItem(county.services.db.read, item, county.head.id, county.clock.now());
}

async function line(number: string, quantityBase: number, reason = ''): Promise<ShareLine> {
  return { number, version: await versionOf(county, number), quantityBase, reason };
}

async function reasonOf(itemCode: string, lines: ShareLine[], actor = county.hub): Promise<string> {
  const answer = await shareItem(county.services, actor, key(), { itemCode, lines });
  return answer.ok ? 'accepted' : answer.reason;
}

describe('the order of the desk', () => {
  it('puts emergencies first, then who is out, then who has more patients', async () => {
    const item = await stockedItem(county);
    const { services, clock } = county;
    const few = await ask(county.doctor, county.clinic, item, { patients: 2 });
    const many = await ask(county.branchPharmacist, county.branch, item, { patients: 9 });
    const urgent = await ask(county.stranger, county.otherBranch, item, { urgency: 'emergency', patients: 1 });
    const page = await deskLines(services.db.read, {}, clock.now(), { size: 50 });
    const order = page.rows.map((row) => row.document.number).filter((number) => [few, many, urgent].includes(number));
    expect(order).toEqual([urgent, many, few]);
    expect(page.total).toBe(page.rows.length);
    const first = await deskLines(services.db.read, {}, clock.now(), { size: 1 });
    const second = await deskLines(services.db.read, {}, clock.now(), { size: 1, after: first.next });
    expect(second.rows[0]?.document.number).toBe(page.rows[1]?.document.number);
    const [one] = (await deskItems(services.db.read, {}, clock.now(), { size: 50 })).rows.filter(
      ({ itemId }) => itemId === item.id,
    );
    expect(one).toMatchObject({ urgency: 'emergency', coverDays: 0, patients: 12, requests: 3, members: 3 });
    const late = await deskLines(services.db.read, { late: true }, clock.now(), { size: 50 });
    expect(late.rows).toEqual([]);
    const { rows: chronic } = await deskItems(services.db.read, { urgency: 'chronic' }, clock.now(), { size: 50 });
    expect(chronic.some(({ itemId }) => itemId === item.id)).toBe(false);
  });
});

describe('demand against supply', () => {
  it('is shown a page at a time, each need on one page, in the order in which they hurt', () => {
    const urgencies = ['emergency', 'chronic', 'routine'] as const;
    const needs = Array.from({ length: 7 }, (_, at) => {
      const asked = { id: at + 1, number: `QY-${at}`, urgency: urgencies[at % 3] ?? 'routine', patients: at };
      return { ...asked, version: 1, status: 'registered' as const, createdBy: 1, organisationId: 2 + at, place: '' };
    }).map((need) => ({ ...need, neededBy: '', runsOutOn: null, answerBy: 5, resolveBy: null, openBase: 24 }));
    const supply = { lots: [], useByOrganisation: new Map<number, number>() };
    const all = shareNeeds(needs, supply, { hubId: 1, packSize: 24, today: '2026-11-20' }).needs;
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = needsPage(all, after, 3);
      expect(page.total).toBe(7);
      seen.push(...page.rows.map((need) => need.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(all.map((need) => need.id));
    expect(needsPage(all, 'nonsense', 3).rows).toHaveLength(3);
  });

  it('shares what is too little: the emergency in full, the rest in whole packs, explained', async () => {
    const { item, clinic, other, branch } = await scarce();
    await addStock(county.services, county.otherStore, {
      item,
      quantityBase: 240,
      organisationId: county.otherBranch.id,
    });
    const { needs, availableBase, supply } = await view(item);
    expect(availableBase).toBe(96);
    const shares = new Map(needs.map((need) => [need.number, need.share]));
    expect(shares.get(other)?.quantityBase).toBe(48);
    expect(shares.get(clinic)?.quantityBase).toBe(24);
    expect(shares.get(branch)?.quantityBase).toBe(24);
    expect(shares.get(clinic)?.explanation).toMatchObject({ tierAskedBase: 192, tierGivenBase: 48 });
    expect(supply.hub.usableBase).toBe(96);
    expect(supply.spare.map(({ place }) => place.id)).toEqual([county.otherBranch.id]);
  });
});

describe('answering many in one act', () => {
  it('keeps lots for all of them, accepts what was not, and keeps the reason of another share', async () => {
    const { item, clinic, other, branch } = await scarce();
    const lines = [
      await line(other, 48),
      await line(clinic, 48, '村医只有这一天来取'),
      await line(branch, 0, '下周到货'),
    ];
    const shared = accepted(await shareItem(county.services, county.hub, key(), { itemCode: item.code, lines }));
    expect(shared).toMatchObject({ requests: 2, quantityBase: 96 });
    const record = await recordOf(county, clinic);
    expect(record.document.status).toBe('matched');
    expect(record.shortage.answeredBase).toBe(48);
    expect((await recordOf(county, other)).document.status).toBe('matched');
    expect((await recordOf(county, branch)).document.status).toBe('registered');
    const acts = await timelineOf(county.services.db.read, record.document.id);
    expect(acts.at(-1)?.detail).toMatchObject({ proposedBase: 24, shareReason: '村医只有这一天来取' });
    const page = await hub.get(paths.shortage(clinic));
    expect(page.text).toContain('改动原因：村医只有这一天来取');
  });
  it('refuses whoever may not, another share without a word, too much, foreign requests, and nothing', async () => {
    const { item, clinic, other, branch } = await scarce();
    const elsewhere = await scarce();
    expect(await reasonOf(item.code, [await line(clinic, 24)], county.doctor)).toBe('forbidden');
    expect(await reasonOf('NOPE', [await line(clinic, 24)])).toBe('item_unknown');
    expect(await reasonOf(item.code, [await line(clinic, 48)])).toBe('share_reason');
    expect(await reasonOf(item.code, [await line(clinic, 500, 'x')])).toBe('share_more_than_open');
    expect(await reasonOf(item.code, [await line(clinic, -1, 'x')])).toBe('quantity_invalid');
    expect(await reasonOf(item.code, [await line(elsewhere.clinic, 24)])).toBe('not_found');
    expect(await reasonOf(item.code, [await line(clinic, 24), await line(clinic, 24)])).toBe('pick_twice');
    expect(await reasonOf(item.code, [await line(clinic, 0, 'x'), await line(branch, 0, 'x')])).toBe('share_nothing');
    expect(await reasonOf(item.code, [await line(clinic, 96, '全给'), await line(other, 48)])).toBe('share_short');
    expect(await reasonOf(item.code, [])).toBe('share_nothing');
    // All or none: nothing of the refused acts was kept
    expect((await recordOf(county, clinic)).shortage.answeredBase).toBe(0);
  });
  it('tells that somebody else has just answered', async () => {
    const { item, clinic } = await scarce();
    const late = await line(clinic, 24);
    accepted(await shareItem(county.services, county.hubTwo, key(), { itemCode: item.code, lines: [late] }));
    expect(await reasonOf(item.code, [late])).toBe('stale');
    const rest = { ...late, version: await versionOf(county, clinic) };
    const picks = [{ locationId: county.headStore, lotId: item.lotId, quantityBase: 72 }];
    const given = { number: clinic, version: rest.version, picks, overrideReason: '', ownDispatch: false };
    accepted(await answerShortage(county.services, county.hub, key(), given));
    expect(await reasonOf(item.code, [rest])).toBe('stale');
  });
});

describe('the pages', () => {
  const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

  it('lead from the desk to a shared answer, keeping what was typed on the way', async () => {
    const { item, clinic, other, branch } = await scarce();
    const desk = await hub.get(paths.shortageDesk());
    expect(desk.text).toContain(paths.shortageDeskItem(item.code));
    expect((await hub.get(paths.shortageDesk({ view: 'requests' }))).text).toContain(paths.shortage(clinic));
    expect((await doctor.get(paths.shortageDesk())).status).toBe(404);
    expect((await doctor.get(paths.shortageDeskItem(item.code))).status).toBe(404);
    const page = await hub.get(paths.shortageDeskItem(item.code));
    expect(page.text).toContain('快断货优先');
    expect(page.text).toContain('这一档共要');
    const ids = await Promise.all(
      [clinic, other, branch].map(async (number) => (await recordOf(county, number)).document),
    );
    const fields: Record<string, string> = { idempotency_key: hidden(page.text, 'idempotency_key') };
    for (const { id, number, version } of ids) {
      fields[`line.${id}.number`] = number;
      fields[`line.${id}.version`] = String(version);
      fields[`line.${id}.quantity.packs`] = hidden(page.text, `line.${id}.quantity.packs`) || '1';
    }
    const [first] = ids;
    const wrong = { ...fields, [`line.${first?.id}.quantity.packs`]: '3' };
    const refused = await hub.post(paths.shortageDeskAnswers(item.code), wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('请在这一行写原因');
    expect(refused.text).toContain('value="3"');
    const nonsense = await hub.post(paths.shortageDeskAnswers(item.code), {
      ...wrong,
      [`line.${first?.id}.quantity.packs`]: 'x',
    });
    expect(nonsense.status).toBe(422);
    const right = { ...fields, [`line.${ids[1]?.id}.quantity.packs`]: '2' };
    const done = await hub.post(paths.shortageDeskAnswers(item.code), right);
    expect(done.location).toBe(paths.shortageDeskItem(item.code));
    expect((await hub.follow(done)).text).toContain('已为3件安排');
    const again = await hub.post(paths.shortageDeskAnswers(item.code), right);
    expect((await hub.follow(again)).text).toContain('没有再做一次');
  });
});
