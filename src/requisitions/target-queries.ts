/** Limits of a member with what use suggests, and the calendars of all members. */
import { asc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { orderCalendar } from '../../db/schema/demand.ts';
import { organisation } from '../../db/schema/organisations.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { searchItems } from '../catalogue/queries.ts';
import { type Calendar, roundOn } from './calendar-rules.ts';
import { type NeedItem, needItems, usualItems } from './need-queries.ts';
import { limitsFor, whyNotRequested } from './rules.ts';

export interface TargetLine extends NeedItem {
  suggested: { least: number; most: number };
}

const MOST_FOUND = 60;

/** Items that the member uses or keeps; with words to search by, those of the formulary it may stock as well. */
export async function targetLines(
  db: Db,
  asked: { member: { id: number; kind: OrganisationKind }; q: string; day: string; coverDays: number },
): Promise<TargetLine[]> {
  const { member, q, day, coverDays } = asked;
  const found = q.trim() === '' ? undefined : await searchItems(db, q, { limit: MOST_FOUND });
  const itemIds = found?.map((one) => one.id) ?? (await usualItems(db, member.id, day));
  const items = await needItems(db, { organisationId: member.id, itemIds, day });
  return items
    .filter((item) => item.leastBase !== null || whyNotRequested(item, member.kind) === null)
    .map((item) => ({ ...item, suggested: limitsFor(item.use30Base, item.packSize, coverDays) }));
}

export interface CalendarLine {
  code: string;
  member: string;
  kind: OrganisationKind;
  calendar: Calendar | null;
  /** The day on which the round closes that is open or next. */
  closesOn: string | null;
}

/** Every member that files requisitions, with its days when the hub has set some. */
export async function calendarLines(db: Db, scopePath: string, today: string): Promise<CalendarLine[]> {
  const rows = await db
    .select({ code: organisation.code, member: organisation.shortName, kind: organisation.kind, row: orderCalendar })
    .from(organisation)
    .leftJoin(orderCalendar, eq(orderCalendar.organisationId, organisation.id))
    .where(like(organisation.path, `${scopePath}%`))
    .orderBy(asc(organisation.path));
  return rows
    .filter(({ kind }) => ['campus', 'branch', 'clinic', 'centre'].includes(kind))
    .map(({ code, member, kind, row }) => {
      const closesOn = row === null ? null : roundOn(row, today).closesOn;
      return { code, member, kind, calendar: row, closesOn };
    });
}
