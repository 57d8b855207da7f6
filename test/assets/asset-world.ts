/** A county with equipment: the asset office, an engineer, a custodian at a branch, and cards to act on. */

import type { AssetInput } from '../../src/assets/card-rules.ts';
import { enterAsset } from '../../src/assets/commands.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addPerson, nextNumber, type TestMember, type TestPerson } from '../support/build.ts';

export interface AssetWorld extends TestApp {
  head: TestMember;
  campus: TestMember;
  branch: TestMember;
  otherBranch: TestMember;
  /** Asset office of the county (设备科). */
  officer: TestPerson;
  engineer: TestPerson;
  /** At the branch. */
  custodian: TestPerson;
  branchHead: TestPerson;
  stranger: TestPerson;
}

export const key = () => `asset-key-${process.pid}-${nextNumber()}`;

export async function openAssetWorld(): Promise<AssetWorld> {
  const app = await createTestApp();
  const { services } = app;
  const head = await addMember(services, { kind: 'head', name: '总院' });
  const campus = await addMember(services, { kind: 'campus', parent: head });
  const branch = await addMember(services, { kind: 'branch', parent: campus });
  const otherBranch = await addMember(services, { kind: 'branch', parent: campus });
  return {
    ...app,
    head,
    campus,
    branch,
    otherBranch,
    officer: await addPerson(services, head, 'equipment_officer'),
    engineer: await addPerson(services, head, 'engineer'),
    custodian: await addPerson(services, branch, 'custodian', { name: '保管员甲' }),
    branchHead: await addPerson(services, branch, 'branch_head'),
    stranger: await addPerson(services, otherBranch, 'custodian'),
  };
}

/** An ultrasound of the head hospital that the branch uses and keeps: 960,000 yuan, acquired 2026-03-18. */
export function cardInput(world: AssetWorld, more: Partial<AssetInput> = {}): AssetInput {
  return {
    name: '彩色多普勒超声诊断仪',
    classCode: 'ultrasound',
    categoryCode: '06',
    registrationNumber: '国械注准20233060001',
    udi: null,
    serialNumber: `SN${nextNumber()}`,
    brand: '迈瑞',
    model: 'Resona 7',
    maker: '深圳迈瑞',
    supplier: null,
    purchaseMethod: 'tender',
    contractNumber: null,
    priceFen: 96_000_000,
    funds: { fiscal: 60_000_000, own: 36_000_000 },
    acquiredOn: '2026-03-18',
    acceptedOn: '2026-03-20',
    firstUsedOn: '2026-03-25',
    warrantyUntil: '2029-03-19',
    owner: world.head.code,
    user: world.branch.code,
    keeper: world.branch.code,
    room: '超声室',
    custodian: null,
    largeKind: null,
    licenceNumber: null,
    formerNumber: null,
    note: '',
    ...more,
  };
}

/** Enters a card and gives its number. */
export async function addCard(world: AssetWorld, more: Partial<AssetInput> = {}): Promise<string> {
  const entered = accepted(await enterAsset(world.services, world.officer, key(), cardInput(world, more)));
  return entered.number;
}
