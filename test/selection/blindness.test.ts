/** Nobody reads another's score before all are in: every role, every page, file and paper, and the trail itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { documentAct } from '../../db/schema/documents.ts';
import { ROLES, type Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { saveReview, stateInterest } from '../../src/selection/review-commands.ts';
import { reviewsFor } from '../../src/selection/review-queries.ts';
import { readPages } from '../print/read-pdf.ts';
import { accepted, addMember, addPerson, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import {
  inScoring,
  key,
  member,
  openSelectionWorld,
  recordOf,
  review,
  type SelectionWorld,
  scoresWorth,
} from './world.ts';

/** Words that stand nowhere but in reviews. */
const EVIDENCE = '仅此一份的依据';
const SAVED = '尚未交出的依据';

let world: SelectionWorld;
let number: string;
const browsers = new Map<string, Browser>();

/** Where somebody of the role works. */
function placeOf(role: Role, company: TestMember): TestMember {
  if (role === 'supplier') return company;
  if (role === 'village_doctor') return world.clinic;
  return role.startsWith('branch') ? world.branch : world.head;
}

beforeAll(async () => {
  world = await openSelectionWorld();
  const { services, app } = world;
  number = (await inScoring(world)).number;
  await review(world, number, member(world, 0), 151, EVIDENCE);
  accepted(await stateInterest(services, member(world, 1), key(), { number, interest: 'none', text: '' }));
  const scores = scoresWorth(149, SAVED);
  accepted(await saveReview(services, member(world, 1), key(), { number, scores, submit: false }));
  const company = await addMember(services, { kind: 'company', parent: world.head, name: '某医药公司' });
  for (const role of ROLES) {
    const person = await addPerson(services, placeOf(role, company), role);
    browsers.set(role, await signIn(app, person.login));
  }
  const people = [...world.members.entries(), ['applicant', world.applicant] as const, ['chief', world.chief] as const];
  for (const [name, person] of people) {
    browsers.set(`person ${name}`, await signIn(app, person.login));
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function addresses(): string[] {
  return [
    paths.selection(),
    paths.selection({ state: 'scoring' }),
    paths.selection({ mine: '1' }),
    paths.selectionExport('csv'),
    paths.selectionExport('csv', { state: 'scoring' }),
    paths.dossier(number),
    paths.dossierReview(number),
    paths.dossierEdit(number),
    paths.comparison({ dossier: number }),
    paths.trial(),
    paths.trialExport('csv'),
    paths.audit(),
    paths.auditExport('csv'),
    paths.committee(),
    paths.home(),
  ];
}

/** Totals as points, which would tell as much as the parts. */
const TOLD = [EVIDENCE, SAVED, '75.5', '74.5'];

function leaks(text: string): string[] {
  return TOLD.filter((words) => text.includes(words));
}

describe('while reviews are out', () => {
  it('no page or file of anybody else holds scores or evidence', async () => {
    const found: string[] = [];
    for (const [name, browser] of browsers) {
      if (name === 'person 0' || name === 'person 1') continue;
      for (const address of addresses()) {
        const answer = await browser.get(address);
        for (const words of leaks(answer.text)) found.push(`${name} ${address} ${words}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('a reviewer sees the own scores and not the other', async () => {
    const first = await browsers.get('person 0')?.get(paths.dossierReview(number));
    expect(leaks(first?.text ?? '')).toEqual([EVIDENCE, '75.5']);
    const second = await browsers.get('person 1')?.get(paths.dossierReview(number));
    expect(leaks(second?.text ?? '')).toEqual([SAVED, '74.5']);
    const page = await browsers.get('person 0')?.get(paths.dossier(number));
    expect(leaks(page?.text ?? '')).toEqual([]);
  });

  it('the paper holds no scores, whoever prints it', async () => {
    for (const name of ['auditor', 'chief_pharmacist', 'person 0', 'person applicant']) {
      const response = await world.app.request(`http://localhost${paths.dossierPaper(number)}`, {
        headers: { Cookie: `session=${browsers.get(name)?.cookies.get('session')}` },
      });
      expect([name, response.status]).toEqual([name, 200]);
      const text = readPages(Buffer.from(await response.arrayBuffer())).join('\n');
      expect([name, leaks(text)]).toEqual([name, []]);
      expect(text).toContain('评分尚未交齐');
    }
  });

  it('neither the trail nor the timeline holds them', async () => {
    const { read } = world.services.db;
    const rows = JSON.stringify([await read.select().from(auditRow), await read.select().from(documentAct)]);
    expect(leaks(rows)).toEqual([]);
    expect(rows).not.toMatch(/"half"|"evidence":"/);
  });

  it('reads give nobody else a row', async () => {
    const record = await recordOf(world, number);
    for (const person of [world.chief, world.auditor, world.applicant, member(world, 2), member(world, 4)]) {
      const reviews = await reviewsFor(world.services.db.read, record, person);
      expect(reviews.seen.filter((each) => !each.own)).toEqual([]);
      expect([reviews.assigned, reviews.in, reviews.spreadHalf]).toEqual([3, 1, null]);
    }
    const own = await reviewsFor(world.services.db.read, record, member(world, 0));
    expect(own.seen.map((each) => each.totalHalf)).toEqual([151]);
  });
});

describe('once all are in', () => {
  it('scores are open and names are not, until the decision', async () => {
    const { services } = world;
    const scores = scoresWorth(149, SAVED);
    accepted(await saveReview(services, member(world, 1), key(), { number, scores, submit: true }));
    await review(world, number, member(world, 2), 150);
    const page = (await browsers.get('chief_pharmacist')?.get(paths.dossier(number)))?.text ?? '';
    expect(leaks(page)).toEqual(TOLD);
    const record = await recordOf(world, number);
    const reviews = await reviewsFor(services.db.read, record, world.chief);
    expect(reviews.seen.map((each) => each.name)).toEqual([null, null, null]);
    expect(record.dossier.scoreHalf).toBe(150);
  });
});
