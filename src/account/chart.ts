/**
 * The chart of accounts: which accounts the centre, each member and each supplier have, by codes that never change.
 * Whoever moves money asks here for ids; what is missing is opened.
 */
import type { Tx } from '../../db/database.ts';
import * as sql from './account-statements.ts';
import { type AccountDefinition, openAccounts } from './accounts.ts';

type Normal = Pick<AccountDefinition, 'code' | 'kind' | 'name' | 'normal'>;

/** The centre's accounts; DUE-0 is its side of what is due between it and the members. */
const CENTRE = [
  { code: 'BANK', kind: 'bank', name: '药械采购专户', normal: 'debit' },
  { code: 'FUND', kind: 'revolving_fund', name: '周转金', normal: 'debit' },
  { code: 'COMMITTED', kind: 'commitment', name: '已下单承付', normal: 'free' },
  { code: 'EQUITY', kind: 'equity', name: '拨入资金', normal: 'free' },
  { code: 'GRANTED', kind: 'equity', name: '预算下达', normal: 'free' },
  { code: 'DUE-0', kind: 'due_from', name: '往来（中心）', normal: 'free' },
] as const satisfies readonly Normal[];

/** A member's accounts. Only stock has a side: what left before there were books may come back into costs. */
const MEMBER = [
  { prefix: 'STOCK', kind: 'inventory', name: '库存', normal: 'debit' },
  { prefix: 'DUE', kind: 'due_from', name: '往来', normal: 'free' },
  { prefix: 'COST', kind: 'cost', name: '药耗成本', normal: 'free' },
  { prefix: 'LOSS', kind: 'loss', name: '损失', normal: 'free' },
  { prefix: 'OPEN', kind: 'equity', name: '自有资金', normal: 'free' },
  { prefix: 'PRICE', kind: 'price_difference', name: '调价差额', normal: 'free' },
] as const satisfies readonly (Omit<Normal, 'code'> & { prefix: string })[];

export type MemberPrefix = (typeof MEMBER)[number]['prefix'];

/** The code of a member's account, such as STOCK-12. */
export function memberCode(prefix: MemberPrefix, organisationId: number): string {
  return `${prefix}-${organisationId}`;
}

/** The code of what is owed to a party. */
export function payableCode(partyId: number): string {
  return `PAYABLE-${partyId}`;
}

/** Ids by code. What is missing is opened; throws when there is no procurement account to open it under. */
async function idsOf(tx: Tx, definitions: readonly AccountDefinition[]): Promise<Map<string, number>> {
  const codes = definitions.map(({ code }) => ({ code }));
  const known = await tx.run<{ id: number; code: string }>(sql.accountsByCode, { codes });
  const ids = new Map(known.map((row) => [row.code, row.id]));
  const missing = definitions.filter(({ code }) => !ids.has(code));
  if (missing.length === 0) return ids;
  const opened = await openAccounts(tx, missing);
  if (!opened.ok) throw new Error(`accounts were not opened: ${opened.reason} ${JSON.stringify(opened.detail)}`);
  for (const [index, { code }] of missing.entries()) ids.set(code, opened.value[index] ?? 0);
  return ids;
}

export interface CentralAccounts {
  bankId: number;
  fundId: number;
  committedId: number;
  equityId: number;
  grantedId: number;
  dueId: number;
}

/** The centre's accounts. Throws when there is no procurement account. */
export async function centralAccounts(tx: Tx): Promise<CentralAccounts> {
  const ids = await idsOf(
    tx,
    CENTRE.map((one) => ({ ...one, organisationId: null })),
  );
  const idOf = (code: (typeof CENTRE)[number]['code']) => ids.get(code) ?? 0;
  return {
    bankId: idOf('BANK'),
    fundId: idOf('FUND'),
    committedId: idOf('COMMITTED'),
    equityId: idOf('EQUITY'),
    grantedId: idOf('GRANTED'),
    dueId: idOf('DUE-0'),
  };
}

export interface MemberAccounts {
  stockId: number;
  dueId: number;
  costId: number;
  lossId: number;
  openingId: number;
  priceId: number;
}

/** The accounts of members, by organisation id. Throws when there is no procurement account. */
export async function memberAccounts(tx: Tx, organisationIds: Iterable<number>): Promise<Map<number, MemberAccounts>> {
  const members = [...new Set(organisationIds)];
  if (members.length === 0) return new Map();
  const definitions = members.flatMap((organisationId) =>
    MEMBER.map(({ prefix, kind, name, normal }) => {
      return { code: memberCode(prefix, organisationId), kind, name, normal, organisationId };
    }),
  );
  const ids = await idsOf(tx, definitions);
  return new Map(
    members.map((organisationId) => {
      const idOf = (prefix: MemberPrefix) => ids.get(memberCode(prefix, organisationId)) ?? 0;
      const [stockId, dueId, costId] = [idOf('STOCK'), idOf('DUE'), idOf('COST')];
      const [lossId, openingId, priceId] = [idOf('LOSS'), idOf('OPEN'), idOf('PRICE')];
      return [organisationId, { stockId, dueId, costId, lossId, openingId, priceId }];
    }),
  );
}

/** The account of what is owed to a party; free, for returned goods may turn it. Throws without procurement account. */
export async function payableAccount(tx: Tx, partyId: number): Promise<number> {
  const code = payableCode(partyId);
  const account = { code, kind: 'payable' as const, name: '应付账款', organisationId: null, normal: 'free' as const };
  return (await idsOf(tx, [account])).get(code) ?? 0;
}

/** The account of what a member's equipment cost. Throws when there is no procurement account. */
export async function equipmentAccount(tx: Tx, organisationId: number): Promise<number> {
  const code = `EQUIPMENT-${organisationId}`;
  const account = {
    code,
    kind: 'equipment' as const,
    name: '固定资产（设备）',
    organisationId,
    normal: 'free' as const,
  };
  return (await idsOf(tx, [account])).get(code) ?? 0;
}

/** Source of money of equipment, as its worn part is kept apart by it. */
export type WornSource = 'fiscal' | 'science' | 'own' | 'donated';

const WORN_NAMES: Record<WornSource, string> = {
  fiscal: '累计折旧（财政资金）',
  science: '累计折旧（科教资金）',
  own: '累计折旧（自筹资金）',
  donated: '累计折旧（捐赠）',
};

/** Codes of what a member's equipment costs it by wearing: of the month, of the time before its books, and the sum. */
export function wornCodes(organisationId: number, source: WornSource) {
  return {
    cost: `DEPR-${organisationId}`,
    past: `PAST-${organisationId}`,
    worn: `WORN-${organisationId}-${source}`,
  };
}

/** Opens what is missing of the accounts of worn equipment. Throws when there is no procurement account. */
export async function openWornAccounts(
  tx: Tx,
  owners: readonly { organisationId: number; source: WornSource }[],
): Promise<void> {
  const definitions = owners.flatMap(({ organisationId, source }): AccountDefinition[] => {
    const { cost, past, worn } = wornCodes(organisationId, source);
    const common = { organisationId, normal: 'free' as const };
    return [
      { ...common, code: cost, kind: 'depreciation', name: '折旧费用' },
      { ...common, code: past, kind: 'depreciation_past', name: '以前期间折旧' },
      { ...common, code: worn, kind: 'worn', name: WORN_NAMES[source] },
    ];
  });
  const distinct = new Map(definitions.map((one) => [one.code, one]));
  await idsOf(tx, [...distinct.values()]);
}
