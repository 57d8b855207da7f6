/** Papers of selection, the committee and the formulary full of hostile words, in a county for attacks. */

import { eq } from 'drizzle-orm';
import { concept } from '../../db/schema/catalogue.ts';
import { recordFact } from '../../src/catalogue/fact-commands.ts';
import { attendSession, openSession as begin, callSession } from '../../src/committee/commands.ts';
import { addMatter } from '../../src/committee/matter-commands.ts';
import { castOwnVote, decideMatter } from '../../src/committee/vote-commands.ts';
import { proposeByHand } from '../../src/formulary/draft-commands.ts';
import { allowExceptions } from '../../src/formulary/exception-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
import { recordPermit } from '../../src/preparations/commands.ts';
import { applyForItem, returnDossier } from '../../src/selection/commands.ts';
import { noteItemSignal } from '../../src/selection/watch-commands.ts';
import { addRuleValue } from '../../src/settings/commands.ts';
import { recordSubstitute } from '../../src/substitutes/commands.ts';
import { application, inScoring, review, type SelectionWorld, submitted, versionOf } from '../selection/world.ts';
import { accepted, addItem, addPerson, type TestPerson } from '../support/build.ts';
import { key } from './forms.ts';
import { addLatePapers, type LatePapers } from './late-papers.ts';
import { HOSTILE, type World } from './world.ts';

export interface Papers extends LatePapers {
  chief: TestPerson;
  members: TestPerson[];
  /** A dossier sent back to branch A, one that waits to be assigned, one that is being scored, one that is scored. */
  returned: string;
  submitted: string;
  scoring: string;
  scored: string;
  /** An open session with an undecided matter, and the same of words that passed. */
  session: string;
  matterId: number;
  passedId: number;
  called: string;
  draft: string;
  exceptionId: number;
  permitId: number;
  substituteId: number;
  ruleValueId: number;
  conceptIds: [number, number];
}

function selectionOf(world: World, chief: TestPerson, members: TestPerson[]): SelectionWorld {
  const { head, branchA, branchB, clinicA } = world;
  const places = { branch: branchA.member, otherBranch: branchB.member, clinic: clinicA.member };
  const people = { applicant: branchA.person, stranger: branchB.person, doctor: clinicA.person, auditor: chief };
  return { ...world, head, ...places, ...people, chief, members };
}

/** Opens a session whose title, matter and votes are hostile; the matter passes when `decided`. */
async function sit(world: SelectionWorld, kind: 'exception' | 'substitute', decided: boolean) {
  const { services, chief, members } = world;
  const plan = { title: HOSTILE, heldOn: '2026-11-25', place: HOSTILE };
  const { number } = accepted(await callSession(services, chief, key(), plan));
  const { matterId } = accepted(await addMatter(services, chief, key(), { number, kind, text: HOSTILE }));
  accepted(await begin(services, chief, key(), { number, version: 2 }));
  for (const person of members) {
    accepted(await attendSession(services, person, key(), { number, personId: person.userId, note: HOSTILE }));
    const ballot = { number, matterId, documentVersion: null, choice: 'for' as const, reason: HOSTILE };
    if (decided) accepted(await castOwnVote(services, person, key(), ballot));
  }
  if (decided) accepted(await decideMatter(services, chief, key(), { number, matterId, reason: HOSTILE }));
  return { number, matterId };
}

async function addDossiers(selection: SelectionWorld) {
  const { services, chief, applicant } = selection;
  const texts = { indication: HOSTILE, reason: HOSTILE, comparison: HOSTILE, evidence: HOSTILE, interests: HOSTILE };
  const wish = { genericName: HOSTILE, form: '=1+1', strength: '@x', manufacturer: HOSTILE, approvalNumber: '-1' };
  const wished = application(null, { ...texts, wish });
  const { number: returned } = accepted(await applyForItem(services, applicant, key(), wished));
  const back = { number: returned, version: await versionOf(selection, returned), note: HOSTILE };
  accepted(await returnDossier(services, chief, key(), back));
  const { number: scored } = await inScoring(selection);
  for (const person of selection.members.slice(0, 3)) await review(selection, scored, person, 150, HOSTILE);
  const { number: scoring } = await inScoring(selection);
  return { returned, scored, scoring, submitted: (await submitted(selection)).number };
}

