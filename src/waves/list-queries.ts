/** Waves as a list: those of the houses that a person may read, the newest day first, by key. */
import { and, desc, eq, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { wave } from '../../db/schema/waves.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import type { WaveState } from './rules.ts';

export interface WaveFilter {
  state?: WaveState | undefined;
  day?: string | undefined;
  /** Part of a number of the wave or of what it sends; words, pinyin or initials of its house or a receiver. */
  q?: string | undefined;
}

export interface ListedWave {
  id: number;
  number: string;
  status: WaveState;
  day: string;
  house: string;
  /** Requisitions and dispatches that were chosen, and of them those that were not allocated. */
  entries: number;
  refused: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
function entriesWhere(where: string) {
  const count = sql<number>`(select count(*) from wave_entry as entry
    where entry.wave_id = ${document.id} ${sql.raw(where)})`;
  return count.mapWith(Number);
}

function named(q: string | undefined): SQL | undefined {
  const text = (q ?? '').trim();
  if (text === '') return undefined;
  const words = plainLike(normaliseQuery(text));
  const number = plainLike(text.toLowerCase());
  return or(
    sql`lower(${document.number}) like ${number}`,
    like(organisation.searchText, words),
    sql`exists (select 1 from wave_entry as entry
      join organisation as receiver on receiver.id = entry.to_organisation_id
      left join document as asked on asked.id = entry.requisition_id
      left join document as sent on sent.id = entry.dispatch_id
      where entry.wave_id = ${document.id} and (receiver.search_text like ${words}
        or lower(asked.number) like ${number} or lower(sent.number) like ${number}))`,
  );
}

/** Rows from after the cursor (day, id); one more than `size`, for the pager. */
export async function listWaves(
  db: Db,
  scopePath: string,
  filter: WaveFilter,
  page: { cursor?: readonly [string, number] | undefined; size: number },
): Promise<ListedWave[]> {
  const { cursor, size } = page;
  const older = cursor && or(lt(wave.day, cursor[0]), and(eq(wave.day, cursor[0]), lt(wave.documentId, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      day: wave.day,
      house: organisation.shortName,
      entries: entriesWhere(''),
      refused: entriesWhere("and entry.outcome = 'refused'"),
    })
    .from(wave)
    .innerJoin(document, eq(document.id, wave.documentId))
    .innerJoin(organisation, eq(organisation.id, wave.fromOrganisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.state && eq(document.status, filter.state),
        filter.day === undefined ? undefined : eq(wave.day, filter.day),
        named(filter.q),
        older,
      ),
    )
    .orderBy(desc(wave.day), desc(wave.documentId))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as WaveState }));
}
