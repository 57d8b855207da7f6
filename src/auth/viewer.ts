/** Who is asking: the signed-in person as rules, queries and pages see them. */
import { COUNTY_ROLES, type Role } from './roles.ts';

export type OrganisationKind = 'head' | 'campus' | 'branch' | 'clinic' | 'centre' | 'company';
export type Language = 'zh' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

export interface Viewer {
  userId: number;
  login: string;
  name: string;
  organisationId: number;
  organisationName: string;
  organisationKind: OrganisationKind;
  /** Materialised path of the person's organisation, such as `/1/3/17/`. */
  organisationPath: string;
  /** Sees every organisation whose path starts with this: own subtree, or `/` for hub, county and audit roles. */
  scopePath: string;
  roles: Role[];
  language: Language;
  theme: Theme;
  mustChangePassword: boolean;
  /** Of a form that the phone kept before it was sent. */
  phone?: PhoneTimes;
}

/** What a phone's clock said when a form was filled in and when it was sent: told, never relied upon. */
export interface PhoneTimes {
  at: number;
  sentAt: number;
}

/** The part of a viewer that commands keep: who acts, for which organisation. */
export interface Actor {
  userId: number;
  name: string;
  organisationId: number;
  organisationName: string;
  roles: Role[];
  scopePath: string;
  phone?: PhoneTimes;
}

/** What a person of these roles may see: the whole county, or the own organisation with everything under it. */
export function scopePathOf(roles: readonly Role[], organisationPath: string): string {
  return roles.some((role) => COUNTY_ROLES.includes(role)) ? '/' : organisationPath;
}

/** The acting part of a viewer. */
export function viewerToActor(viewer: Viewer): Actor {
  const { userId, name, organisationId, organisationName, roles, scopePath, phone } = viewer;
  return { userId, name, organisationId, organisationName, roles, scopePath, ...(phone && { phone }) };
}

/** Who acts when nobody is signed in: the first start, the command line, a failed login. Its chain is number 0. */
export const SYSTEM_ACTOR: Actor = {
  userId: 0,
  name: 'system',
  organisationId: 0,
  organisationName: 'system',
  roles: [],
  scopePath: '/',
};
