/** One card under compulsory metrology: whether it may be used, every test, and the acts of whoever has it tested. */

import type { AssetCard } from '../../src/assets/record-queries.ts';
import { isGone } from '../../src/assets/rules.ts';
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { Days } from '../../src/metrology/list-queries.ts';
import type { DutyRecord } from '../../src/metrology/record-queries.ts';
import type { Cycles, MetrologyItem } from '../../src/metrology/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Bar } from '../../src/safety-of-use/rules.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { emptyState, formOf } from '../ui/form-state.ts';
import { clauseComma, semicolon } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { ResultFields, resultLabels, TestPlaceFields } from './result-fields.tsx';
import { crumbsOf, DutyStatus, holdsText, itemText } from './words.tsx';

interface CardTestsProps {
  t: Words;
  card: AssetCard;
  days: Days;
  cycles: Cycles;
  test: boolean;
  records: readonly DutyRecord[];
  bars: readonly Bar[];
  /** Kinds that the list names today. */
  items: readonly MetrologyItem[];
  files: AttachmentLine[];
  back: FormBack;
  formKey: () => string;
}

export function CardTestsPage(props: CardTestsProps) {
  const { t, card, bars, records, test, files } = props;
  const words = t.metrology;
  const { asset } = card;
  const open = records.filter(({ duty }) => duty.endedOn === null);
  const why = bars.map((bar) =>
    [words.bars[bar.why], 'item' in bar && itemText(t, bar.item)].filter(Boolean).join(' '),
  );
  return (
    <>
      <PageHead
        title={asset.name}
        crumbs={crumbsOf(t, asset.number, true)}
        crumbsLabel={t.frame.position}
        facts={[
          <a href={paths.equipmentCard(asset.number)}>{asset.number}</a>,
          card.user.shortName,
          asset.room,
          t.equipment.states[asset.status],
        ].filter(Boolean)}
      />
      {bars.length > 0 ? (
        <Notice tone="danger" title={words.barredTitle}>
          {why.join(semicolon(t))}
        </Notice>
      ) : (
        <p class="note">{words.free}</p>
      )}
      <Columns kind="doc">
        <div class="stack">
          {records.map((record) => (
            <History {...props} record={record} />
          ))}
          <Attachments
            t={t}
            subject={`asset ${asset.number}`}
            lines={files}
            title={words.files}
            {...(test && { formKey: props.formKey() })}
          />
        </div>
        {test && (
          <Rail label={words.enterOne}>
            {open.map((record) => (
              <DutyActs {...props} record={record} />
            ))}
            {!isGone(asset.status) && <Register {...props} />}
          </Rail>
        )}
      </Columns>
    </>
  );
}

type OfDuty = CardTestsProps & { record: DutyRecord };

