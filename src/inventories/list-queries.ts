/** Stocktakes of equipment as a list, newest first, by key; and one as its page shows it. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { inventory } from '../../db/schema/inventories.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { queryTokens, searchText } from '../kernel/search-key.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { type InventoryRecord, type InventoryScope, inventoryByNumber } from './inventory-record.ts';
import { type FindRow, findsOf, type JudgedLine, linesOf } from './line-queries.ts';
import type { InventoryState } from './rules.ts';

export interface InventoryFilter {
  state?: InventoryState | undefined;
  /** Part of a number or title, words, pinyin or initials of the member. */
  q?: string | undefined;
}

export interface ListedInventory {
  id: number;
  number: string;
  title: string;
  status: InventoryState;
  place: string;
  createdAt: number;
  lines: number;
  found: number;
  finds: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const count = (of: string) =>
  sql<number>`(select count(*) from ${sql.raw(of)} and inventory_id = ${document.id})`.mapWith(Number);

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listInventories(
  db: Db,
  scopePath: string,
  filter: InventoryFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedInventory[]> {
  const { cursor, size } = page;
  const older =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const searched = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(organisation.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token.toLowerCase())}`,
      sql`lower(${inventory.title}) like ${plainLike(token.toLowerCase())}`,
    ),
  );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      title: inventory.title,
      status: document.status,
      place: organisation.shortName,
      createdAt: document.createdAt,
      lines: count('inventory_line where 1 = 1'),
      found: count('inventory_line where found_at is not null'),
      finds: count('inventory_find where 1 = 1'),
    })
    .from(inventory)
    .innerJoin(document, eq(document.id, inventory.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.state && eq(document.status, filter.state),
        ...searched,
        older,
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as InventoryState }));
}

export interface InventoryView extends InventoryRecord {
  scope: InventoryScope;
  lines: JudgedLine[];
  finds: FindRow[];
  acts: ActRow[];
  /** Members where a thing may stand. */
  places: { id: number; code: string; shortName: string }[];
  progress: { lines: number; found: number; missing: number; differing: number; undecided: number };
  /** Numbers of cards that were decided lost in it and still wait to leave the books. */
  lost: string[];
  me: number;
  can: { count: boolean; decide: boolean; edit: boolean; close: boolean };
}

const isOpen = ({ line, differences }: JudgedLine) => differences.length > 0 && line.decision === null;

const isStillLost = ({ line, card }: JudgedLine) => line.decision === 'lost' && card.status === 'stopped';

/** The stocktake as the viewer sees it; undefined when there is none within the scope. */
export async function inventoryView(db: Db, viewer: Viewer, number: string): Promise<InventoryView | undefined> {
  const record = await inventoryByNumber(db, number);
  if (record === undefined || !record.place.path.startsWith(viewer.scopePath)) return undefined;
  const { document: paper, place } = record;
  const lines = await linesOf(db, paper.id);
  const finds = await findsOf(db, paper.id);
  const under = await organisationsUnder(db, place.path);
  const counting = paper.status === 'counting';
  const deciding = paper.status === 'deciding';
  const counted = [...lines.map(({ line }) => line.foundBy), ...finds.map((one) => one.foundBy)];
  const undecided = lines.filter(isOpen).length + finds.filter((one) => one.decision === null).length;
  const edit = may(viewer.roles, 'asset.edit');
  return {
    ...record,
    scope: record.inventory.scope as unknown as InventoryScope,
    lines,
    finds,
    acts: await timelineOf(db, paper.id),
    places: under.filter((one) => one.active).map(({ id, code, shortName }) => ({ id, code, shortName })),
    progress: {
      lines: lines.length,
      found: lines.filter(({ line }) => line.foundAt !== null).length,
      missing: lines.filter(({ differences }) => differences.includes('missing')).length,
      differing: lines.filter(({ differences }) => differences.length > 0).length,
      undecided,
    },
    lost: paper.status === 'closed' ? lines.filter(isStillLost).map(({ card }) => card.number) : [],
    me: viewer.userId,
    can: {
      count: counting && may(viewer.roles, 'asset.count'),
      decide: deciding && may(viewer.roles, 'asset.keep'),
      edit,
      close: deciding && edit && undecided === 0 && !counted.includes(viewer.userId),
    },
  };
}

export const LINE_TABS = ['left', 'found', 'differing', 'all'] as const;
export type LineTab = (typeof LINE_TABS)[number];

/** Lines of a tab, found by words, pinyin and numbers. */
export function linesOfTab(view: InventoryView, tab: LineTab, q: string | undefined): JudgedLine[] {
  const tokens = queryTokens(q ?? '');
  return view.lines.filter(({ line, card, differences }) => {
    if (tab === 'left' && line.foundAt !== null) return false;
    if (tab === 'found' && line.foundAt === null) return false;
    if (tab === 'differing' && differences.length === 0) return false;
    const words = `${card.searchText} ${searchText([line.bookRoom])}`;
    return tokens.every((token) => words.includes(token));
  });
}
