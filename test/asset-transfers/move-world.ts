/** A county with equipment that is given away and disposed of: who decides, who takes over. */
import { approveMove, handOver, takeOver } from '../../src/asset-transfers/act-commands.ts';
import { type MoveInput, proposeMove } from '../../src/asset-transfers/propose-commands.ts';
import { moveByNumber } from '../../src/asset-transfers/transfer-record.ts';
import { disposalByNumber } from '../../src/disposals/disposal-record.ts';
import { reportFault } from '../../src/faults/report-commands.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';

export interface MoveWorld extends AssetWorld {
  vice: TestPerson;
  finance: TestPerson;
  otherHead: TestPerson;
}

export async function openMoveWorld(): Promise<MoveWorld> {
  const world = await openAssetWorld();
  const { services } = world;
  return {
    ...world,
    vice: await addPerson(services, world.head, 'vice_president'),
    finance: await addPerson(services, world.head, 'chief_accountant'),
    otherHead: await addPerson(services, world.otherBranch, 'branch_head'),
  };
}

/** A card of the branch itself that costs 20,000 yuan. */
export function branchCard(world: MoveWorld, more: Parameters<typeof addCard>[1] = {}): Promise<string> {
  const priceFen = more.priceFen ?? 2_000_000;
  const { code } = world.branch;
  return addCard(world, { owner: code, user: code, keeper: code, funds: { own: priceFen }, ...more, priceFen });
}

export const moveInput = (world: MoveWorld, assetNumber: string, more: Partial<MoveInput> = {}): MoveInput => ({
  assetNumber,
  to: world.otherBranch.code,
  reason: '闲置，对方需要',
  paidFen: 0,
  licenceNumber: null,
  ...more,
});

export async function seenMove(world: MoveWorld, number: string) {
  const found = await moveByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}

export async function seenDisposal(world: MoveWorld, number: string) {
  const found = await disposalByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}

export const HANDED = { condition: '外观完好，附件齐全', test: '通电自检正常', safe: true };
export const TAKEN = { condition: '验收正常', room: '超声室' };

export async function proposed(world: MoveWorld, card: string, more: Partial<MoveInput> = {}): Promise<string> {
  return accepted(await proposeMove(world.services, world.custodian, key(), moveInput(world, card, more))).number;
}

/** A transfer of that card, as far as it is asked to go. */
export async function moved(world: MoveWorld, card: string, to: 'approved' | 'moving' | 'done'): Promise<string> {
  const number = await proposed(world, card);
  const { services } = world;
  accepted(await approveMove(services, world.branchHead, await seenMove(world, number)));
  accepted(await approveMove(services, world.officer, await seenMove(world, number)));
  if (to === 'approved') return number;
  accepted(await handOver(services, world.custodian, await seenMove(world, number), HANDED));
  if (to === 'moving') return number;
  accepted(await takeOver(services, world.stranger, await seenMove(world, number), TAKEN));
  return number;
}

/** The branch says that its card cannot be used; the number of the fault. */
export async function reportBroken(world: MoveWorld, asset: string): Promise<string> {
  const said = {
    asset,
    what: '开机报警，无法使用',
    urgency: 'urgent',
    usable: 'no',
    loaner: null,
    photo: null,
  } as const;
  return accepted(await reportFault(world.services, world.branchHead, key(), said)).number;
}
