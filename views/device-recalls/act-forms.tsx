/** What can be done about a recall: an answer for one thing, one taken back, its end, its withdrawal. */
import { RESULTS } from '../../src/device-recalls/rules.ts';
import { paths } from '../../src/paths.ts';
import { PaperAct } from '../documents/paper-act.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import type { DeviceRecallPageProps } from './show-page.tsx';

export function RecallActs(props: DeviceRecallPageProps) {
  const { t, view, rows, back, formKey } = props;
  const words = t.deviceRecalls;
  const { number, version } = view.document;
  const common = { t, words, back, formKey, version, labels: {}, asksWhy: true };
  const waits = view.counts.cards > view.counts.done;
  return (
    <>
      {view.waiting.length > 0 && <Reply {...props} />}
      {rows.some((row) => row.mine && row.answer !== null) && <Retraction {...props} />}
      {view.can.office && !waits && (
        <PaperAct {...common} name="ending" kind="primary" action={paths.deviceRecallAct(number, 'ending')} />
      )}
      {view.can.office && (
        <PaperAct {...common} name="withdrawal" kind="danger" action={paths.deviceRecallAct(number, 'withdrawal')} />
      )}
    </>
  );
}

function Reply({ t, view, back, formKey, today }: DeviceRecallPageProps) {
  const words = t.deviceRecalls;
  const form = { ...formOf(back, 'answer'), scope: 'answer' };
  const labels = { asset: words.thing, result: words.result, doneOn: words.doneOn, note: words.note };
  return (
    <Panel title={words.answer} id="answer">
      <form class="form" method="post" action={paths.deviceRecallAct(view.document.number, 'answer')}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <SelectField
          form={form}
          name="asset"
          label={words.thing}
          options={view.waiting.map(({ number, name, place }) => ({
            value: number,
            label: [number, name, place].join(' '),
          }))}
          choose={t.forms.choose}
          required
        />
        <Choices
          form={form}
          name="result"
          label={words.result}
          choices={RESULTS.map((value) => ({ value, title: words.results[value], text: words.resultTexts[value] }))}
        />
        <DateField form={form} name="doneOn" label={words.doneOn} value={today} max={today} required />
        <TextField form={form} name="note" label={words.note} hint={words.noteHint} maxlength={200} required />
        <SubmitBar consequence={words.answerConsequence}>
          <Button kind="primary">{words.answer}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Retraction({ t, view, rows, back, formKey }: DeviceRecallPageProps) {
  const words = t.deviceRecalls;
  const form = { ...formOf(back, 'retraction'), scope: 'retraction' };
  const options = rows.flatMap(({ mine, answer, number, name }) =>
    mine && answer !== null
      ? [{ value: String(answer.id), label: [number, name, words.results[answer.result]].join(' ') }]
      : [],
  );
  return (
    <Panel title={words.retraction} id="retraction">
      <form class="form" method="post" action={paths.deviceRecallAct(view.document.number, 'retraction')}>
        <ErrorSummary t={t} form={form} labels={{ answer: words.thing, why: words.why }} />
        <HiddenKey value={formKey()} />
        <SelectField form={form} name="answer" label={words.thing} options={options} choose={t.forms.choose} required />
        <TextField form={form} name="why" label={words.why} maxlength={200} required />
        <SubmitBar consequence={words.retractionConsequence}>
          <Button>{words.retraction}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
