/** What buying and paying let wait for a person: each feature tells its own, the page of today shows them together. */

import type { Db } from '../../db/database.ts';
import { acquisitionTasks } from '../acquisitions/task-queries.ts';
import { alertTasks } from '../alerts/task-queries.ts';
import { approvalTasks } from '../approvals/task-queries.ts';
import { assetPurchaseTasks } from '../asset-purchases/task-queries.ts';
import { assetTransferTasks } from '../asset-transfers/task-queries.ts';
import { assetTasks } from '../assets/task-queries.ts';
import type { Viewer } from '../auth/viewer.ts';
import { bookTasks } from '../books/task-queries.ts';
import { shelfCountTasks } from '../consignment-counts/task-queries.ts';
import { controlledTasks } from '../controlled/task-queries.ts';
import { countTasks } from '../counts/task-queries.ts';
import { depreciationTasks } from '../depreciation/task-queries.ts';
import { deviceEventTasks } from '../device-events/task-queries.ts';
import { deviceRecallTasks } from '../device-recalls/task-queries.ts';
import { disposalTasks } from '../disposals/task-queries.ts';
import { faultTasks } from '../faults/task-queries.ts';
import { implantTasks } from '../implants/task-queries.ts';
import { inventoryTasks } from '../inventories/task-queries.ts';
import { useFileTasks } from '../issues/use/task-queries.ts';
import { jobTasks } from '../jobs/task-queries.ts';
import type { Task } from '../kernel/task.ts';
import { loanTasks } from '../loans/task-queries.ts';
import { lossTasks } from '../losses/task-queries.ts';
import { maintenanceTasks } from '../maintenance/task-queries.ts';
import { metrologyTasks } from '../metrology/task-queries.ts';
import { monitoringTasks } from '../monitoring/due-queries.ts';
import { orderTasks } from '../orders/task-queries.ts';
import { partyTasks } from '../parties/task-queries.ts';
import { moneyTasks } from '../payables/task-queries.ts';
import { planTasks } from '../plans/task-queries.ts';
import { priceTasks } from '../prices/task-queries.ts';
import { recallTasks } from '../recalls/task-queries.ts';
import { receivingTasks } from '../receiving/task-queries.ts';
import { requisitionTasks } from '../requisitions/task-queries.ts';
import { roundTasks } from '../rounds/task-queries.ts';
import { sellingTasks } from '../selling/task-queries.ts';
import { bookingTasks } from '../sharing/task-queries.ts';
import { shortageTasks } from '../shortages/task-queries.ts';
import { storageTasks } from '../storage/task-queries.ts';
import { traceTasks } from '../tracing/task-queries.ts';
import { transferTasks } from '../transfers/task-queries.ts';
import { upkeepTasks } from '../upkeep/task-queries.ts';

type TaskSource = (db: Db, viewer: Viewer, now: number) => Promise<Task[]>;

/** In the order of the work; a feature that lets something wait adds its source here. */
const SOURCES: readonly TaskSource[] = [
  partyTasks,
  approvalTasks,
  priceTasks,
  sellingTasks,
  planTasks,
  requisitionTasks,
  bookTasks,
  depreciationTasks,
  assetTasks,
  metrologyTasks,
  maintenanceTasks,
  acquisitionTasks,
  assetPurchaseTasks,
  orderTasks,
  moneyTasks,
  receivingTasks,
  countTasks,
  lossTasks,
  transferTasks,
  recallTasks,
  implantTasks,
  shelfCountTasks,
  controlledTasks,
  traceTasks,
  storageTasks,
  upkeepTasks,
  inventoryTasks,
  shortageTasks,
  roundTasks,
  deviceEventTasks,
  deviceRecallTasks,
  faultTasks,
  alertTasks,
  jobTasks,
  useFileTasks,
  assetTransferTasks,
  loanTasks,
  bookingTasks,
  disposalTasks,
  monitoringTasks,
];

/** Everything that waits for this person, first due first; what has no limit comes last. */
export async function tasksFor(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const found = await Promise.all(SOURCES.map((source) => source(db, viewer, now)));
  return found.flat().sort((a, b) => (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER));
}
