/** The demo county is what newcomers judge the program by: its tables must be complete, consistent and believable. */
import { describe, expect, it } from 'vitest';
import { consumables } from '../../seeds/demo/data/consumables.ts';
import { outsideDrugs, preparations } from '../../seeds/demo/data/drugs-outside.ts';
import { factLists } from '../../seeds/demo/data/fact-lists.ts';
import { itemTable } from '../../seeds/demo/data/item-table.ts';
import { catalogue, drugs, items } from '../../seeds/demo/data/items.ts';
import { organisations, storeFor } from '../../seeds/demo/data/organisations.ts';
import { pieces } from '../../seeds/demo/data/pieces.ts';
import { suppliers } from '../../seeds/demo/data/suppliers.ts';
import { users as countyUsers } from '../../seeds/demo/data/users.ts';
import { equipmentPeople } from '../../seeds/demo/equipment-people.ts';
import { ROLES } from '../../src/auth/roles.ts';
import { isCreditCode } from '../../src/kernel/codes/credit-code.ts';

const users = [...countyUsers, ...equipmentPeople];

const DRUG_APPROVAL = /^国药准字(?:[HZS][JC]?)\d{8}$/;
const DEVICE_REGISTRATION = /^(?:国|[一-龥])械注[准进许]\d{11}$|^[一-龥]{1,2}械备\d{8}$/;

