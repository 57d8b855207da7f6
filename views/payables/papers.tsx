/** Where the papers of a payable stand, in one word: what forbids paying it, or that nothing does. */
import type { PayableLine } from '../../src/payables/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';

export function PapersStatus({ t, row }: { t: Words; row: PayableLine }) {
  const words = t.payables.papers;
  if (row.paidFen + row.creditedFen >= row.amountFen) return <Status icon="s-done">{words.paid}</Status>;
  if (row.blocked !== null) {
    return (
      <Status icon="s-hold" tone="danger">
        {words[row.blocked]}
      </Status>
    );
  }
  if (row.payer === 'insurance_fund') return <Status icon="s-todo">{words.fund}</Status>;
  if (row.heldFen > 0) return <Status icon="s-doing">{words.inRun}</Status>;
  if (row.invoicedFen === 0) return <Status icon="s-todo">{words.no_invoice}</Status>;
  return <Status icon="s-done">{words.ready}</Status>;
}
