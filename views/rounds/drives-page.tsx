/** A driver's own rounds, the next ones first. */
import { paths } from '../../src/paths.ts';
import type { ListedRound } from '../../src/rounds/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { RoundStatus } from './words.tsx';

interface DrivesPageProps {
  t: Words;
  rows: ListedRound[];
  today: string;
}

const OPEN = ['under_way', 'planned'];

export function DrivesPage({ t, rows, today }: DrivesPageProps) {
  const words = t.rounds;
  const rank = (row: ListedRound) => (OPEN.includes(row.status) ? OPEN.indexOf(row.status) : OPEN.length);
  const sorted = rows.toSorted(
    (a, b) => rank(a) - rank(b) || (rank(a) < OPEN.length ? a.leavesAt - b.leavesAt : b.leavesAt - a.leavesAt),
  );
  return (
    <>
      <PageHead title={words.drives} />
      {rows.length === 0 && <Empty title={words.drivesEmpty} text={words.drivesEmptyText} />}
      <ul class="rows">
        {sorted.map((row) => (
          <li>
            <a href={paths.drive(row.number)}>
              <b>{row.route}</b>
              <small>
                {dayText(t, row.day, today)} {row.vehicle} {words.progress(row.told, row.stops)}
              </small>
              <RoundStatus t={t} status={row.status} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