/** Those that appear more than once, so that a failing test names the culprit. */
function repeated(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

const ofKind = (kind: string) => organisations.filter((organisation) => organisation.kind === kind);

describe('organisations', () => {
  it('are one head, four campuses, 25 branches, two centres and at least 44 clinics', () => {
    expect(['head', 'campus', 'branch', 'centre', 'company'].map((kind) => ofKind(kind).length)).toEqual([
      1, 4, 25, 2, 1,
    ]);
    expect(ofKind('clinic').length).toBeGreaterThanOrEqual(44);
  });

  it('have unique codes, names and credit codes with the right check character', () => {
    expect(repeated(organisations.map((organisation) => organisation.code))).toEqual([]);
    expect(repeated(organisations.map((organisation) => organisation.name))).toEqual([]);
    expect(repeated(organisations.map((organisation) => organisation.creditCode))).toEqual([]);
    expect(organisations.filter((organisation) => !isCreditCode(organisation.creditCode))).toEqual([]);
  });

  it('stand under a parent that comes first, of the kind above', () => {
    const above: Record<string, string> = { campus: 'head', centre: 'head', branch: 'campus', clinic: 'branch' };
    const seen = new Map<string, string>();
    for (const { code, kind, parent } of organisations) {
      if (parent === null) expect(kind).toBe('head');
      else expect(seen.get(parent)).toBe(above[kind] ?? 'centre');
      seen.set(code, kind);
    }
  });

  it('can set damaged goods apart wherever goods are kept', () => {
    for (const { code, kind, stores } of organisations) {
      expect(repeated(stores.map((store) => store.code))).toEqual([]);
      if (kind !== 'company') expect([code, stores.some((store) => store.zone === 'rejected')]).toEqual([code, true]);
    }
  });
});

describe('stores', () => {
  const organisation = (code: string) => organisations.filter((found) => found.code === code).slice(0, 1);
  const item = (zone: string) => items.filter((found) => found.zone === zone).slice(0, 1);
  const zoneAt = (code: string, zone: string) =>
    organisation(code).flatMap((place) => item(zone).map((kept) => storeFor(place, kept)?.zone));

  it('take an item where its zone is, and refuse what an organisation may not keep', () => {
    expect(zoneAt('XG00', 'controlled')).toEqual(['controlled']);
    expect(zoneAt('XG1801', 'cold')).toEqual(['cold']);
    expect(zoneAt('XG1802', 'cold')).toEqual([undefined]);
    expect(zoneAt('XG1801', 'cool')).toEqual(['room']);
    expect(zoneAt('XG12', 'controlled')).toEqual([undefined]);
    expect(zoneAt('XG18', 'controlled')).toEqual(['controlled']);
  });
});

describe('users', () => {
  it('hold every role, belong to an organisation and log in by a unique name', () => {
    const codes = new Set(organisations.map((organisation) => organisation.code));
    expect(users.length).toBeGreaterThanOrEqual(25);
    const held = ROLES.filter((role) => users.some((user) => user.roles.includes(role)));
    // People of suppliers stand with their companies, outside the county
    expect(ROLES.filter((role) => !held.includes(role))).toEqual(['supplier']);
    expect(suppliers.filter((given) => given.login !== null).length).toBeGreaterThan(0);
    expect(users.filter((user) => !codes.has(user.organisation))).toEqual([]);
    expect(repeated(users.map((user) => user.login))).toEqual([]);
    expect(repeated(users.map((user) => user.name))).toEqual([]);
    expect(users.filter((user) => !/^[a-z]+$/.test(user.login))).toEqual([]);
  });
});

describe('items', () => {
  it('are more than 400 medicines, 80 of them Chinese, 20 decoction pieces and 40 consumables', () => {
    expect(drugs.length).toBeGreaterThanOrEqual(400);
    expect(drugs.filter((drug) => drug.approval.includes('国药准字Z')).length).toBeGreaterThanOrEqual(80);
    expect([pieces.length, consumables.length]).toEqual([20, 40]);
  });

  it('are told apart by code, by name with form, strength and maker, and by approval number', () => {
    expect(repeated(items.map((item) => item.code))).toEqual([]);
    expect(repeated(items.map((item) => [item.name, item.form, item.strength, item.maker].join(' ')))).toEqual([]);
    expect(repeated(items.filter((item) => item.approval !== '').map((item) => item.approval))).toEqual([]);
  });

  it('have approval numbers of the right shape', () => {
    expect(drugs.filter((drug) => !DRUG_APPROVAL.test(drug.approval))).toEqual([]);
    expect(consumables.filter((item) => !DEVICE_REGISTRATION.test(item.approval))).toEqual([]);
    expect(pieces.filter((piece) => piece.approval !== '')).toEqual([]);
  });

  it('have whole packs, positive prices with at most four decimals, a tier and a demand', () => {
    for (const item of items) {
      expect(item.name.length * item.form.length * item.maker.length, item.code).toBeGreaterThan(0);
      expect(Number.isInteger(item.packSize) && item.packSize > 0, item.code).toBe(true);
      expect(item.pricePack, item.code).toMatch(/^\d+(?:\.\d{1,4})?$/);
      expect(Number(item.pricePack), item.code).toBeGreaterThan(0);
      expect(item.tiers, item.code).toContain('county');
      expect(Number.isInteger(item.weight) && item.weight >= 1 && item.weight <= 100, item.code).toBe(true);
    }
  });

  it('weigh pieces in thousandths of a gram and count the rest', () => {
    expect(pieces.every((piece) => piece.scale === 1000 && piece.baseUnit === 'g')).toBe(true);
    expect([...drugs, ...consumables].every((item) => item.scale === 1 && item.baseUnit !== 'g')).toBe(true);
  });

  it('lock narcotic and first-class psychotropic drugs away and keep them out of the villages', () => {
    const locked = items.filter((item) => ['narcotic', 'psychotropic_1', 'toxic'].includes(item.control));
    expect(locked.length).toBeGreaterThanOrEqual(8);
    expect(locked.every((item) => item.zone === 'controlled')).toBe(true);
    expect(items.filter((item) => item.control !== 'none' && item.tiers.includes('village'))).toEqual([]);
    expect(items.some((item) => item.zone === 'cold' && item.chronic === 'diabetes')).toBe(true);
  });
});

describe('what is outside the formulary, and what the hospital makes', () => {
  it('is told apart from everything else, with numbers of the right shape', () => {
    expect(repeated(catalogue.map((item) => item.code))).toEqual([]);
    expect(repeated(catalogue.filter((item) => item.approval !== '').map((item) => item.approval))).toEqual([]);
    expect(outsideDrugs.filter((drug) => !DRUG_APPROVAL.test(drug.approval) || drug.tiers.length > 0)).toEqual([]);
    expect(preparations.filter((made) => !/^赣药制字[HZ]\d{8}$/.test(made.approval))).toEqual([]);
  });
});

describe('the lists of facts', () => {
  it('name items, each once in a list of its type and day', () => {
    for (const list of factLists) expect(catalogue.some(list.names), `${list.type} ${list.value}`).toBe(true);
    const named = factLists.flatMap((list) =>
      catalogue.filter(list.names).map((data) => `${list.type} ${data.code} ${list.effectiveFrom}`),
    );
    expect(repeated(named)).toEqual([]);
  });
});

describe('the item table', () => {
  it('refuses lines that it cannot read', () => {
    const line = '阿莫西林胶囊|胶囊剂|0.25g|24粒/盒|珠海联邦制药|国药准字H44021518|3.8600|CTV|95';
    expect(itemTable('T', 'drug', line)[0]).toMatchObject({
      code: 'T001',
      packSize: 24,
      zone: 'room',
      essential: true,
    });
    expect(() => itemTable('T', 'drug', `${line}|icy`)).toThrow('icy');
    expect(() => itemTable('T', 'drug', line.replace('24粒/盒', '24'))).toThrow('pack');
    expect(() => itemTable('T', 'drug', line.replace('CTV', 'CX'))).toThrow('tier');
    expect(() => itemTable('T', 'drug', '阿莫西林胶囊|胶囊剂')).toThrow('parts');
  });
});
