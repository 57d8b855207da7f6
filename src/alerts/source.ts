/** The one shape of everything that feeds alerts: it is asked for some members and says what is so now. */
import type { Db } from '../../db/database.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import type { AlertKind, Finding } from './rules.ts';

export interface SourceAsk {
  members: readonly { id: number }[];
  kinds: ReadonlyMap<number, OrganisationKind>;
  /** Business day of `now`. */
  day: string;
  /** UTC ms. */
  now: number;
}

export interface AlertSource {
  kind: AlertKind;
  find(db: Db, ask: SourceAsk): Promise<Finding[]>;
}
