/** Substitutes that a prescriber decides on, wishes that become proposals, and the page of a request in parts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { partsOf } from '../../src/shortages/part-queries.ts';
import { proposeWish } from '../../src/shortages/proposal-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { confirmSubstitute } from '../../src/shortages/substitute-commands.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { PACK, shortageOf } from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addStock, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { back, DUE, even, give, openParts, split, statusOf, sums, world } from './part-world.ts';

beforeAll(openParts);
afterAll(async () => {
  for (const check of shortageChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

describe('a substitute', () => {
  const asked = (itemCode: string | null) => ({
    organisationCode: world.branch.code,
    itemCode,
    wishName: null,
    wishDetail: null,
    wishUnit: null,
    quantityBase: 10 * PACK,
    urgency: 'routine' as const,
    reason: 'out_of_stock' as const,
    neededBy: DUE,
    daysOfUse: null,
    patients: null,
    patientReference: null,
    note: null,
    substituteAcceptable: true,
    again: true,
  });

  it('is offered by the pharmacist, agreed by the prescriber, and asked for in the place of the first', async () => {
    const { services, people, places, head } = world;
    const drug = { genericName: '缬沙坦', packSize: PACK };
    const first = await addItem(services, { ...drug, manufacturer: '北京制药' });
    const other = await addItem(services, { ...drug, manufacturer: '浙江制药' });
    await addStock(services, places.headStore, { item: other, quantityBase: 20 * PACK, organisationId: head.id });
    const { number } = accepted(await registerShortage(services, people.receiver, null, asked(first.code)));
    accepted(await acceptShortage(services, people.pharmacist, null, { number, version: 1 }));
    const offer = { way: 'substitute' as const, quantityBase: 10 * PACK, itemBase: 10 * PACK, dueOn: null };
    expect(await give(number, { ...offer, itemCode: world.item.code })).toBe('part_substitute_unknown');
    expect(await give(number, { ...offer, itemCode: other.code })).toBe('accepted');
    expect(await statusOf(number)).toBe('matched');
    const { document } = await shortageOf(world, number);
    const [part] = await partsOf(services.db.read, document.id);
    const said = {
      number,
      version: document.version,
      part: part?.id ?? 0,
      agrees: true,
      prescriber: '钟医师',
      note: '',
    };
    const decide = async (given: object, actor: TestPerson = people.receiver) => {
      const answer = await confirmSubstitute(services, actor, null, { ...said, ...given });
      return answer.ok ? 'accepted' : answer.reason;
    };
    expect(await decide({}, people.pharmacist)).toBe('forbidden');
    expect(await decide({ prescriber: ' ' })).toBe('part_prescriber_missing');
    expect(await decide({ agrees: false })).toBe('reason_missing');
    expect(await decide({ agrees: false, note: '肾功能不全' })).toBe('accepted');
    expect(await statusOf(number)).toBe('accepted');
    expect(await give(number, { ...offer, itemCode: other.code })).toBe('accepted');
    const parts = await partsOf(services.db.read, document.id);
    const again = { part: parts.at(-1)?.id ?? 0, version: (await shortageOf(world, number)).document.version };
    expect(await decide(again)).toBe('accepted');
    expect(await statusOf(number)).toBe('substituted');
    expect(await sums(number)).toEqual(even(10 * PACK));
    const [, agreed] = await partsOf(services.db.read, document.id);
    const next = await shortageOf(world, agreed?.source?.number ?? '');
    expect(next).toMatchObject({ item: { id: other.id }, shortage: { quantityBase: 10 * PACK } });
    expect(next.document.status).toBe('accepted');
    expect(await back(number, 'substitute')).toBe('part_confirmed');
  });
});

describe('a wish', () => {
  async function wish() {
    const asked = {
      organisationCode: world.branch.code,
      itemCode: null,
      wishName: '沙库巴曲缬沙坦钠片',
      wishDetail: '100mg',
      wishUnit: '盒',
      quantityBase: 10,
      urgency: 'routine' as const,
      reason: 'not_in_formulary' as const,
      neededBy: DUE,
      daysOfUse: null,
      patients: null,
      patientReference: null,
      note: null,
      substituteAcceptable: false,
      again: false,
    };
    return accepted(await registerShortage(world.services, world.people.receiver, null, asked)).number;
  }

  it('ends as a proposal with a draft of a dossier, which its page follows; taken back while it is one', async () => {
    const number = await wish();
    const input = { number, version: 1, reason: '来自登记' };
    const doctor = await proposeWish(world.services, world.people.doctor, null, input);
    expect(doctor).toMatchObject({ ok: false });
    const { dossier } = accepted(await proposeWish(world.services, world.people.receiver, null, input));
    expect(await statusOf(number)).toBe('proposed');
    const member = await signIn(world.app, world.people.receiver.login);
    const page = (await member.get(paths.shortage(number))).text;
    expect(page).toContain(dossier);
    expect(page).toContain('草稿');
    expect(await sums(number)).toEqual(even(10));
    expect(await back(number, 'proposal')).toBe('accepted');
    expect(await statusOf(number)).toBe('accepted');
    expect(await give(number, { way: 'refuse', quantityBase: 10, note: '停产', dueOn: null })).toBe('accepted');
    expect(await statusOf(number)).toBe('rejected');
    const listed = await split();
    const { version } = (await shortageOf(world, listed.shortage)).document;
    const again = await proposeWish(world.services, world.people.receiver, null, {
      ...input,
      number: listed.shortage,
      version,
    });
    expect(again).toMatchObject({ reason: 'propose_listed' });
  });
});

describe('the page of a request in parts', () => {
  it('shows every part with its next step to both sides, and takes the acts of each', async () => {
    const { shortage, dispatch } = await split();
    const hub = await signIn(world.app, world.people.pharmacist.login);
    const member = await signIn(world.app, world.people.receiver.login);
    const fields = {
      idempotency_key: `parts-page-${process.pid}-first`,
      version: String((await shortageOf(world, shortage)).document.version),
      'part.way': 'purchase',
      'part.quantity.packs': '20',
      'part.dueOn': DUE,
    };
    const more = await hub.post(paths.shortageParts(shortage), { ...fields, 'part.quantity.packs': '21' });
    expect(more.status).toBe(422);
    expect(more.text).toContain('还没安排的只有20盒');
    expect((await hub.post(paths.shortageParts(shortage), fields)).status).toBe(303);
    for (const browser of [hub, member]) {
      const page = (await browser.get(paths.shortage(shortage))).text;
      const told = ['分行', '新采购', '采购员采购', dispatch, '合计50盒'];
      for (const text of told) expect(page).toContain(text);
    }
    const again = { ...fields, idempotency_key: `parts-page-${process.pid}-again` };
    const stale = await hub.post(paths.shortageParts(shortage), again);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain(world.people.pharmacist.name);
  });
});
