/** Adverse events as a list, newest first, by key: found by words and pinyin of the thing, by class and by delay. */
import { and, desc, eq, gte, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { deviceEvent } from '../../db/schema/faults.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { EventClass, EventState, EventTab } from './rules.ts';

export interface EventFilter {
  tab: EventTab;
  q?: string | undefined;
  state?: EventState | undefined;
  class?: EventClass | undefined;
  /** Days on which it happened. */
  from?: string | undefined;
  until?: string | undefined;
}

function ofTab(tab: EventTab, today: string): SQL | undefined {
  const open = eq(document.status, 'open');
  if (tab === 'open') return open;
  return tab === 'late' ? and(open, lt(deviceEvent.dueOn, today)) : undefined;
}

function conditions(filter: EventFilter, scopePath: string, today: string): SQL | undefined {
  const words = queryTokens(filter.q ?? '').map((token) => {
    const found = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(asset.searchText, found), like(sql`lower(${document.number})`, found.toLowerCase()));
  });
  return and(
    assetsInScope(scopePath),
    filter.state ? eq(document.status, filter.state) : ofTab(filter.tab, today),
    ...words,
    filter.class ? eq(deviceEvent.eventClass, filter.class) : undefined,
    filter.from ? gte(deviceEvent.occurredOn, filter.from) : undefined,
    filter.until ? sql`${deviceEvent.occurredOn} <= ${filter.until}` : undefined,
  );
}

export interface ListedEvent {
  id: number;
  number: string;
  status: EventState;
  assetNumber: string;
  assetName: string;
  model: string;
  registrationNumber: string | null;
  udi: string | null;
  place: string;
  eventClass: EventClass;
  occurredOn: string;
  what: string;
  harm: string;
  dueOn: string;
  nationalNumber: string | null;
  forwardedOn: string | null;
}

/** Newest first, from after the cursor (an id); one more than `size`, for the pager. */
export async function listEvents(
  db: Db,
  ask: { scopePath: string; today: string },
  filter: EventFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedEvent[]> {
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      assetNumber: asset.number,
      assetName: asset.name,
      model: asset.model,
      registrationNumber: asset.registrationNumber,
      udi: asset.udiDi,
      place: organisation.shortName,
      eventClass: deviceEvent.eventClass,
      occurredOn: deviceEvent.occurredOn,
      what: deviceEvent.what,
      harm: deviceEvent.harm,
      dueOn: deviceEvent.dueOn,
      nationalNumber: deviceEvent.nationalNumber,
      forwardedOn: deviceEvent.forwardedOn,
    })
    .from(deviceEvent)
    .innerJoin(document, eq(document.id, deviceEvent.documentId))
    .innerJoin(asset, eq(asset.id, deviceEvent.assetId))
    .innerJoin(organisation, eq(organisation.id, asset.userId))
    .where(
      and(
        conditions(filter, ask.scopePath, ask.today),
        page.after === undefined ? undefined : lt(document.id, page.after),
      ),
    )
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as EventState }));
}
