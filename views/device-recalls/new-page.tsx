/** A notice of recall: first what it means in the county, then what it says. */
import type { MeantCard } from '../../src/device-recalls/card-queries.ts';
import { LEVELS, MEASURES, SOURCES } from '../../src/device-recalls/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { emptyState } from '../ui/form-state.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

/** Rows of the table; the rest is only counted. */
const MOST_SHOWN = 100;

interface NewDeviceRecallProps {
  t: Words;
  form: FormState;
  formKey: string;
  /** What was searched for, as typed. */
  typed: { registrationNumber: string; model: string; udiDi: string; serials: string };
  /** What it means; undefined before anything was searched for. */
  cards: MeantCard[] | undefined;
  today: string;
  dueOn: string;
}

export function NewDeviceRecallPage(props: NewDeviceRecallProps) {
  const { t, cards } = props;
  const words = t.deviceRecalls;
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.deviceRecalls() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
        facts={[words.newIntro]}
      />
      <div class="stack">
        <Search {...props} />
        {cards !== undefined && <Meant t={t} cards={cards} />}
        {cards !== undefined && <Notice {...props} />}
      </div>
    </>
  );
}

/** It finds and changes nothing: what it finds is shown before the notice is written. */
function Search({ t, typed }: NewDeviceRecallProps) {
  const words = t.deviceRecalls;
  const form = emptyState();
  return (
    <Panel title={words.searchTitle} id="scope">
      <form class="form" method="get" action={paths.newDeviceRecall()}>
        <TextField
          form={form}
          name="registrationNumber"
          label={t.equipment.registrationNumber}
          value={typed.registrationNumber}
          maxlength={60}
        />
        <TextField form={form} name="model" label={t.equipment.model} value={typed.model} maxlength={60} />
        <TextField form={form} name="udiDi" label="UDI-DI" value={typed.udiDi} maxlength={14} inputmode="numeric" />
        <TextArea
          form={form}
          name="serials"
          label={words.serials}
          hint={words.serialsHint}
          value={typed.serials}
          rows={3}
          maxlength={20_000}
        />
        <SubmitBar consequence={words.searchConsequence}>
          <Button>{words.searchSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Meant({ t, cards }: { t: Words; cards: readonly MeantCard[] }) {
  const words = t.deviceRecalls;
  const places = new Set(cards.map(({ place }) => place)).size;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{t.equipment.serialNumber}</Head>
      <Head>{words.place}</Head>
      <Head>{t.equipment.state}</Head>
    </>
  );
  return (
    <Panel title={words.meantTitle} note={words.meantCount(cards.length, places)} padded={false} id="meant">
      {cards.length === 0 ? (
        <p class="body note">{words.meantNone}</p>
      ) : (
        <Table caption={words.meantTitle} head={head} stacks>
          {cards.slice(0, MOST_SHOWN).map((card) => (
            <tr>
              <td class="span-4">
                <span class="item">
                  <a href={paths.equipmentCard(card.number)}>{card.name}</a>
                  <small>{`${card.number} ${card.model}`}</small>
                </span>
              </td>
              <td class="span-3" data-label={t.equipment.serialNumber}>
                {card.serialNumber}
              </td>
              <td class="span-3">{[card.place, card.room].filter(Boolean).join(' ')}</td>
              <td class="span-2">
                <AssetStatus t={t} status={card.status} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {cards.length > MOST_SHOWN && <p class="body note">{words.meantMore(cards.length - MOST_SHOWN)}</p>}
    </Panel>
  );
}

function Notice({ t, form, formKey, typed, today, dueOn }: NewDeviceRecallProps) {
  const words = t.deviceRecalls;
  const labels = {
    ...{ registrationNumber: t.equipment.registrationNumber, model: t.equipment.model, udiDi: 'UDI-DI' },
    ...{ serials: words.serials, title: words.noticeTitle, level: words.level, measure: words.measure },
    ...{ reason: words.reason, source: words.source, noticeNumber: words.noticeNumber },
    ...{ receivedOn: words.receivedOn, dueOn: words.dueOn },
  };
  const levels = LEVELS.map((value) => ({
    value: String(value),
    title: words.levels[value],
    text: words.levelTexts[value],
  }));
  const measures = MEASURES.map((value) => ({ value, title: words.measures[value], text: words.measureTexts[value] }));
  return (
    <Panel title={words.notice} id="notice">
      <form class="form" method="post" action={paths.deviceRecalls()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        {Object.entries(typed).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        <TextField
          form={form}
          name="title"
          label={words.noticeTitle}
          hint={words.noticeTitleHint}
          maxlength={80}
          required
        />
        <Choices form={form} name="level" label={words.level} choices={levels} />
        <Choices form={form} name="measure" label={words.measure} choices={measures} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SelectField
          form={form}
          name="source"
          label={words.source}
          options={SOURCES.map((value) => ({ value, label: words.sources[value] }))}
          choose={t.forms.choose}
          required
        />
        <TextField form={form} name="noticeNumber" label={words.noticeNumber} maxlength={60} required />
        <DateField form={form} name="receivedOn" label={words.receivedOn} value={today} max={today} required />
        <DateField form={form} name="dueOn" label={words.dueOn} hint={words.dueHint} value={dueOn} required />
        <SubmitBar consequence={words.openConsequence}>
          <Button kind="primary">{words.add}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
