/** What the page of a layout is given. */
import type { LayoutInForce, LayoutRow } from '../../src/print/layout-queries.ts';
import type { PaperKind, PaperLayout } from '../../src/print/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface LayoutPageProps {
  t: Words;
  kind: PaperKind;
  place: { code: string; name: string };
  /** What each column is called on the paper. */
  heads: Readonly<Record<string, string>>;
  today: string;
  /** Of this place, latest first. */
  versions: readonly LayoutRow[];
  /** The place's own version that counts today. */
  own: number | undefined;
  /** What counts today, perhaps of a place above; undefined for the house's own. */
  inForce: LayoutInForce | undefined;
  /** What a new version begins from. */
  start: PaperLayout;
  manages: boolean;
  form: FormState;
  formKey: () => string;
}
