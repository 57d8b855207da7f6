/** Brings a published version into force on its day: the items' tiers and last days of use become what it says. */
import type { Tx } from '../../db/database.ts';
import { ok } from '../kernel/result.ts';
import { bringItemsInForce, markInForce } from './entry-statements.ts';
import { versionInForce } from './queries.ts';

export interface BroughtIntoForce {
  /** Edition that came into force; null when there was nothing to do. */
  edition: number | null;
  /** Items whose tiers or last day of use changed. */
  items: number;
}

/**
 * Makes the version of `day` the one in force, once: a second call changes nothing. Items that it does not name have
 * no tier any more, leavers keep their last day of use.
 */
export async function bringIntoForce(tx: Tx, at: number, day: string): Promise<BroughtIntoForce> {
  const begun = await tx.run<{ id: number }>(markInForce, { at, day });
  const version = await versionInForce(tx, day);
  if (begun.length === 0 || version === undefined) return { edition: null, items: 0 };
  const changed = await tx.run<{ id: number }>(bringItemsInForce, { versionId: version.id, at });
  return { edition: version.edition, items: changed.length };
}

/** The daily job of the formulary. */
export const formularyInForce = {
  act: 'formulary.in_force',
  async run(tx: Tx, at: number, day: string) {
    const value = await bringIntoForce(tx, at, day);
    return ok({ value, subject: day, after: value });
  },
};
