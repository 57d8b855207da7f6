/** One wave: how far its allocation is, what of each lot is taken for whom, and where each dispatch rides. */

import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { WaveState } from '../../src/waves/rules.ts';
import type { WaveView } from '../../src/waves/wave-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { headingDay } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { EntryRows } from './entry-rows.tsx';
import { ShelfPanel } from './shelf-panel.tsx';
import { WaveStatus } from './words.tsx';

export interface WavePageProps {
  t: Words;
  view: WaveView;
  prints: readonly PrintLine[];
  form: { name: string; state: FormState };
  formKey: () => string;
  scanned?: { ok: boolean; title: string; text: string; refusal?: Refusal } | undefined;
}

export function WavePage(props: WavePageProps) {
  const { t, view, form } = props;
  const words = t.waves;
  const { document, wave, house, entries } = view;
  const told = entries.filter((entry) => entry.outcome !== null).length;
  const refused = entries.filter((entry) => entry.outcome === 'refused').length;
  return (
    <div id="wave">
      <PageHead
        title={words.of(headingDay(t, wave.day))}
        crumbs={[
          { label: words.title, href: paths.waves() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<WaveStatus t={t} status={document.status as WaveState} badge />}
        facts={[
          house.shortName,
          words.progress(told, entries.length),
          ...(refused > 0 ? [words.refused(refused)] : []),
        ]}
        actions={<Actions {...props} />}
      />
      <div class="stack">
        {form.name !== '' && <ErrorSummary t={t} form={formOf(form, form.name)} />}
        {told < entries.length && view.can.plan && <GoOn {...props} left={entries.length - told} />}
        <ShelfPanel {...props} />
        <EntryRows {...props} />
        <PrintList t={t} prints={props.prints} />
      </div>
    </div>
  );
}

function Actions({ t, view, formKey }: WavePageProps) {
  const words = t.waves;
  const { number, version } = view.document;
  const waiting = view.lines.some((line) => !line.picked);
  return (
    <>
      {waiting && <PrintButton kind="wave_list" number={number} formKey={formKey()} label={words.list} />}
      {view.can.plan && (
        <form method="post" action={paths.waveAct(number, 'closing')}>
          <HiddenKey value={formKey()} />
          <Hidden name="version" value={version} />
          <Button>{words.close}</Button>
        </form>
      )}
    </>
  );
}

/** Allocation that was broken off goes on where it stopped. */
function GoOn({ t, view, formKey, left }: WavePageProps & { left: number }) {
  const words = t.waves;
  return (
    <Notice title={words.waiting(left)} tone="warn">
      <form method="post" action={paths.waveAct(view.document.number, 'allocation')}>
        <HiddenKey value={formKey()} />
        <Button kind="primary">{words.goOn}</Button>
      </form>
    </Notice>
  );
}
