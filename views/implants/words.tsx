/** How the state of a unit is spoken of on every page. */
import type { UnitState } from '../../src/implants/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';

interface UnitStatusProps {
  t: Words;
  unit: { state: UnitState; frozen: string; expiresOn: string; consignmentId: number | null };
  today?: string;
  badge?: boolean;
}

/** One of our own goes back to nobody: it was taken down. */
export function stateText(t: Words, unit: { state: UnitState; consignmentId: number | null }): string {
  const down = unit.state === 'returned' && unit.consignmentId === null;
  return down ? t.implants.takenDown : t.implants.states[unit.state];
}

export function UnitStatus({ t, unit, today, badge }: UnitStatusProps) {
  const words = t.implants;
  const boxed = badge === true && { badge };
  if (unit.state === 'shelf' && unit.frozen !== '') {
    return (
      <Status icon="s-no" tone="danger" {...boxed}>
        {words.frozen}
      </Status>
    );
  }
  if (unit.state === 'shelf' && today !== undefined && unit.expiresOn < today) {
    return (
      <Status icon="s-no" tone="danger" {...boxed}>
        {words.expired}
      </Status>
    );
  }
  const icon = { shelf: 's-todo', used: 's-done', returned: 's-no', missing: 's-no' } as const;
  return (
    <Status icon={icon[unit.state]} {...boxed}>
      {stateText(t, unit)}
    </Status>
  );
}

export function RecallStatus({ t, recall, badge }: { t: Words; recall: { endedAt: number | null }; badge?: boolean }) {
  const words = t.implantRecalls;
  const boxed = badge === true && { badge };
  if (recall.endedAt !== null) {
    return (
      <Status icon="s-done" {...boxed}>
        {words.over}
      </Status>
    );
  }
  return (
    <Status icon="s-no" tone="danger" {...boxed}>
      {words.stands}
    </Status>
  );
}
