/** What the database holds, as numbers that an act without effect must leave alone. The audit trail may grow. */
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { concept, item, itemCode, itemFact } from '../../db/schema/catalogue.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { formularyChange, formularyException, formularyVersion } from '../../db/schema/formulary.ts';
import { balance, lot, movement, movementLine } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { preparationPermit } from '../../db/schema/preparations.ts';
import {
  committeeSeat,
  committeeSession,
  dossier,
  dossierReview,
  dossierScore,
  matter,
  matterVote,
  watchNote,
} from '../../db/schema/selection.ts';
import { datedRule } from '../../db/schema/settings.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import { person, personRole } from '../../db/schema/users.ts';

const TABLES = {
  balance,
  committeeSeat,
  committeeSession,
  concept,
  datedRule,
  dispatch,
  dispatchLine,
  document,
  documentAct,
  dossier,
  dossierReview,
  dossierScore,
  formularyChange,
  formularyException,
  formularyVersion,
  item,
  itemCode,
  itemFact,
  location,
  lot,
  matter,
  matterVote,
  movement,
  movementLine,
  organisation,
  person,
  personRole,
  preparationPermit,
  shortage,
  therapeuticSubstitute,
  watchNote,
};

/** Rows of each table, and the sums of what the stores hold, have promised, and how often papers changed. */
export async function tableCounts(db: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(TABLES)) {
    const [row] = await db.read.select({ rows: sql<number>`count(*)` }).from(table);
    counts[name] = Number(row?.rows);
  }
  const [held] = await db.read
    .select({ onHand: sql<number>`sum(${balance.onHand})`, reserved: sql<number>`sum(${balance.reserved})` })
    .from(balance);
  const [papers] = await db.read.select({ versions: sql<number>`sum(${document.version})` }).from(document);
  const [lines] = await db.read.select({ picked: sql<number>`sum(${dispatchLine.pickedBase})` }).from(dispatchLine);
  const [prints] = await db.read.select({ prints: sql<number>`sum(${dispatch.printCount})` }).from(dispatch);
  const sums = { ...held, ...papers, ...lines, ...prints };
  for (const [name, value] of Object.entries(sums)) counts[name] = Number(value ?? 0);
  return counts;
}
