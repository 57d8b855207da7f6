/** One recall of a device: its units wherever they are, the patients who were told, and its end. */
import type { FollowUp, ListedRecall } from '../../src/implants/recall-queries.ts';
import { recallText } from '../../src/implants/rules.ts';
import type { ListedUnit } from '../../src/implants/unit-queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { RecallStatus, UnitStatus } from './words.tsx';

interface RecallUnit extends ListedUnit {
  told: readonly FollowUp[];
  /** Whether the viewer writes down that this patient was told. */
  tells: boolean;
}

interface ImplantRecallProps {
  t: Words;
  recall: ListedRecall;
  units: readonly RecallUnit[];
  next: string | undefined;
  paged: boolean;
  today: string;
  can: { end: boolean };
  form: FormBack;
  formKey: () => string;
}

export function ImplantRecallPage(props: ImplantRecallProps) {
  const { t, recall, units, can } = props;
  const words = t.implantRecalls;
  const open = units.filter((unit) => unit.tells);
  return (
    <>
      <PageHead
        title={recall.name}
        crumbs={[
          { label: t.implants.title, href: paths.implants() },
          { label: words.title, href: paths.implantRecalls() },
          { label: recallText(recall), code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<RecallStatus t={t} recall={recall} badge />}
        facts={[recall.why, `${recall.openedBy} ${fullMoment(recall.openedAt)}`]}
      />
      <Facts
        across
        facts={[
          { label: words.onShelf, value: String(recall.shelf) },
          { label: words.used, value: String(recall.used) },
          { label: words.untold, value: String(recall.untold) },
          { label: words.returned, value: String(recall.returned) },
          { label: t.implants.states.missing, value: String(recall.missing) },
          ...(recall.endedAt === null ? [] : [{ label: words.endedOn, value: dayOf(recall.endedAt) }]),
        ]}
      />
      <Columns kind="doc">
        <div class="stack">
          <Panel title={words.units} padded={false}>
            <Units {...props} />
          </Panel>
        </div>
        <Rail label={words.forms}>
          {open.length > 0 && <Tell {...props} open={open} />}
          {can.end && <End {...props} />}
        </Rail>
      </Columns>
    </>
  );
}

function Units({ t, units, recall, next, paged, today }: ImplantRecallProps) {
  const words = t.implantRecalls;
  const head = (
    <>
      <Head>{t.implants.serial}</Head>
      <Head>{t.implants.place}</Head>
      <Head>{t.implants.state}</Head>
      <Head>{t.implants.patientRef}</Head>
      <Head>{words.told}</Head>
    </>
  );
  return (
    <>
      <Table caption={words.units} head={head} stacks>
        {units.map((unit) => (
          <tr>
            <td class="span-6">
              <Item name={unit.serial} detail={unit.lotNumber} href={paths.implant(unit.id)} />
            </td>
            <td class="span-6">{`${unit.place} ${unit.shelf}`}</td>
            <td class="span-3">
              <UnitStatus t={t} unit={unit} today={today} />
            </td>
            <td class="span-3" data-label={t.implants.patientRef}>
              {unit.patientRef === null ? '' : `${unit.patientRef} ${unit.operatedOn ?? ''}`}
            </td>
            <td class="span-6" data-label={words.told}>
              {unit.told.map((one) => (
                <div>{`${one.toldOn} ${one.outcome}`}</div>
              ))}
            </td>
          </tr>
        ))}
      </Table>
      <KeysetPager
        t={t}
        shown={units.length}
        {...(paged && { first: paths.implantRecall(recall.id) })}
        {...(next !== undefined && { next: paths.implantRecall(recall.id, { after: next }) })}
      />
    </>
  );
}

function Tell({ t, recall, open, today, form: back, formKey }: ImplantRecallProps & { open: readonly RecallUnit[] }) {
  const words = t.implantRecalls;
  const form = { ...formOf(back, 'follow-ups'), scope: 'follow-ups' };
  const options = open.map((unit) => ({ value: String(unit.id), label: `${unit.serial} ${unit.patientRef ?? ''}` }));
  const labels = { unit: words.patient, toldOn: words.toldOn, outcome: words.outcome };
  return (
    <Panel title={words.tell} id="follow-ups">
      <form class="form" method="post" action={paths.implantRecallAct(recall.id, 'follow-ups')}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <SelectField form={form} name="unit" label={words.patient} options={options} required />
        <DateField form={form} name="toldOn" label={words.toldOn} value={today} required />
        <TextField form={form} name="outcome" label={words.outcome} hint={words.outcomeHint} maxlength={200} required />
        <SubmitBar consequence={words.tellConsequence}>
          <Button kind="primary">{words.tell}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function End({ t, recall, form: back, formKey }: ImplantRecallProps) {
  const words = t.implantRecalls;
  const form = { ...formOf(back, 'ending'), scope: 'ending' };
  return (
    <Panel title={words.end} id="ending">
      <form class="form" method="post" action={paths.implantRecallAct(recall.id, 'ending')}>
        <ErrorSummary t={t} form={form} labels={{ why: t.implants.why, mistaken: words.mistaken }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="why" label={t.implants.why} maxlength={200} required />
        {recall.untold > 0 && (
          <Choices
            form={form}
            name="mistaken"
            label={words.mistaken}
            many
            choices={[{ value: '1', title: words.mistaken, text: words.mistakenText(recall.untold) }]}
            hideLabel
          />
        )}
        <SubmitBar consequence={words.endConsequence}>
          <Button>{words.end}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
