/** How a dossier is named, judged and dated: one wording for lists, pages and files. */
import type { DossierRecord } from '../../src/selection/dossier-queries.ts';
import { type DossierState, pointsText, tiersIn } from '../../src/selection/rules.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { clauseComma, namesComma } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const LOOKS: Record<DossierState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-draft' },
  submitted: { icon: 's-todo' },
  returned: { icon: 'i-undo', tone: 'warn' },
  scoring: { icon: 's-doing' },
  scored: { icon: 's-doing' },
  trial: { icon: 's-go', tone: 'info' },
  declined: { icon: 's-no' },
  kept: { icon: 's-done' },
  removed: { icon: 's-no' },
  withdrawn: { icon: 's-no' },
};

type Named = Pick<DossierRecord, 'item' | 'dossier'>;

export function stateOf(record: Pick<DossierRecord, 'document'>): DossierState {
  return record.document.status as DossierState;
}

export function DossierStatus({ t, state, badge }: { t: Words; state: DossierState; badge?: boolean }) {
  const { icon, tone } = LOOKS[state];
  return (
    <Status icon={icon} tone={tone} badge={badge}>
      {t.selection.states[state]}
    </Status>
  );
}

/** The medicine's name: of the catalogue, or as it was described. */
export function nameOf({ item, dossier }: Named): string {
  return item?.genericName ?? dossier.wish?.genericName ?? '';
}

export function detailOf(t: Words, { item, dossier }: Named): string {
  if (item !== null) return itemDetail(t, item);
  const { form = '', strength = '', manufacturer = '' } = dossier.wish ?? {};
  const said = [t.selection.wish, form, strength, manufacturer].filter((text) => text !== '');
  return said.join(clauseComma(t));
}

export function tiersText(t: Words, tiers: string): string {
  return tiersIn(tiers)
    .map((tier) => t.selection.tiers[tier])
    .join(namesComma(t));
}

/** The mean with its band; nothing before all reviews are in. */
export function scoreText(t: Words, dossier: DossierRecord['dossier']): string {
  if (dossier.scoreHalf === null || dossier.band === null) return '';
  const gap = clauseComma(t);
  return `${t.selection.points(pointsText(dossier.scoreHalf))}${gap}${t.selection.bands[dossier.band]}`;
}

/** Half points times 100 as points with two places: a mean of 4.25 points is 850. */
export function meanText(hundredths: number): string {
  return (hundredths / 200).toFixed(2);
}
