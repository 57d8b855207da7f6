/** Figures of use written: one month of one piece of equipment by hand, many from a file; the last entry holds. */
import { inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { assetUse } from '../../db/schema/asset-values.ts';
import { rowset, statement } from '../../db/statement.ts';
import { assetByNumber } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { applyDraft, previewUpload, type Upload } from '../imports/commands.ts';
import { type Pace, unwatched } from '../imports/pace.ts';
import { allRows, draftOf } from '../imports/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { judgeUses, type KnownUse, parseUses, summariseUses, type UseEntry, type UseSummary } from './import-rows.ts';
import { checkUse, type UseFigures } from './rules.ts';
import { useOf } from './use-queries.ts';

const KIND = 'asset_uses' as const;
const ROWS_AT_ONCE = 500;

const COLUMNS = {
  asset_id: 'int',
  month: 'text',
  open_minutes: 'int',
  used_minutes: 'int',
  cases: 'int',
  positives: 'int',
  revenue_fen: 'int',
  direct_cost_fen: 'int',
} as const;
const NAMES = Object.keys(COLUMNS).join(', ');
const CHANGED = Object.keys(COLUMNS).slice(2);

const putUses = statement(
  `insert into asset_use (${NAMES}, recorded_by, recorded_at)
   select ${NAMES}, cast(:personId as bigint), cast(:at as bigint) from ${rowset('uses', COLUMNS)} as given where true
   on conflict (asset_id, month) do update set ${CHANGED.map((name) => `${name} = excluded.${name}`).join(', ')},
     recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`,
);
const cardsByNumber = statement(
  `select asset.id, asset.number, asset.acquired_on, member.path as user_path, owner.path as owner_path
   from ${rowset('numbers', { number: 'text' })} as given join asset on asset.number = given.number
   join organisation as member on member.id = asset.user_id
   join organisation as owner on owner.id = asset.owner_id`,
);

async function write(tx: Tx, by: { personId: number; at: number }, uses: readonly (UseFigures & Placed)[]) {
  for (let from = 0; from < uses.length; from += ROWS_AT_ONCE) {
    const rows = uses.slice(from, from + ROWS_AT_ONCE).map((use) => ({
      asset_id: use.assetId,
      month: use.month,
      open_minutes: use.openMinutes,
      used_minutes: use.usedMinutes,
      cases: use.cases,
      positives: use.positives,
      revenue_fen: use.revenueFen,
      direct_cost_fen: use.directCostFen,
    }));
    await tx.run(putUses, { ...by, uses: rows });
  }
}

interface Placed {
  assetId: number;
  month: string;
}

/**
 * Enters or replaces one month of one piece of equipment. Refuses people who do not look after it, months that are not
 * over, figures that cannot be, and what changes nothing.
 */
export function recordUse(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: UseFigures & { number: string; month: string },
): Promise<Answer<{ month: string }>> {
  const { number, month, ...figures } = input;
  return command(services, actor, { act: 'asset.use', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const card = await assetByNumber(tx, actor.scopePath, number);
    if (card === undefined) return refuse('not_found');
    if (!may(actor.roles, 'asset.edit') && !looksAfter(actor, card)) return refuse('asset_not_here', { number });
    const { id: assetId, acquiredOn } = card.asset;
    const fit = checkUse(month, figures, { number, acquiredOn, now: at });
    if (!fit.ok) return fit;
    const before = await useOf(tx, assetId, month);
    if (before !== undefined && same(before, figures)) return refuse('asset_use_nothing');
    await write(tx, { personId: actor.userId, at }, [{ assetId, month, ...figures }]);
    return ok({ value: { month }, subject: number, ...(before && { before }), after: { month, ...figures } });
  });
}

function same(one: UseFigures, other: UseFigures): boolean {
  return (Object.keys(other) as (keyof UseFigures)[]).every((name) => one[name] === other[name]);
}

/** Cards within the scope that rows name, and what is known of their months. */
async function knownUses(db: Db, scopePath: string, numbers: readonly string[]): Promise<Map<string, KnownUse>> {
  const asked = [...new Set(numbers)];
  const cards = new Map<string, KnownUse>();
  for (let from = 0; from < asked.length; from += ROWS_AT_ONCE) {
    const part = asked.slice(from, from + ROWS_AT_ONCE).map((number) => ({ number }));
    type Row = { id: number; number: string; acquired_on: string; user_path: string; owner_path: string };
    const rows = (await db.run<Row>(cardsByNumber, { numbers: part })).filter(
      (row) => row.user_path.startsWith(scopePath) || row.owner_path.startsWith(scopePath),
    );
    if (rows.length === 0) continue;
    const ids = rows.map(({ id }) => id);
    const uses = await db.select().from(assetUse).where(inArray(assetUse.assetId, ids));
    for (const { id, number, acquired_on: acquiredOn } of rows) {
      const months = new Map(uses.filter((use) => use.assetId === id).map((use) => [use.month, use]));
      cards.set(number, { assetId: id, acquiredOn, months });
    }
  }
  return cards;
}

/** Reads a file of figures and keeps what importing it would do. Refuses unreadable files. */
export function previewUses(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const reading = {
    kind: KIND,
    act: 'asset.use_preview',
    parse: parseUses,
    judge: async (db: Db, parsed: ReturnType<typeof parseUses> extends Result<infer T> ? T : never) => {
      const numbers = parsed.entries.map(({ number }) => number);
      const known = await knownUses(db, actor.scopePath, numbers);
      const rows = judgeUses(parsed, known, services.clock.now());
      return { rows, summary: summariseUses(parsed, rows) };
    },
  };
  return previewUpload(services, actor, key, upload, reading, pace);
}

/** Writes the good rows of a preview, judged again by what holds now; the same file again changes nothing. */
export async function applyUses(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  pace: Pace = unwatched,
): Promise<Answer<UseSummary['counts']>> {
  const writing = {
    kind: KIND,
    act: 'asset.use_import',
    write: async (tx: Tx, draft: { summary: unknown }, at: number) => {
      if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
      const kept = await allRows<UseEntry>(tx, draftId);
      const summary = draft.summary as UseSummary;
      const known = await knownUses(
        tx,
        actor.scopePath,
        kept.map(({ number }) => number),
      );
      const rows = judgeUses({ ...summary, entries: kept }, known, at);
      const wanted = rows.flatMap((row) => {
        const assetId = known.get(row.number)?.assetId;
        const taken = row.verdict === 'added' || row.verdict === 'changed';
        return taken && assetId !== undefined && row.figures ? [{ assetId, month: row.month, ...row.figures }] : [];
      });
      await write(tx, { personId: actor.userId, at }, wanted);
      return ok({ judged: { rows, summary: summariseUses(summary, rows) } });
    },
  };
  return applyDraft(services, actor, key, draftId, writing, pace);
}

export interface UsePreview {
  id: number;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  summary: UseSummary;
}

/** A person's own preview. */
export async function usePreview(db: Db, personId: number, id: number): Promise<UsePreview | undefined> {
  const row = await draftOf(db, personId, KIND, id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  return { id, fileName, createdAt, appliedAt, summary: row.summary as UseSummary };
}
