/** What another process did to documents is heard, once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDocument } from '../../src/documents/advance.ts';
import { watchDocuments } from '../../src/documents/watch.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestMember, type TestPerson } from '../support/build.ts';

let test: TestApp;
let head: TestMember;
let person: TestPerson;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head' });
  person = await addPerson(test.services, head, 'hub_pharmacist');
});
afterAll(() => test.drop());

function open(kind: 'shortage' | 'dispatch'): Promise<unknown> {
  const sides = { organisationId: head.id, counterpartId: null };
  return test.services.db.transaction((tx) =>
    openDocument(tx, { kind, status: 'x', act: 'open', actor: person, at: test.clock.now(), ...sides }),
  );
}

it('names the kinds that changed since the glance before, and nothing twice', async () => {
  await open('shortage');
  const glance = watchDocuments(test.services.db);
  expect(await glance()).toEqual([]);
  await open('dispatch');
  await open('dispatch');
  expect(await glance()).toEqual(['dispatch']);
  expect(await glance()).toEqual([]);
  await open('shortage');
  expect(await glance()).toEqual(['shortage']);
});
