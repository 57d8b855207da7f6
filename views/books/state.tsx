/** The state of a member's month: open, waiting for the member, objected to, answered, or confirmed. */
import type { MemberMonth } from '../../src/books/month-queries.ts';
import { type StatementState, stateOf } from '../../src/books/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const LOOKS: Record<StatementState, { icon: IconName; tone?: Tone }> = {
  open: { icon: 's-doing' },
  unsigned: { icon: 's-todo', tone: 'caution' },
  objected: { icon: 's-near', tone: 'warn' },
  answered: { icon: 's-doing', tone: 'caution' },
  confirmed: { icon: 's-done' },
};

export function MonthState({ t, row, badge }: { t: Words; row: MemberMonth; badge?: boolean }) {
  const state = stateOf(row);
  return (
    <Status {...LOOKS[state]} badge={badge}>
      {t.books.states[state]}
    </Status>
  );
}
