/** What lies idle elsewhere: it is asked for as a loan, and may stand in for a faulty thing once it is here. */
import { paths } from '../../src/paths.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import type { FaultPageProps } from './show-page.tsx';

export function Borrowable({ t, view }: FaultPageProps) {
  const words = t.faults;
  const facts = view.borrowable.map((one) => ({
    label: one.keeperName,
    value: <a href={paths.newLoan({ asset: one.number })}>{[one.name, one.model].filter(Boolean).join(' ')}</a>,
    note: one.number,
  }));
  return (
    <Panel title={words.borrowable} note={words.borrowableNote} padded={false}>
      <Facts body facts={facts} />
    </Panel>
  );
}
