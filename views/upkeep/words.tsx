/** How upkeep lists are spoken of on every page. */
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';

interface UpkeepStatusProps {
  t: Words;
  status: string;
  dueOn: string;
  today: string;
  badge?: boolean;
}

export function UpkeepStatus({ t, status, dueOn, today, badge }: UpkeepStatusProps) {
  const words = t.upkeep;
  const look = badge ? { badge } : {};
  if (status === 'done') {
    return (
      <Status icon="s-done" {...look}>
        {words.states.done}
      </Status>
    );
  }
  return dueOn < today ? (
    <Status icon="s-late" tone="danger" {...look}>
      {words.late}
    </Status>
  ) : (
    <Status icon="s-doing" {...look}>
      {words.states.open}
    </Status>
  );
}
