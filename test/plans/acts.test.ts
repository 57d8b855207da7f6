/** The buyer's changes of a plan and accepted transfers: what each does, and each refusal by name. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demand } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { memberTransferLine } from '../../db/schema/transfers.ts';
import { recordCard } from '../../src/controlled/card-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { abandonPlan, submitPlan } from '../../src/plans/commands.ts';
import { declineTransfer, declineTransfers } from '../../src/plans/decline-commands.ts';
import { dropLine } from '../../src/plans/drop-commands.ts';
import { addLine } from '../../src/plans/line-commands.ts';
import { acceptTransfer } from '../../src/plans/transfer-commands.ts';
import { demandTrace } from '../../src/requisitions/demand-queries.ts';
import { grantTransfer } from '../../src/transfers/grant-commands.ts';
import { accepted, addItem, addPerson, type TestMember } from '../support/build.ts';
import { addParty } from '../support/parties.ts';
import { actIn, change, draft, grant, openOf, outcome, seen } from './plan-acts.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem, stocked } from './plan-world.ts';

let world: PlanWorld;

const headOf = (member: TestMember) => addPerson(world.services, member, 'branch_head');

/** The transfers that ask for the item. */
function openTransfers(itemId: number) {
  return world.services.db.read
    .select({ number: document.number, lineId: memberTransferLine.id, status: document.status })
    .from(memberTransferLine)
    .innerJoin(document, eq(document.id, memberTransferLine.transferId))
    .where(eq(memberTransferLine.itemId, itemId));
}

beforeAll(async () => {
  world = await openPlanWorld();
  actIn(world);
  for (const member of [world.head, world.north, world.south]) await grant(member, 100_000_00);
});
afterAll(() => world.drop());

