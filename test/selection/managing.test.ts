/** What waits for whoever manages dossiers is on the page of today, and leaves it when the step is done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMatter } from '../../src/committee/matter-commands.ts';
import { startDraft } from '../../src/formulary/draft-commands.ts';
import { paths } from '../../src/paths.ts';
import { applyForItem } from '../../src/selection/commands.ts';
import { dossiersToManage, waitingToManage } from '../../src/selection/waiting-queries.ts';
import { accepted, addItem, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import {
  application,
  inScoring,
  key,
  openSelectionWorld,
  openSession,
  type SelectionWorld,
  scored,
  submitted,
} from './world.ts';

let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function waiting(personId: number): Promise<string[]> {
  const found = await dossiersToManage(world.services.db.read, personId, 20);
  expect(await waitingToManage(world.services.db.read, personId)).toBe(found.length);
  return found.map((dossier) => `${dossier.number} ${dossier.scored ? 'scored' : 'submitted'}`);
}

describe('the manager of dossiers', () => {
  it('sees what was handed in and what was scored, and not what others are busy with', async () => {
    const { services, app, chief } = world;
    const first = await submitted(world);
    await inScoring(world);
    const done = await scored(world);
    expect(await waiting(chief.userId)).toEqual([`${first.number} submitted`, `${done.number} scored`]);
    const browser = await signIn(app, chief.login);
    const { text } = await browser.get(paths.home());
    expect(text).toContain('遴选申请待安排评分');
    expect(text).toContain('遴选申请待列入议程或办结');
    const { number } = await openSession(world, { text: '另一件事' });
    accepted(
      await addMatter(services, chief, key(), { number, kind: 'dossier', dossierNumber: done.number, text: '' }),
    );
    expect(await waiting(chief.userId)).toEqual([`${first.number} submitted`]);
    expect((await (await signIn(app, world.auditor.login)).get(paths.home())).text).not.toContain('待安排评分');
  });

  it('is not asked to manage the own application', async () => {
    const { services, head } = world;
    const both = await addPerson(services, head, ['chief_pharmacist', 'hub_pharmacist']);
    const before = await waiting(both.userId);
    const item = await addItem(services, { countyTier: false, townshipTier: false, villageTier: false });
    accepted(await applyForItem(services, both, key(), application(item)));
    expect(await waiting(both.userId)).toEqual(before);
    expect(await waiting(world.chief.userId)).toHaveLength(before.length + 1);
  });

  it('is told on the page of the session to count dossiers before the draft is voted on', async () => {
    const { services, app, chief } = world;
    const taken = await scored(world);
    const passed = await openSession(world, { dossierNumber: taken.number });
    const browser = await signIn(app, chief.login);
    expect((await browser.get(paths.session(passed.number))).text).not.toContain('再表决草案');
    accepted(await startDraft(services, chief, key()));
    accepted(await addMatter(services, chief, key(), { number: passed.number, kind: 'version', text: '' }));
    expect((await browser.get(paths.session(passed.number))).text).toContain('再表决草案');
  });

  it('and members of other places are shown no way to the watch of the whole county', async () => {
    const branch = await (await signIn(world.app, world.applicant.login)).get(paths.selection());
    expect(branch.text).not.toContain(`href="${paths.trial()}"`);
    const county = await (await signIn(world.app, world.chief.login)).get(paths.selection());
    expect(county.text).toContain(`href="${paths.trial()}"`);
  });
});
