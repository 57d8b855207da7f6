/** The rounds of one card: its plans, every result of each, and who confirmed it. */
import { asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { maintenanceConfirmation, maintenancePlan, maintenanceResult } from '../../db/schema/maintenance.ts';
import { person } from '../../db/schema/users.ts';
import type { PlanRow } from './plan-commands.ts';
import { standing } from './rules.ts';

export type ResultRow = typeof maintenanceResult.$inferSelect & {
  by: string;
  confirmation: { by: string; at: number } | null;
  /** Whether it was taken back, or is itself what takes another back. */
  gone: boolean;
};

export interface PlanRecord {
  plan: PlanRow;
  /** The latest round first. */
  results: ResultRow[];
}

const MOST_RESULTS = 60;
const confirmer = alias(person, 'confirmer');

/** The plans of a card, those that ended last, each with its rounds. */
export async function roundsOf(db: Db, assetId: number): Promise<PlanRecord[]> {
  const plans = await db
    .select()
    .from(maintenancePlan)
    .where(eq(maintenancePlan.assetId, assetId))
    .orderBy(asc(maintenancePlan.id));
  if (plans.length === 0) return [];
  const ids = plans.map(({ id }) => id);
  const rows = await db
    .select({
      result: maintenanceResult,
      by: person.name,
      confirmedBy: confirmer.name,
      confirmedAt: maintenanceConfirmation.confirmedAt,
    })
    .from(maintenanceResult)
    .innerJoin(person, eq(person.id, maintenanceResult.enteredBy))
    .leftJoin(maintenanceConfirmation, eq(maintenanceConfirmation.resultId, maintenanceResult.id))
    .leftJoin(confirmer, eq(confirmer.id, maintenanceConfirmation.confirmedBy))
    .where(inArray(maintenanceResult.planId, ids))
    .orderBy(desc(maintenanceResult.doneOn), desc(maintenanceResult.id))
    .limit(MOST_RESULTS * plans.length);
  const stand = new Set(standing(rows.map(({ result }) => result)).map(({ id }) => id));
  const records = plans.map((plan) => ({
    plan,
    results: rows
      .filter(({ result }) => result.planId === plan.id)
      .map(({ result, by, confirmedBy, confirmedAt }) => ({
        ...{ ...result, by, gone: !stand.has(result.id) },
        confirmation: confirmedBy === null || confirmedAt === null ? null : { by: confirmedBy, at: confirmedAt },
      })),
  }));
  return records.sort((a, b) => Number(a.plan.endedOn !== null) - Number(b.plan.endedOn !== null));
}