function History({ t, record, days, cycles }: OfDuty) {
  const words = t.metrology;
  const { duty, results } = record;
  const months = cycles[duty.item as MetrologyItem];
  const note =
    duty.endedOn === null
      ? [words.since(duty.since), months > 0 && t.equipment.upkeepEvery(months), holdsText(t, duty, days)]
      : [words.ended(duty.endedOn, duty.endReason ?? '')];
  const head = (
    <>
      <Head>{words.testedOn}</Head>
      <Head>{words.outcome}</Head>
      <Head>{words.validUntil}</Head>
      <Head>{words.institution}</Head>
      <Head>{words.certificateNumber}</Head>
      <Head>{words.enteredBy}</Head>
    </>
  );
  return (
    <Panel title={itemText(t, duty.item)} note={note.filter(Boolean).join(clauseComma(t))} padded={false}>
      {duty.endedOn === null && (
        <p class="body">
          <DutyStatus t={t} duty={duty} days={days} />{' '}
          {duty.sentOn !== null && words.sentTo(duty.sentTo ?? '', duty.sentOn)}
        </p>
      )}
      {results.length === 0 ? (
        <p class="body note">{words.noHistory}</p>
      ) : (
        <Table caption={words.history} head={head} stacks>
          {results.map((row) => (
            <tr class={row.gone ? 'off' : undefined}>
              <td class="span-3">{row.testedOn}</td>
              <td class="span-3">
                <span class="item">
                  {words.outcomes[row.outcome]}
                  {row.gone && <small>{row.reversalOf === null ? words.taken : words.takesBack}</small>}
                  {(row.limits || row.note) && <small>{[row.limits, row.note].filter(Boolean).join(' ')}</small>}
                </span>
              </td>
              <td class="span-3" data-label={words.validUntil}>
                {row.validUntil}
              </td>
              <td class="span-3" data-label={words.institution}>
                {row.institution}
              </td>
              <td class="span-3" data-label={words.certificateNumber}>
                {row.certificateNumber}
              </td>
              <td class="span-3" data-label={words.enteredBy}>
                {row.by}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

/** The form that came back, when it was about this duty. */
function formFor({ back }: CardTestsProps, name: string, dutyId: number) {
  const of = back.state.values['duty']?.[0];
  const lines = Object.keys(back.state.values).some((field) => field.startsWith(`line.${dutyId}.`));
  const mine = back.name === name && (of === String(dutyId) || lines);
  return { ...formOf(mine ? back : { name: '', state: emptyState() }, name), scope: `${name}-${dutyId}` };
}

function DutyActs(props: OfDuty) {
  const { t, card, record, days, formKey } = props;
  const words = t.metrology;
  const { duty, results } = record;
  const { number } = card.asset;
  const form = formFor(props, 'results', duty.id);
  const last = results.find(({ gone }) => !gone);
  return (
    <>
      <Panel title={`${words.enterOne} ${itemText(t, duty.item)}`} id={`results-${duty.id}`}>
        <form class="form" method="post" action={paths.equipmentTestAct(number, 'results')}>
          <ErrorSummary t={t} form={form} labels={resultLabels(t, [duty.id])} />
          <HiddenKey value={formKey()} />
          <TestPlaceFields t={t} form={form} days={days} institution={duty.sentTo ?? last?.institution} />
          <ResultFields t={t} form={form} dutyId={duty.id} />
          <p class="small">{words.resultsConsequence}</p>
          <Buttons>
            <Button kind="primary">{words.resultsSubmit}</Button>
          </Buttons>
        </form>
      </Panel>
      {duty.sentOn !== null && <OneDuty {...props} act="fetch" />}
      {last !== undefined && <OneDuty {...props} act="reversal" resultId={last.id} />}
      <OneDuty {...props} act="end" />
    </>
  );
}

function OneDuty(props: OfDuty & { act: 'fetch' | 'end' | 'reversal'; resultId?: number }) {
  const { t, card, record, act, resultId, formKey } = props;
  const words = t.metrology;
  const { duty } = record;
  const form = formFor(props, act, duty.id);
  const said = {
    fetch: { title: words.fetch, submit: words.fetchSubmit, note: '' },
    end: { title: words.end, submit: words.endSubmit, note: '' },
    reversal: { title: words.reverse, submit: words.reverseSubmit, note: words.reverseNote },
  }[act];
  return (
    <Panel title={`${said.title} ${itemText(t, duty.item)}`} id={`${act}-${duty.id}`}>
      <form class="form" method="post" action={paths.equipmentTestAct(card.asset.number, act)}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
        <HiddenKey value={formKey()} />
        <Hidden name="duty" value={duty.id} />
        {resultId !== undefined && <Hidden name="result" value={resultId} />}
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        {said.note !== '' && <p class="small">{said.note}</p>}
        <Buttons>
          <Button>{said.submit}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}

function Register(props: CardTestsProps) {
  const { t, card, items, back, formKey } = props;
  const words = t.metrology;
  const form = formOf(back, 'duties');
  return (
    <Panel title={words.add} id="duties">
      <form class="form" method="post" action={paths.equipmentTestAct(card.asset.number, 'duties')}>
        <ErrorSummary t={t} form={form} labels={{ item: words.item }} />
        <HiddenKey value={formKey()} />
        <SelectField
          form={form}
          name="item"
          label={words.item}
          choose=""
          required
          options={items.map((value) => ({ value, label: words.items[value] }))}
        />
        <p class="small">{words.proposalsConsequence}</p>
        <Buttons>
          <Button>{words.addSubmit}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}
