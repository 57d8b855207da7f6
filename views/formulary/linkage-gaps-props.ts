/** What the page of the gaps is given, and its panel of proposals. */
import type { Gap, Proposable } from '../../src/formulary/linkage-gap-queries.ts';
import type { PublishedVersion } from '../../src/formulary/queries.ts';
import type { Instead } from '../../src/substitutes/instead-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface GapsFilter {
  q?: string | undefined;
  member?: string | undefined;
  villages: boolean;
  disease?: string | undefined;
  cause?: 'tier' | 'stock' | undefined;
  tier?: string | undefined;
  on?: string | undefined;
}

export interface GapsPageProps {
  t: Words;
  version: PublishedVersion | undefined;
  day: string;
  today: string;
  filter: GapsFilter;
  /** Name of the member that the filter names. */
  memberName: string | undefined;
  /** The page's gaps. */
  rows: Gap[];
  /** By concept and member: what there is instead. */
  instead: ReadonlyMap<string, Instead[]>;
  /** How many there are of each cause, whichever is shown. */
  counts: Record<'tier' | 'stock', number>;
  proposables: Proposable[];
  draftNumber: string | undefined;
  can: { propose: boolean; register: boolean; export: boolean };
  form: FormState;
  formKey: string;
  page: number;
  size: number;
  total: number;
}
