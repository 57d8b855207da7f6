/** A county with a head, two branches, a clinic and a handful of items, for the tests of the formulary's versions. */
import type { Actor } from '../../src/auth/viewer.ts';
import { type Proposed, type ProposedChange, proposeChanges } from '../../src/formulary/change-commands.ts';
import { describeDraft } from '../../src/formulary/draft-commands.ts';
import { publishDraft } from '../../src/formulary/publish-commands.ts';
import { type Draft, openDraft } from '../../src/formulary/queries.ts';
import type { Result } from '../../src/kernel/result.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStore,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';
import { decideMatter } from '../support/decisions.ts';

export interface FormularyWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  clinic: TestMember;
  branchStore: number;
  chief: TestPerson;
  second: TestPerson;
  vice: TestPerson;
  doctor: TestPerson;
  amoxicillin: TestItem;
  aspirin: TestItem;
  insulin: TestItem;
}

export async function formularyWorld(): Promise<FormularyWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', name: '总院' });
  const branch = await addMember(services, { kind: 'branch', parent: head, name: '江背分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, name: '水口村卫生室' });
  const insulinPack = { form: '注射液', strength: '3ml:300U', packUnit: '支', baseUnit: '支', packSize: 1 };
  return {
    ...test,
    head,
    branch,
    clinic,
    branchStore: await addStore(services, branch),
    chief: await addPerson(services, head, 'chief_pharmacist'),
    second: await addPerson(services, head, 'chief_pharmacist'),
    vice: await addPerson(services, head, 'vice_president'),
    doctor: await addPerson(services, branch, 'branch_pharmacist'),
    amoxicillin: await addItem(services, { genericName: '阿莫西林', form: '胶囊剂' }),
    aspirin: await addItem(services, { genericName: '阿司匹林', strength: '100mg', villageTier: false }),
    insulin: await addItem(services, {
      genericName: '甘精胰岛素',
      ...insulinPack,
      townshipTier: false,
      villageTier: false,
    }),
  };
}

/** A change by hand that says why; add at all tiers unless told otherwise. */
export function change(itemId: number, given: Partial<ProposedChange> = {}): ProposedChange {
  const tiers = given.act === 'remove' ? [false, false, false] : [true, true, false];
  const [county = false, township = false, village = false] = tiers;
  return { itemId, act: 'add', county, township, village, origin: 'hand', reason: '临床需要', ...given };
}

export function propose(world: TestApp, actor: Actor, changes: ProposedChange[]): Promise<Result<Proposed>> {
  return world.services.db.transaction((tx) => proposeChanges(tx, actor, world.clock.now(), changes));
}

/** The open draft; fails when there is none. */
export async function draftOf(world: TestApp): Promise<Draft> {
  const draft = await openDraft(world.services.db.read);
  if (draft === undefined) throw new Error('no draft is open');
  return draft;
}

export async function describeAs(world: FormularyWorld, effectiveOn: string, title = '统一用药目录') {
  const { documentNumber: number, documentVersion: version } = await draftOf(world);
  return describeDraft(world.services, world.chief, null, { number, version, title, effectiveOn });
}

/** The committee decides about a document as it stands; gives the matter's id. */
export function decide(
  world: FormularyWorld,
  about: { documentId: number; documentVersion: number } | null,
  given: { kind?: 'version' | 'exception'; outcome?: 'passed' | 'rejected' } = {},
): Promise<number> {
  const by = { headId: world.head.id, actor: world.vice };
  return decideMatter(world, by, { kind: 'version', text: '目录', about, ...given });
}

/** Gives the draft its day, has it decided and publishes it. */
export async function publishOn(world: FormularyWorld, effectiveOn: string) {
  accepted(await describeAs(world, effectiveOn));
  const draft = await draftOf(world);
  await decide(world, draft);
  const { documentNumber: number, documentVersion: version } = draft;
  return publishDraft(world.services, world.chief, null, { number, version });
}
