/** The lists of recalls lead to each other, for those alone who read them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { otherRecallLists } from '../../src/recalls/list-rules.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: TestApp;
beforeAll(async () => {
  world = await createTestApp();
});
afterAll(() => endWhole(world));

describe('the lists of recalls', () => {
  it('name the others that a person reads, and never the one that is open', () => {
    expect(otherRecallLists(['auditor'], 'recalls')).toEqual(['implantRecalls', 'deviceRecalls']);
    expect(otherRecallLists(['auditor'], 'implantRecalls')).not.toContain('implantRecalls');
    expect(otherRecallLists(['driver'], 'recalls')).toEqual([]);
  });

  it('are a click from each other', async () => {
    const head = await addMember(world.services, { kind: 'head', name: '总院' });
    const auditor = await signIn(world.app, (await addPerson(world.services, head, 'auditor')).login);
    const drugs = (await auditor.get(paths.recalls())).text;
    expect(drugs).toContain(`href="${paths.implantRecalls()}"`);
    const implants = (await auditor.get(paths.implantRecalls())).text;
    expect(implants).toContain(`href="${paths.recalls()}"`);
  });
});
