/** Nonsense in every field of every form: refused with a sentence in the reader's language, and nothing changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { attack, attackForms } from './attack.ts';
import { tableCounts } from './counts.ts';
import { type AttackedForm, FORMS } from './forms.ts';
import { openWorld, type World } from './world.ts';

let world: World;
const senders = new Map<string, Browser>();

beforeAll(async () => {
  world = await openWorld();
  const admin = await addPerson(world.services, world.head, 'administrator');
  const { clinicA, hub, picker, branchA } = world;
  const people = { doctor: clinicA.person, hub, picker, receiver: branchA.person, admin };
  for (const [name, person] of Object.entries(people)) {
    senders.set(name, await signIn(world.app, person.login));
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function browserOf(form: AttackedForm): Browser {
  const browser = senders.get(form.by);
  if (browser === undefined) throw new Error(`nobody is ${form.by}`);
  return browser;
}

const under = () => ({ world, browserOf });

attackForms(FORMS, under);

describe('quantities', () => {
  const BAD = ['-1', '1e300', '99999999999999999999', '0.0001', 'NaN', 'Infinity', '0x10', '１２.5.5', '1,2,x', '٣'];

  it('are whole base units that exist, in every box', async () => {
    const before = await tableCounts(world.services.db);
    const { clinicA, branchA, headStore, hubLot } = world;
    const found: string[] = [];
    const boxes: [string, string[]][] = [
      ['a new request', ['quantity.packs', 'quantity.units']],
      ['an answer', [`pick.${headStore}-${hubLot}.packs`, `pick.${headStore}-${hubLot}.units`]],
      ['a pick', [`line.${clinicA.pickingLine}.packs`, `line.${clinicA.pickingLine}.units`]],
      ['receiving', ['good', 'damaged', 'missing'].map((kind) => `line.${branchA.sentLine}.${kind}.packs`)],
    ];
    for (const [name, fields] of boxes) {
      const form = FORMS.find((one) => one.name === name);
      if (form === undefined) throw new Error(name);
      for (const field of fields)
        for (const value of BAD) found.push(...(await attack(under(), form, { [field]: value })));
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('cannot be taken beyond what is there', async () => {
    const form = FORMS.find((one) => one.name === 'an answer');
    if (form === undefined) throw new Error('no form');
    const { headStore, hubLot } = world;
    for (const packs of ['100000', '41666666', '201']) {
      expect(await attack(under(), form, { [`pick.${headStore}-${hubLot}.packs`]: packs })).toEqual([]);
    }
  });
});
