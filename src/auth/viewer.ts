/** Who is asking: the signed-in person as rules, queries and pages see them. */
import type { Role } from './roles.ts';

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
}

/** The part of a viewer that commands keep: who acts, for which organisation. */
export interface Actor {
  userId: number;
  name: string;
  organisationId: number;
  organisationName: string;
  roles: Role[];
  scopePath: string;
}
