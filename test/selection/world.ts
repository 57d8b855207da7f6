/** A county with an applicant branch, a chief pharmacist and a committee of five, and dossiers at any stage. */
import { attendSession, openSession as begin, callSession } from '../../src/committee/commands.ts';
import { addMatter } from '../../src/committee/matter-commands.ts';
import { sessionByNumber } from '../../src/committee/session-queries.ts';
import { applyForItem } from '../../src/selection/commands.ts';
import { dossierByNumber } from '../../src/selection/dossier-queries.ts';
import { assignReviewers, saveReview, stateInterest } from '../../src/selection/review-commands.ts';
import { CRITERIA, type GivenScore } from '../../src/selection/rules.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  nextNumber,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';

export interface SelectionWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  otherBranch: TestMember;
  clinic: TestMember;
  applicant: TestPerson;
  stranger: TestPerson;
  doctor: TestPerson;
  chief: TestPerson;
  auditor: TestPerson;
  /** Committee members. */
  members: TestPerson[];
}

export const key = () => `sel-${process.pid}-${nextNumber()}`;

export async function openSelectionWorld(): Promise<SelectionWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  const campus = await addMember(services, { kind: 'campus', parent: head, name: '中医院院区' });
  const branch = await addMember(services, { kind: 'branch', parent: campus, name: '江背分院' });
  const otherBranch = await addMember(services, { kind: 'branch', parent: campus, name: '社富分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, name: '高寨村卫生室' });
  const members: TestPerson[] = [];
  for (const name of ['甲委员', '乙委员', '丙委员', '丁委员', '戊委员']) {
    members.push(await addPerson(services, head, 'committee_member', { name }));
  }
  return {
    ...test,
    head,
    branch,
    otherBranch,
    clinic,
    members,
    applicant: await addPerson(services, branch, 'branch_pharmacist', { name: '谢药师' }),
    stranger: await addPerson(services, otherBranch, 'branch_pharmacist', { name: '社富药师' }),
    doctor: await addPerson(services, clinic, 'village_doctor', { name: '赖医生' }),
    chief: await addPerson(services, head, 'chief_pharmacist', { name: '林总药师' }),
    auditor: await addPerson(services, head, 'auditor', { name: '罗审计' }),
  };
}

export function member(world: SelectionWorld, index: number): TestPerson {
  const found = world.members[index];
  if (found === undefined) throw new Error(`no member ${index}`);
  return found;
}

type Application = Parameters<typeof applyForItem>[3];

export function application(item: TestItem | null, given: Partial<Application> = {}): Application {
  return {
    itemCode: item?.code ?? null,
    wish: null,
    indication: '2型糖尿病',
    reason: '现有品种不能满足肾功能不全患者',
    comparison: '与二甲双胍比较，低血糖少',
    comparatorCodes: [],
    evidence: '指南一级推荐',
    courseFen: 9000,
    dailyFen: 300,
    tiers: ['county', 'township'],
    interests: '无',
    submit: true,
    again: false,
    ...given,
  };
}

/** A submitted dossier for a fresh item that no tier has yet. */
export async function submitted(world: SelectionWorld, item?: TestItem): Promise<{ number: string; item: TestItem }> {
  const drug =
    item ??
    (await addItem(world.services, {
      genericName: `达格列净${nextNumber()}`,
      countyTier: false,
      townshipTier: false,
      villageTier: false,
    }));
  const done = accepted(await applyForItem(world.services, world.applicant, key(), application(drug)));
  return { number: done.number, item: drug };
}

export async function recordOf(world: SelectionWorld, number: string) {
  const record = await dossierByNumber(world.services.db.read, number);
  if (record === undefined) throw new Error(`${number} is not there`);
  return record;
}

export async function versionOf(world: SelectionWorld, number: string): Promise<number> {
  return (await recordOf(world, number)).document.version;
}

/** A dossier that the first `count` members were asked to score. */
export async function inScoring(world: SelectionWorld, count = 3): Promise<{ number: string; item: TestItem }> {
  const made = await submitted(world);
  const reviewerIds = world.members.slice(0, count).map((person) => person.userId);
  const version = await versionOf(world, made.number);
  accepted(await assignReviewers(world.services, world.chief, key(), { number: made.number, version, reviewerIds }));
  return made;
}

/**
 * A whole review worth the given half points: every criterion gets the nearest of its choices from above until the
 * total is reached.
 */
export function scoresWorth(half: number, evidence = '说明书与指南'): GivenScore[] {
  let left = half;
  const fixed: Record<string, number> = { insurance: 2, essential: 2, vbp: 0, interaction: 2, worldwide: 0 };
  left -= Object.values(fixed).reduce((sum, each) => sum + each, 0);
  return CRITERIA.map(({ id, maxHalf }) => {
    const set = fixed[id];
    const given = set ?? Math.min(maxHalf, Math.max(0, left));
    if (set === undefined) left -= given;
    return { criterion: id, half: given, evidence };
  });
}

export async function review(
  world: SelectionWorld,
  number: string,
  person: TestPerson,
  half: number,
  evidence?: string,
) {
  accepted(await stateInterest(world.services, person, key(), { number, interest: 'none', text: '' }));
  const scores = scoresWorth(half, evidence);
  return accepted(await saveReview(world.services, person, key(), { number, scores, submit: true }));
}

/** A scored dossier with these totals, one for each of the first members. */
export async function scored(world: SelectionWorld, halves: readonly number[] = [150, 150, 150]) {
  const made = await inScoring(world, halves.length);
  for (const [index, half] of halves.entries()) await review(world, made.number, member(world, index), half);
  return made;
}

/** An open session with a matter about the dossier, at which the given members are present. */
export async function openSession(
  world: SelectionWorld,
  given: { dossierNumber?: string; text?: string; kind?: 'dossier' | 'exception' | 'version'; present?: number } = {},
): Promise<{ number: string; matterId: number }> {
  const { services, chief } = world;
  const plan = { title: '第四季度药事会', heldOn: '2026-11-25', place: '三楼会议室' };
  const { number } = accepted(await callSession(services, chief, key(), plan));
  const kind = given.kind ?? (given.dossierNumber === undefined ? 'exception' : 'dossier');
  const text = given.text ?? (kind === 'exception' ? '阿莫西林口服允许三个品种' : '');
  const added = { number, kind, dossierNumber: given.dossierNumber, text };
  const { matterId } = accepted(await addMatter(services, chief, key(), added));
  const version = (await sessionByNumber(services.db.read, number))?.document.version ?? 0;
  accepted(await begin(services, chief, key(), { number, version }));
  for (const person of world.members.slice(0, given.present ?? world.members.length)) {
    accepted(await attendSession(services, person, key(), { number, personId: person.userId, note: '' }));
  }
  return { number, matterId };
}
