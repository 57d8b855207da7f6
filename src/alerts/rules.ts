/** What kinds of alert there are, whose they are, and what opens and closes when the world has changed. Pure. */
import type { Role } from '../auth/roles.ts';
import type { OrganisationKind } from '../auth/viewer.ts';

export const ALERT_KINDS = [
  'below_least',
  'runs_out',
  'near_expiry',
  'excursion',
  'logger_silent',
  'calibration_due',
  'licence',
  'count_overdue',
  'upkeep_overdue',
  'recall_overdue',
  'trace',
  'card_expires',
  'arrival_overdue',
  'difference_overdue',
  'return_due',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What a source says is so now: once for each member and subject. */
export interface Finding {
  organisationId: number;
  /** An item, a lot at a place, a document: `item:17`, `lot:9@4`, `WD-20261123-0001`. */
  subject: string;
  itemId: number | null;
  /** Where the person acts. */
  path: string;
  /** Names and numbers that the row shows. */
  detail: Record<string, string | number | null>;
  /** When it should have been done, where the matter itself says so; otherwise the rule of the kind does. */
  dueAt?: number | undefined;
}

export interface OpenAlert {
  id: number;
  organisationId: number;
  subject: string;
  path: string;
  detail: Record<string, unknown>;
}

export interface Difference<Found extends Finding> {
  opened: Found[];
  closed: OpenAlert[];
  /** Still so, but its numbers or its place changed. */
  changed: { id: number; finding: Found }[];
}

const keyOf = (one: { organisationId: number; subject: string }) => `${one.organisationId} ${one.subject}`;

function saysTheSame(alert: OpenAlert, finding: Finding): boolean {
  if (alert.path !== finding.path) return false;
  const names = new Set([...Object.keys(alert.detail), ...Object.keys(finding.detail)]);
  return [...names].every((name) => alert.detail[name] === finding.detail[name]);
}

/** What to open, to close and to write anew so that what is open is what is so. A finding that comes twice is one. */
export function differenceOf<Found extends Finding>(
  open: readonly OpenAlert[],
  findings: readonly Found[],
): Difference<Found> {
  const now = new Map(findings.map((finding) => [keyOf(finding), finding]));
  const known = new Set(open.map(keyOf));
  const opened = [...now].filter(([key]) => !known.has(key)).map(([, finding]) => finding);
  const closed: OpenAlert[] = [];
  const changed: Difference<Found>['changed'] = [];
  for (const alert of open) {
    const finding = now.get(keyOf(alert));
    if (finding === undefined) closed.push(alert);
    else if (!saysTheSame(alert, finding)) changed.push({ id: alert.id, finding });
  }
  return { opened, closed, changed };
}

/** Kinds that the county's people answer for, whichever member they are about. */
const OF_COUNTY: Partial<Record<AlertKind, Role>> = {
  licence: 'quality_officer',
  excursion: 'quality_officer',
  trace: 'quality_officer',
};

/** Kinds that the hub's pharmacists answer for; the others are its storekeepers'. */
const OF_PHARMACISTS: readonly AlertKind[] = [
  'below_least',
  'runs_out',
  'arrival_overdue',
  'difference_overdue',
  'return_due',
];

/** Whose task an alert is: the people of the member that keeps the goods, or those of the county who decide. */
export function ownerRoleOf(kind: AlertKind, memberKind: OrganisationKind): Role {
  const county = OF_COUNTY[kind];
  if (county !== undefined) return county;
  if (memberKind === 'clinic') return 'village_doctor';
  if (memberKind === 'campus' || memberKind === 'branch') return 'branch_pharmacist';
  return OF_PHARMACISTS.includes(kind) ? 'hub_pharmacist' : 'storekeeper';
}

/** Roles whose people answer for the whole county: their alerts are theirs wherever they are. */
export const COUNTY_OWNERS: readonly Role[] = ['quality_officer', 'hub_pharmacist', 'storekeeper'];

/** Longest rest in days: what is known for longer is mended or set otherwise. */
export const MOST_REST_DAYS = 90;

/** Days of cover left at so much use a day; null where nothing is used. */
export function coverOf(hasBase: number, dailyMilli: number): number | null {
  return dailyMilli <= 0 ? null : Math.floor((Math.max(0, hasBase) * 1000) / dailyMilli);
}
