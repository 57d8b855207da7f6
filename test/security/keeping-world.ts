/** A branch with a paper of each kind of keeping stock, and a neighbour who has no part in them. */
import { openLoss } from '../../src/losses/draft-commands.ts';
import { openRecall } from '../../src/recalls/draft-commands.ts';
import { askTransfer } from '../../src/transfers/open-commands.ts';
import { opened, stocked } from '../counts/count-world.ts';
import { notice } from '../recalls/recall-world.ts';
import { addProbe, openStorageWorld, type StorageWorld } from '../storage/storage-world.ts';
import { accepted, addMember, addPerson, addStore, type TestItem, type TestPerson } from '../support/build.ts';
import { key } from './forms.ts';

export interface KeepingWorld extends StorageWorld {
  item: TestItem;
  lotId: number;
  neighbour: { code: string; person: TestPerson; head: TestPerson };
  probe: string;
  count: string;
  loss: string;
  recall: string;
  transfer: string;
}

export async function openKeepingWorld(): Promise<KeepingWorld> {
  const world = await openStorageWorld();
  const { services, first, quality, branch } = world;
  const other = await addMember(services, { kind: 'branch', parent: world.head });
  await addStore(services, other);
  const neighbour = {
    code: other.code,
    person: await addPerson(services, other, 'branch_pharmacist'),
    head: await addPerson(services, other, 'branch_head'),
  };
  const { item, lotId } = await stocked(world, 480);
  const loss = {
    kind: 'write_off' as const,
    organisationCode: branch.code,
    reasonCode: 'damaged' as const,
    reason: '',
  };
  const ask = { direction: 'asked' as const, organisationCode: other.code, otherCode: branch.code, note: '' };
  const wanted = { ...ask, neededBy: '2026-11-30', items: { [item.id]: { packs: '1' } } };
  return {
    ...world,
    item,
    lotId,
    neighbour,
    probe: await addProbe(world),
    count: await opened(world, [item]),
    loss: accepted(await openLoss(services, first, key(), loss)).number,
    recall: accepted(await openRecall(services, quality, key(), { ...notice(), targets: [] })).number,
    transfer: accepted(await askTransfer(services, neighbour.person, key(), wanted)).number,
  };
}
