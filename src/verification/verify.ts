/** Every rule of the house recomputed from the rows themselves: what the command, the page and the tests run. */
import type { Db } from '../../db/database.ts';
import { accountChecks } from '../account/verify.ts';
import { acquisitionChecks } from '../acquisitions/verify.ts';
import { alertChecks } from '../alerts/verify.ts';
import { assetPurchaseChecks } from '../asset-purchases/verify.ts';
import { assetTransferChecks } from '../asset-transfers/verify.ts';
import { assetChecks } from '../assets/verify.ts';
import { attachmentChecks } from '../attachments/verify.ts';
import { auditChecks } from '../audit/verify.ts';
import { booksChecks } from '../books/verify.ts';
import { budgetChecks } from '../budgets/verify.ts';
import { catalogueChecks } from '../catalogue/verify.ts';
import { shelfCountChecks } from '../consignment-counts/verify.ts';
import { controlledChecks } from '../controlled/verify.ts';
import { countChecks } from '../counts/verify.ts';
import { depreciationChecks } from '../depreciation/verify.ts';
import { deviceEventChecks } from '../device-events/verify.ts';
import { deviceRecallChecks } from '../device-recalls/verify.ts';
import { dispatchChecks } from '../dispatches/verify.ts';
import { disposalChecks } from '../disposals/verify.ts';
import { documentChecks } from '../documents/verify.ts';
import { faultChecks } from '../faults/verify.ts';
import { formularyChecks } from '../formulary/verify.ts';
import { implantChecks } from '../implants/verify.ts';
import { inventoryChecks } from '../inventories/verify.ts';
import { issueChecks } from '../issues/verify.ts';
import type { Check, Finding } from '../kernel/finding.ts';
import { ledgerChecks } from '../ledger/verify.ts';
import { levelChecks } from '../levels/verify.ts';
import { loanChecks } from '../loans/verify.ts';
import { lossChecks } from '../losses/verify.ts';
import { maintenanceChecks } from '../maintenance/verify.ts';
import { metrologyChecks } from '../metrology/verify.ts';
import { monitoringChecks } from '../monitoring/verify.ts';
import { orderChecks } from '../orders/verify.ts';
import { packingChecks } from '../packing/verify.ts';
import { partyChecks } from '../parties/verify.ts';
import { payableChecks } from '../payables/verify.ts';
import { priceChecks } from '../prices/verify.ts';
import { recallChecks } from '../recalls/verify.ts';
import { receivingChecks } from '../receiving/verify.ts';
import { demandChecks } from '../requisitions/verify.ts';
import { roundChecks } from '../rounds/verify.ts';
import { selectionChecks } from '../selection/verify.ts';
import { sellingChecks } from '../selling/verify.ts';
import { sharingChecks } from '../sharing/verify.ts';
import { shortageChecks } from '../shortages/verify.ts';
import { storageChecks } from '../storage/verify.ts';
import { substituteChecks } from '../substitutes/verify.ts';
import { traceChecks } from '../tracing/verify.ts';
import { transferChecks } from '../transfers/verify.ts';
import { upkeepChecks } from '../upkeep/verify.ts';

/** In the order in which they run and are shown. A feature that keeps something derived adds its checks here. */
export const CHECKS: readonly Check<Db>[] = [
  ...ledgerChecks,
  ...documentChecks,
  ...auditChecks,
  ...accountChecks,
  ...budgetChecks,
  ...booksChecks,
  ...payableChecks,
  ...dispatchChecks,
  ...issueChecks,
  ...shortageChecks,
  ...traceChecks,
  ...countChecks,
  ...lossChecks,
  ...monitoringChecks,
  ...levelChecks,
  ...transferChecks,
  ...recallChecks,
  ...controlledChecks,
  ...storageChecks,
  ...upkeepChecks,
  ...assetChecks,
  ...metrologyChecks,
  ...maintenanceChecks,
  ...acquisitionChecks,
  ...assetPurchaseChecks,
  ...implantChecks,
  ...shelfCountChecks,
  ...inventoryChecks,
  ...depreciationChecks,
  ...faultChecks,
  ...deviceEventChecks,
  ...deviceRecallChecks,
  ...assetTransferChecks,
  ...loanChecks,
  ...sharingChecks,
  ...disposalChecks,
  ...roundChecks,
  ...packingChecks,
  ...alertChecks,
  ...receivingChecks,
  ...demandChecks,
  ...orderChecks,
  ...partyChecks,
  ...priceChecks,
  ...sellingChecks,
  ...attachmentChecks,
  ...catalogueChecks,
  ...selectionChecks,
  ...formularyChecks,
  ...substituteChecks,
];

export interface CheckResult {
  rule: string;
  ok: boolean;
  findings: Finding[];
  /** How long the rule took. */
  ms: number;
}

/** Lets waiting requests go first: on SQLite a statement holds the process while it runs. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Runs every check, one after the other, and tells `report` of each as it ends. Each rule judges one state of the
 * data, also while people go on working.
 */
export async function verifyAll(
  db: Db,
  report: (result: CheckResult) => void = () => undefined,
  checks: readonly Check<Db>[] = CHECKS,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { rule, find } of checks) {
    await breathe();
    const started = performance.now();
    const findings = await find(db);
    const result = { rule, ok: findings.length === 0, findings, ms: Math.round(performance.now() - started) };
    results.push(result);
    report(result);
  }
  return results;
}
