/** Opening stock: preview an upload, then post what is good in it through the ledger's one door. */
import type { Db, Tx } from '../../../db/database.ts';
import { forUpdate, statement } from '../../../db/statement.ts';
import type { Answer, CommandServices } from '../../audit/command.ts';
import type { Actor } from '../../auth/viewer.ts';
import { postGoods } from '../../books/goods-commands.ts';
import { applyDraft, type DraftRow, previewUpload, type Upload } from '../../imports/commands.ts';
import { type Pace, unwatched } from '../../imports/pace.ts';
import { allRows } from '../../imports/queries.ts';
import { dayOf } from '../../kernel/clock.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { openLots } from '../../ledger/lots.ts';
import { outsideLocation } from '../../organisations/queries.ts';
import { catchRecalled } from '../../recalls/catch-commands.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { type ParsedOpeningUpload, parseOpening } from './parse.ts';
import { openingWorld } from './queries.ts';
import type { OpeningEntry, OpeningLine, OpeningSummary } from './report.ts';
import { resolveOpening, summariseOpening } from './resolve.ts';

/** Lots from opening imports carry this origin. */
const ORIGIN = 'opening';

/** Opening imports take turns: two that judged the same rows at once would both find them new. */
const takeTurn = statement(`select id from location where kind = 'opening' ${forUpdate}`);

export type OpeningCounts = OpeningSummary['counts'];

/** Reads an upload and keeps what posting it would do; the ledger is not touched. Refuses unreadable files. */
export function previewOpening(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  upload: Upload,
  pace: Pace = unwatched,
): Promise<Answer<{ draftId: number }>> {
  const reading = {
    kind: 'opening_stock' as const,
    act: 'stock.preview_opening',
    parse: (sheet: Sheet) => parseOpening(sheet, services.clock.now()),
    judge: async (db: Db, parsed: ParsedOpeningUpload) => {
      const entries = resolveOpening(parsed, await openingWorld(db, actor.scopePath, parsed.entries));
      return { rows: entries, summary: summariseOpening(parsed, entries) };
    },
  };
  return previewUpload(services, actor, key, upload, reading, pace);
}

/**
 * Posts the good rows of a preview, judged again by what the ledger is now: one movement for each organisation.
 * Refuses another person's preview, one that was posted before, and what the ledger refuses.
 */
export function applyOpening(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  draftId: number,
  pace: Pace = unwatched,
): Promise<Answer<OpeningCounts>> {
  const writing = {
    kind: 'opening_stock' as const,
    act: 'stock.import_opening',
    write: async (tx: Tx, draft: DraftRow, at: number) => {
      await tx.run(takeTurn, {});
      const upload = uploadOf(await allRows<OpeningEntry>(tx, draftId), draft.summary as OpeningSummary);
      const entries = resolveOpening(upload, await openingWorld(tx, actor.scopePath, upload.entries));
      const fresh = entries.flatMap((entry) => (entry.verdict === 'new' && entry.line !== null ? [entry.line] : []));
      const posted = await postOpening(tx, actor, fresh, at, `opening-${draftId}`);
      if (!posted.ok) return posted;
      const judged = { rows: entries, summary: summariseOpening(upload, entries) };
      return ok({ judged, detail: { movements: posted.value } });
    },
  };
  return applyDraft(services, actor, key, draftId, writing, pace);
}

/** Rows as they were parsed: what the lookup found then is found again now. */
function uploadOf(kept: readonly OpeningEntry[], summary: OpeningSummary): ParsedOpeningUpload {
  const { headerRow, ignoredColumns, places } = summary;
  const entries = kept.map((entry) => ({
    row: entry.row,
    source: entry.source,
    typed: entry.typed,
    problems: entry.problems.filter((each) => entry.typed === null || PARSE_WARNINGS.has(each.reason)),
  }));
  return { headerRow, ignoredColumns, places, entries };
}

/** The remarks of reading a row that still got through; all others come from looking things up. */
const PARSE_WARNINGS = new Set(['opening_expired', 'opening_first_of_month']);

/**
 * Posts opening lines, one movement for each organisation, from the outside place `opening`. Lots that do not exist
 * are opened. Returns the ids of the movements. Refuses what the ledger refuses.
 */
export async function postOpening(
  tx: Tx,
  actor: Actor,
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
    const arriving = own.map((line, index) => ({ lotId: lots[index] ?? 0, quantityBase: line.quantityBase }));
    const caught = await catchRecalled(tx, { lots: arriving, organisationId, actor, at });
    if (!caught.ok) return caught;
    const posted = await postGoods(tx, {
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