describe('the buyer changes lines', () => {
  it('gives back what is cut, the least pressing first, and takes it along again', async () => {
    const { number, item, north, south } = await draft();
    expect(await outcome(change(number, 1, { quantityBase: 70 }))).toBe('plan_change_reason');
    expect(await outcome(change(number, 1, { quantityBase: 75, reason: '够了' }))).toBe('plan_whole_packs');
    accepted(await change(number, 1, { quantityBase: 70, reason: '够了' }));
    const cut = await rowsOf(world, number);
    expect(cut.served.find((one) => one.demandId === north)?.quantityBase).toBe(60);
    expect(cut.served.find((one) => one.demandId === south)?.quantityBase).toBe(10);
    expect(cut.plan.amountFen).toBe(7000);
    expect(await openOf(item)).toBe(20);
    accepted(await change(number, 1, { quantityBase: 120, reason: '多备' }));
    const raised = await rowsOf(world, number);
    expect(raised.lines[0]).toMatchObject({ quantityBase: 120, askedBase: 90, toBuyBase: 90, amountFen: 12_000 });
    expect(await openOf(item)).toBe(0);
  });
  it('needs evidence for exceptional channels, keeps gifts free, and refuses who does not sell it', async () => {
    const { number, item } = await draft();
    const filed = { quantityBase: 90, channel: 'filed' as const, pricePack: 90_000 };
    expect(await outcome(change(number, 1, filed))).toBe('plan_channel_reason');
    expect(await outcome(change(number, 1, { ...filed, channelReason: '断供' }))).toBe('plan_evidence_short');
    const evidence = { ...filed, channelReason: '两家配送企业书面断供，附回函' };
    expect(await outcome(change(number, 1, { ...evidence, pricePack: 110_000 }))).toBe('price_above_listed');
    accepted(await change(number, 1, evidence));
    expect((await rowsOf(world, number)).lineOf(item)).toMatchObject({ channel: 'filed', amountFen: 8100 });
    const gift = { quantityBase: 90, channel: 'donation' as const, channelReason: '省红会捐赠' };
    expect(await outcome(change(number, 1, { ...gift, pricePack: 5 }))).toBe('plan_donation_priced');
    accepted(await change(number, 1, gift));
    const stranger = await addParty(world.services);
    expect(await outcome(change(number, 1, { quantityBase: 90, party: stranger.code }))).toBe('plan_not_sold');
    expect(await outcome(change(number, 1, { quantityBase: 90, party: 'NOPE' }))).toBe('plan_party_unknown');
    expect(await outcome(change(number, 9, { quantityBase: 90 }))).toBe('plan_line_gone');
    expect(await outcome(change(number, 1, { quantityBase: 90 }, world.auditor))).toBe('forbidden');
  });
  it('drops a line with a reason and adds one by hand, with its open demand', async () => {
    const { number, item } = await draft();
    const drop = async (reason: string) =>
      dropLine(world.services, world.buyer, key(), { ...(await seen(number)), line: 1, reason });
    expect(await outcome(drop(' '))).toBe('reason_missing');
    accepted(await drop('换规格'));
    expect(await openOf(item)).toBe(90);
    const add = async (itemCode: string, quantityBase: number, reason = '补采') =>
      addLine(world.services, world.buyer, key(), { ...(await seen(number)), itemCode, quantityBase, reason });
    expect(await outcome(add('NOPE', 10))).toBe('item_unknown');
    const narcotic = await addItem(world.services, { controlClass: 'narcotic' });
    expect(await outcome(add(narcotic.code, 24))).toBe('plan_item_controlled');
    expect(await outcome(add(item.code, 100, ''))).toBe('plan_change_reason');
    accepted(await add(item.code, 100));
    expect(await outcome(add(item.code, 100))).toBe('plan_item_there');
    const rows = await rowsOf(world, number);
    expect(rows.lines).toMatchObject([{ lineNumber: 1, askedBase: 90, toBuyBase: 90, quantityBase: 100 }]);
    expect(await openOf(item)).toBe(0);
    const card = {
      organisationCode: world.head.code,
      number: '赣印8',
      classes: ['narcotic' as const],
      buyers: '叶采购',
    };
    const span = { validFrom: '2026-01-01', validTo: '2028-12-31' };
    accepted(await recordCard(world.services, world.pharmacist, key(), { ...card, ...span }));
    expect(await outcome(add(narcotic.code, 24))).not.toBe('plan_item_controlled');
  });
  it('buys what a declined transfer would have met', async () => {
    const item = await soldItem(world);
    const there = { storeId: world.neighbourStore, member: world.neighbour };
    await stocked(world, there, item, { quantityBase: 100, use30: 10 });
    await asks(world, world.north, item, 45);
    const number = await planned(world);
    const [transfer] = (await rowsOf(world, number)).transfers;
    expect((await rowsOf(world, number)).lineOf(item)).toMatchObject({ fromNeighboursBase: 40, quantityBase: 10 });
    const decline = async (reason: string) => {
      const input = { ...(await seen(number)), transfer: transfer?.id ?? 0, reason };
      return declineTransfer(world.services, world.buyer, key(), input);
    };
    expect(await outcome(decline(''))).toBe('reason_missing');
    accepted(await decline('对方另有用处'));
    expect(await outcome(decline('再退'))).toBe('plan_transfer_answered');
    expect((await rowsOf(world, number)).lineOf(item)).toMatchObject({
      askedBase: 45,
      fromNeighboursBase: 0,
      toBuyBase: 45,
      quantityBase: 50,
    });
  });
  it('declines all that wait for one reason: every need of every line is bought, what was sent stays', async () => {
    const [one, two] = [await soldItem(world), await soldItem(world)];
    const there = { storeId: world.neighbourStore, member: world.neighbour };
    for (const item of [one, two]) await stocked(world, there, item, { quantityBase: 200, use30: 10 });
    await asks(world, world.north, one, 45);
    await asks(world, world.north, one, 25);
    await asks(world, world.south, one, 20);
    await asks(world, world.north, two, 30, await paper());
    const number = await planned(world);
    const before = await rowsOf(world, number);
    const waits = before.transfers.length;
    expect(waits).toBe(3);
    const kept = before.transfers.find((row) => row.planLineId === before.lineOf(two)?.id)?.id ?? 0;
    accepted(await acceptTransfer(world.services, world.buyer, key(), { ...(await seen(number)), transfer: kept }));
    const all = async (reason: string) =>
      declineTransfers(world.services, world.buyer, key(), { ...(await seen(number)), reason });
    expect(await outcome(all(' '))).toBe('reason_missing');
    accepted(await all('下月一起买'));
    expect(await outcome(all('再退'))).toBe('plan_transfer_answered');
    const after = await rowsOf(world, number);
    expect(after.lineOf(one)).toMatchObject({ askedBase: 90, fromNeighboursBase: 0, toBuyBase: 90, quantityBase: 90 });
    expect(after.lineOf(two)).toMatchObject({ fromNeighboursBase: 30, toBuyBase: 0 });
    expect(after.transfers.map((row) => row.status).sort()).toEqual(['declined', 'declined', 'sent']);
    const { plan } = after;
    expect(plan.amountFen).toBe(after.lines.reduce((sum, line) => sum + line.amountFen, 0));
  });
});

