/** How much a shortage hurts, in marks: how long what is there lasts, and how urgent it is. */
import type { DeskItem } from '../../src/shortages/desk-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';

/** Days of cover in words: out is danger, under a week is orange. */
export function CoverStatus({ t, days }: { t: Words; days: number | null }) {
  if (days === null) return <span class="muted">{t.desk.noUse}</span>;
  if (days === 0) {
    return (
      <Status icon="s-stop" tone="danger">
        {t.desk.cover(0)}
      </Status>
    );
  }
  if (days >= 7) return <>{t.desk.cover(days)}</>;
  return (
    <Status icon="s-near" tone="warn">
      {t.desk.cover(days)}
    </Status>
  );
}

/** Only an emergency calls. */
export function UrgencyMark({ t, urgency }: { t: Words; urgency: DeskItem['urgency'] }) {
  if (urgency !== 'emergency') return <>{t.shortages.urgencies[urgency]}</>;
  return (
    <Status icon="s-urgent" tone="warn">
      {t.shortages.urgencies.emergency}
    </Status>
  );
}
