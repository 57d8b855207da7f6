/** The calendars of all members. */
import { asc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { orderCalendar } from '../../db/schema/demand.ts';
import { organisation } from '../../db/schema/organisations.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { type Calendar, roundOn } from './calendar-rules.ts';

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
