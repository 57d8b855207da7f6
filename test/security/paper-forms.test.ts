/** Nonsense in the forms of selection, committee, formulary, catalogue, permits, substitutes and rules. */
import { afterAll, beforeAll, expect } from 'vitest';
import { addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { attackForms } from './attack.ts';
import { FORMULARY_FORMS } from './formulary-forms.ts';
import { LATE_FORMS } from './late-forms.ts';
import type { Papered } from './paper-forms.ts';
import { addPapers } from './papers.ts';
import { SELECTION_FORMS } from './selection-forms.ts';
import { openWorld } from './world.ts';

let world: Papered;
const senders = new Map<string, Browser>();

beforeAll(async () => {
  world = await addPapers(await openWorld());
  const quality = await addPerson(world.services, world.head, 'quality_officer');
  const [member] = world.papers.members;
  if (member === undefined) throw new Error('no member');
  const people = { chief: world.papers.chief, member, applicant: world.branchA.person, quality };
  for (const [name, person] of Object.entries(people)) {
    senders.set(name, await signIn(world.app, person.login));
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

attackForms([...SELECTION_FORMS, ...FORMULARY_FORMS, ...LATE_FORMS], () => ({
  world,
  browserOf: (form) => {
    const browser = senders.get(form.by);
    if (browser === undefined) throw new Error(`nobody is ${form.by}`);
    return browser;
  },
}));
