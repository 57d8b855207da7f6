/** A small county for the tests of linkage: a branch with a clinic, another branch, medicines of three diseases. */
import { recordFact } from '../../src/catalogue/fact-commands.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  type TestItem,
  type TestMember,
} from '../support/build.ts';

export interface LinkageWorld {
  test: TestApp;
  branch: TestMember;
  other: TestMember;
  clinic: TestMember;
  /** For hypertension, of every tier. */
  amlodipine: TestItem;
}

const county = { countyTier: true, townshipTier: false, villageTier: false };

/** People sign in as `zong` (chief pharmacist), `jiang` (branch) and `cun` (clinic). */
export async function linkageWorld(): Promise<LinkageWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  const branch = await addMember(services, { kind: 'branch', parent: head, code: 'JB', name: '江背分院' });
  const other = await addMember(services, { kind: 'branch', parent: head, code: 'FT', name: '方太分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, code: 'SK', name: '水口村卫生室' });
  await addMember(services, { kind: 'company', parent: head, code: 'GS', name: '配送公司' });
  const branchStore = await addStore(services, branch);
  const clinicStore = await addStore(services, clinic);
  const amlodipine = await addItem(services, { genericName: '氨氯地平', strength: '5mg', code: 'AML1' });
  // Another maker of the same medicine, which only the county may stock and nobody recorded for a disease
  const second = await addItem(services, {
    genericName: '氨氯地平',
    strength: '5mg',
    code: 'AML2',
    manufacturer: '浙江制药',
    ...county,
  });
  const metformin = await addItem(services, {
    genericName: '二甲双胍',
    strength: '0.5g',
    code: 'MET',
    ...county,
    townshipTier: true,
  });
  const tiotropium = await addItem(services, { genericName: '噻托溴铵', form: '吸入粉雾剂', code: 'TIO', ...county });
  const nifedipine = await addItem(services, {
    genericName: '二甲双胍',
    form: '缓释片',
    code: 'METXR',
    strength: '0.5g',
  });
  await addStock(services, branchStore, { item: second, quantityBase: 48, organisationId: branch.id });
  await addStock(services, clinicStore, { item: nifedipine, quantityBase: 24, organisationId: clinic.id });
  const expired = { quantityBase: 24, organisationId: branch.id, expiresOn: '2026-11-22' };
  await addStock(services, branchStore, { item: metformin, ...expired });
  await markChronic(test, head, { amlodipine, metformin, tiotropium });
  await addPerson(services, branch, 'branch_pharmacist', { login: 'jiang' });
  await addPerson(services, clinic, 'village_doctor', { login: 'cun' });
  return { test, branch, other, clinic, amlodipine };
}

type ForDisease = Record<'amlodipine' | 'metformin' | 'tiotropium', TestItem>;

async function markChronic({ services }: TestApp, head: TestMember, items: ForDisease): Promise<void> {
  const person = await addPerson(services, head, 'chief_pharmacist', { login: 'zong' });
  const record = async (item: TestItem, value: string) => {
    const input = {
      itemId: item.id,
      type: 'chronic' as const,
      value,
      effectiveFrom: '2026-01-01',
      legalBasis: '慢病目录',
    };
    accepted(await recordFact(services, person, null, input));
  };
  await record(items.amlodipine, 'hypertension');
  await record(items.metformin, 'diabetes_2');
  await record(items.tiotropium, 'copd');
}
