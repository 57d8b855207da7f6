/** Opening stock: preview an upload, then post what is good in it through the ledger's one door. */
import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { importDraft } from '../../../db/schema/imports.ts';
import { forUpdate, statement } from '../../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../../audit/command.ts';
import type { Actor } from '../../auth/viewer.ts';
import { dayOf } from '../../kernel/clock.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { openLots } from '../../ledger/lots.ts';
import { post } from '../../ledger/post.ts';
import { outsideLocation } from '../../organisations/queries.ts';
import { readSpreadsheet } from '../../spreadsheets/read.ts';
import { type ParsedOpeningUpload, parseOpening } from './parse.ts';
import { type KeptOpening, openingWorld } from './queries.ts';
import type { OpeningLine, OpeningSummary } from './report.ts';
import { resolveOpening, summariseOpening } from './resolve.ts';

/** Lots from opening imports carry this origin. */
const ORIGIN = 'opening';
const LONGEST_FILE_NAME = 200;

/** Opening imports take turns: two that judged the same rows at once would both find them new. */
const takeTurn = statement(`select id from location where kind = 'opening' ${forUpdate}`);

export type OpeningCounts = OpeningSummary['counts'];

/** Reads an upload and keeps what posting it would do; the ledger is not touched. Refuses unreadable files. */
export async function previewOpening(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: { fileName: string; content: Uint8Array },
): Promise<Answer<{ draftId: number }>> {
  const fileHash = createHash('sha256').update(upload.content).digest('hex');
  const fileName = upload.fileName.slice(-LONGEST_FILE_NAME);
  const sheet = await readSpreadsheet(upload.content);
  const parsed = sheet.ok ? parseOpening(sheet.value, services.clock.now()) : sheet;
  const request = { act: 'stock.preview_opening', key, input: { fileName, fileHash } };
  return command(services, actor, request, async (tx, at) => {
    if (!parsed.ok) return parsed;
    const entries = resolveOpening(parsed.value, await openingWorld(tx, actor.scopePath, parsed.value.entries));
    const summary = summariseOpening(parsed.value, entries);
    const rows: KeptOpening = { entries, places: parsed.value.places };
    const kept = { kind: 'opening_stock' as const, personId: actor.userId, fileName, fileHash, rows, summary };
    const [draft] = await tx
      .insert(importDraft)
      .values({ ...kept, createdAt: at, appliedAt: null })
      .returning({ id: importDraft.id });
    if (draft === undefined) throw new Error('the preview was not written');
    return ok({ value: { draftId: draft.id }, subject: fileName, after: { fileHash, ...summary.counts } });
  });
}

/**
 * Posts the good rows of a preview, judged again by what the ledger is now: one movement for each organisation.
 * Refuses another person's preview, one that was posted before, and what the ledger refuses.
 */
export async function applyOpening(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
): Promise<Answer<OpeningCounts>> {
  return command(services, actor, { act: 'stock.import_opening', key, input: { draftId } }, async (tx, at) => {
    const mine = and(
      eq(importDraft.id, draftId),
      eq(importDraft.personId, actor.userId),
      eq(importDraft.kind, 'opening_stock'),
    );
    const [draft] = await tx.select().from(importDraft).where(mine);
    if (draft === undefined) return refuse('not_found');
    const claimed = await tx
      .update(importDraft)
      .set({ appliedAt: at })
      .where(and(mine, isNull(importDraft.appliedAt)))
      .returning({ id: importDraft.id });
    if (claimed.length === 0) return refuse('import_applied', { at: draft.appliedAt });
    await tx.run(takeTurn, {});
    const upload = uploadOf(draft.rows as KeptOpening, draft.summary as OpeningSummary);
    const entries = resolveOpening(upload, await openingWorld(tx, actor.scopePath, upload.entries));
    const fresh = entries.flatMap((entry) => (entry.verdict === 'new' && entry.line !== null ? [entry.line] : []));
    const posted = await postOpening(tx, actor, fresh, at, `opening-${draftId}`);
    if (!posted.ok) return posted;
    const summary = summariseOpening(upload, entries);
    await tx
      .update(importDraft)
      .set({ rows: { entries, places: upload.places }, summary })
      .where(eq(importDraft.id, draftId));
    const after = { fileHash: draft.fileHash, ...summary.counts, movements: posted.value };
    return ok({ value: summary.counts, subject: draft.fileName, after });
  });
}

/** Rows as they were parsed: what the lookup found then is found again now. */
function uploadOf(kept: KeptOpening, summary: OpeningSummary): ParsedOpeningUpload {
  const { headerRow, ignoredColumns } = summary;
  const entries = kept.entries.map((entry) => ({
    row: entry.row,
    source: entry.source,
    typed: entry.typed,
    problems: entry.problems.filter((each) => entry.typed === null || PARSE_WARNINGS.has(each.reason)),
  }));
  return { headerRow, ignoredColumns, places: kept.places, entries };
}

/** The remarks of reading a row that still got through; all others come from looking things up. */
const PARSE_WARNINGS = new Set(['opening_expired', 'opening_first_of_month']);

/**
 * Posts opening lines, one movement for each organisation, from the outside place `opening`. Lots that do not exist
 * are opened. Returns the ids of the movements. Refuses what the ledger refuses.
 */
export async function postOpening(
  tx: Tx,
  actor: Pick<Actor, 'userId'>,
  lines: readonly OpeningLine[],
  at: number,
  key: string,
): Promise<Result<number[]>> {
  const fromId = await outsideLocation(tx, 'opening');
  const movements: number[] = [];
  for (const organisationId of new Set(lines.map((line) => line.organisationId))) {
    const own = lines.filter((line) => line.organisationId === organisationId);
    const lots = await openLots(
      tx,
      own.map((line) => ({
        itemId: line.itemId,
        number: line.lotNumber,
        expiresOn: line.expiresOn,
        pricePack: line.pricePack,
        origin: ORIGIN,
      })),
      dayOf(at),
      at,
    );
    const posted = await post(tx, {
      kind: 'opening',
      documentId: null,
      actor: { userId: actor.userId, organisationId },
      occurredAt: at,
      postedAt: at,
      key: `${key}-${organisationId}`,
      lines: own.map((line, index) => ({
        lotId: lots[index] ?? 0,
        fromId,
        toId: line.locationId,
        quantityBase: line.quantityBase,
      })),
    });
    if (!posted.ok) return posted;
    movements.push(posted.value.movementId);
  }
  return ok(movements);
}
