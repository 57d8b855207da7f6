/** Levels from a file: previewed, then set member by member, judged again by what is set then. */
import { inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { stockTarget } from '../../db/schema/demand.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { chunked, itemsByCodes } from '../catalogue/item-queries.ts';
import { applyDraft, type DraftRow, previewUpload, type Upload } from '../imports/commands.ts';
import { type Pace, unwatched } from '../imports/pace.ts';
import { allRows, draftOf } from '../imports/queries.ts';
import { ok } from '../kernel/result.ts';
import {
  judgeLevels,
  type LevelEntry,
  type LevelSummary,
  type LevelWorld,
  type ParsedLevelUpload,
  parseLevels,
  summariseLevels,
} from './import-rows.ts';
import { levelMembers } from './member-queries.ts';
import { writeLevels } from './record-commands.ts';
import type { Limits } from './rules.ts';

const KIND = 'levels' as const;

async function worldOf(db: Db, scopePath: string, upload: ParsedLevelUpload): Promise<LevelWorld> {
  const typed = upload.entries.flatMap((entry) => (entry.typed === null ? [] : [entry.typed]));
  const wanted = new Set(typed.map((each) => each.member));
  const members = (await levelMembers(db, scopePath)).filter((each) => wanted.has(each.code));
  const limits = new Map<string, Limits>();
  for (const part of chunked(members.map((each) => each.id))) {
    const rows = await db.select().from(stockTarget).where(inArray(stockTarget.organisationId, part));
    for (const { organisationId, itemId, leastBase, mostBase } of rows) {
      limits.set(`${organisationId}|${itemId}`, { leastBase, mostBase });
    }
  }
  const items = await itemsByCodes(
    db,
    typed.map((each) => each.item),
  );
  return { members: new Map(members.map((each) => [each.code, each])), items, limits };
}

/** Reads an upload and keeps what setting it would do; no level is touched. Refuses unreadable files. */
export function previewLevels(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const reading = {
    kind: KIND,
    act: 'target.preview',
    parse: parseLevels,
    judge: async (db: Db, parsed: ParsedLevelUpload) => {
      const entries = judgeLevels(parsed, await worldOf(db, actor.scopePath, parsed));
      return { rows: entries, summary: summariseLevels(parsed, entries) };
    },
  };
  return previewUpload(services, actor, key, upload, reading, pace);
}

/** Sets the good rows of a preview. Refuses another person's preview and one that was applied before. */
export function applyLevels(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  pace: Pace = unwatched,
): Promise<Answer<LevelSummary['counts']>> {
  const write = async (tx: Tx, draft: DraftRow, at: number) => {
    if (!may(actor.roles, 'target.set')) return refuseWithout('target.set');
    const kept = await allRows<LevelEntry>(tx, draftId);
    const { headerRow, ignoredColumns, places } = draft.summary as LevelSummary;
    const entries = kept.map(({ row, source, typed, problems }) => {
      return { row, source, typed, problems: typed === null ? problems : [] };
    });
    const upload = { headerRow, ignoredColumns, places, entries };
    const judged = judgeLevels(upload, await worldOf(tx, actor.scopePath, upload));
    const lines = judged.flatMap((entry) => (entry.verdict === 'changed' && entry.line !== null ? [entry.line] : []));
    for (const organisationId of new Set(lines.map((line) => line.organisationId))) {
      const own = lines.filter((line) => line.organisationId === organisationId);
      const said = { how: 'file' as const, batch: `file-${draftId}`, reason: draft.fileName };
      const by = { changedBy: actor.userId, changedAt: at };
      const set = await writeLevels(tx, { organisationId, lines: own, ...said, ...by });
      if (!set.ok) return set;
    }
    return ok({ judged: { rows: judged, summary: summariseLevels(upload, judged) } });
  };
  return applyDraft(services, actor, key, draftId, { kind: KIND, act: 'target.import', write }, pace);
}

export interface LevelPreview {
  id: number;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  summary: LevelSummary;
}

/** A person's own preview. */
export async function levelPreview(db: Db, personId: number, id: number): Promise<LevelPreview | undefined> {
  const row = await draftOf(db, personId, KIND, id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  return { id, fileName, createdAt, appliedAt, summary: row.summary as LevelSummary };
}