describe('an accepted transfer', () => {
  it('asks the giver once, whose people keep lots for the needs, and stays when the plan is given up', async () => {
    const item = await soldItem(world);
    const there = { storeId: world.neighbourStore, member: world.neighbour };
    await stocked(world, there, item, { quantityBase: 100, use30: 10 });
    const id = await asks(world, world.north, item, 45, await paper());
    const number = await planned(world);
    const transfer = (await rowsOf(world, number)).transfers[0]?.id ?? 0;
    const accept = async (actor = world.buyer) =>
      acceptTransfer(world.services, actor, key(), { ...(await seen(number)), transfer });
    expect(await outcome(accept(world.auditor))).toBe('forbidden');
    accepted(await accept());
    expect(await outcome(accept())).toBe('plan_transfer_answered');
    const [row] = (await rowsOf(world, number)).transfers;
    expect(row?.status).toBe('sent');
    expect(row?.dispatchId).toBeNull();
    const [asked] = await openTransfers(item.id);
    const line = { [String(asked?.lineId)]: { packs: '4' } };
    const give = { key: key(), number: asked?.number ?? '' };
    accepted(await grantTransfer(world.services, await headOf(world.neighbour), give, line));
    expect((await rowsOf(world, number)).transfers[0]?.dispatchId).not.toBeNull();
    const drop = { ...(await seen(number)), line: 1, reason: '不采' };
    expect(await outcome(dropLine(world.services, world.buyer, key(), drop))).toBe('plan_line_sent');
    const [trace] = await demandTrace(world.services.db.read, [id]);
    expect(trace?.dispatchedBase).toBe(40);
    const [sent] = trace?.steps.filter((step) => step.kind === 'dispatch') ?? [];
    expect(sent).toMatchObject({ by: '社富分院', quantityBase: 40, doneBase: 0 });
    expect(trace?.steps.filter((step) => step.kind === 'plan').map((step) => step.by)).toEqual(['neighbour', 'buy']);
    accepted(await abandonPlan(world.services, world.buyer, key(), { ...(await seen(number)), reason: '重做' }));
    const [after] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
    expect(after?.plannedBase).toBe(40);
  });
});

/** A paper of the branch that asks: a dispatch serves one. */
async function paper() {
  const given = { kind: 'requisition' as const, status: 'submitted', act: 'submit', counterpartId: null };
  const opened = await world.services.db.transaction((tx) =>
    openDocument(tx, { ...given, organisationId: world.north.id, actor: world.buyerTwo, at: world.clock.now() }),
  );
  return { documentId: opened.id };
}

describe('races', () => {
  it('lets one of submit and abandon win, and tells the other', async () => {
    const { number, item } = await draft();
    const input = await seen(number);
    const answers = await Promise.all([
      submitPlan(world.services, world.buyer, key(), input),
      abandonPlan(world.services, world.buyerTwo, key(), { ...input, reason: '重做' }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ reason: 'stale' });
    const { status } = (await rowsOf(world, number)).document;
    expect(await openOf(item)).toBe(status === 'abandoned' ? 90 : 0);
  });
  it('keeps one of two changes of one line', async () => {
    const { number } = await draft();
    const now = await seen(number);
    const answers = await Promise.all([
      change(number, 1, { ...now, quantityBase: 50, reason: '减' }),
      change(number, 1, { ...now, quantityBase: 40, reason: '再减' }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});