async function conceptOf({ services }: World, name: string): Promise<number> {
  const [row] = await services.db.read.select({ id: concept.id }).from(concept).where(eq(concept.genericName, name));
  return row?.id ?? 0;
}

/** A medicine that may be offered instead: in the formulary. */
async function addSubstitute(world: World): Promise<number> {
  const { genericName } = await addItem(world.services, { code: 'SUB', genericName: '替代药' });
  return conceptOf(world, genericName);
}

async function addRecords(world: World, chief: TestPerson, decisions: { exception: number; substitute: number }) {
  const { services, item } = world;
  const hand = { county: true, township: false, village: false, useUntil: null, reason: HOSTILE, seenAt: 0 };
  const listing = { itemCode: item.code, act: 'tiers' as const, ...hand };
  accepted(await proposeByHand(services, chief, key(), listing));
  const span = { validFrom: '2026-12-01', validTo: null };
  const more = { genericName: HOSTILE, route: 'oral' as const, most: 4, reason: HOSTILE, ...span };
  const { ids } = accepted(await allowExceptions(services, chief, key(), [{ ...more, matterId: decisions.exception }]));
  await addItem(services, { code: 'ZJ1', kind: 'preparation', genericName: '自制合剂' });
  const permit = {
    number: HOSTILE.slice(0, 60),
    itemCode: 'ZJ1',
    makerCode: 'ZY',
    recipientCodes: ['FA'],
    capPacks: 5,
    validFrom: '2026-11-01',
    validTo: '2027-04-30',
    authority: HOSTILE.slice(0, 60),
  };
  const recorded = await recordPermit(services, chief, { key: key(), input: permit, withClinics: false });
  const conceptIds = [await conceptOf(world, item.genericName), await addSubstitute(world)] as [number, number];
  const pair = {
    fromConceptId: conceptIds[0],
    toConceptId: conceptIds[1],
    bothWays: false,
    guidance: HOSTILE,
    ...span,
    validFrom: '2026-11-23',
  };
  const instead = await recordSubstitute(services, chief, key(), { ...pair, matterId: decisions.substitute });
  const value = { recommended: 150, weak: 130 };
  const rule = { code: 'selection_bands' as const, value, legalBasis: HOSTILE, effectiveFrom: '2027-01-01' };
  const { id: ruleValueId } = accepted(await addRuleValue(services, chief, key(), rule));
  const fact = { itemId: item.id, type: 'insurance' as const, value: 'none', effectiveFrom: '2026-12-01' };
  accepted(await recordFact(services, chief, key(), { ...fact, legalBasis: HOSTILE }));
  accepted(await noteItemSignal(services, chief, key(), { itemCode: item.code, note: HOSTILE, seen: 0 }));
  const draft = (await openDraft(services.db.read))?.documentNumber ?? '';
  const made = { permitId: accepted(recorded).id, substituteId: accepted(instead).id, exceptionId: ids[0] ?? 0 };
  return { ...made, ruleValueId, conceptIds, draft };
}

/** Adds them to the world; done by people who were let in, for strangers' words come through them. */
export async function addPapers(world: World): Promise<World & { papers: Papers }> {
  const { services, head } = world;
  const chief = await addPerson(services, head, 'chief_pharmacist', { name: '林总药师' });
  const members: TestPerson[] = [];
  for (const name of ['甲委员', '乙委员', '丙委员']) {
    members.push(await addPerson(services, head, 'committee_member', { name }));
  }
  const selection = selectionOf(world, chief, members);
  const dossiers = await addDossiers(selection);
  const exception = await sit(selection, 'exception', true);
  const substitute = await sit(selection, 'substitute', true);
  const open = await sit(selection, 'exception', false);
  const plan = { title: HOSTILE, heldOn: '2026-12-25', place: HOSTILE };
  const { number: called } = accepted(await callSession(services, chief, key(), plan));
  const decisions = { exception: exception.matterId, substitute: substitute.matterId };
  const records = await addRecords(world, chief, decisions);
  const late = await addLatePapers(world, chief);
  const sittings = { session: open.number, matterId: open.matterId, passedId: exception.matterId, called };
  return { ...world, papers: { chief, members, ...dossiers, ...sittings, ...records, ...late } };
}
